import { folderOf, inside } from '../model/path.ts';
import type { ReadText } from './versions.ts';

/** Settings are short; what is longer is something else. */
const largestText = 256 * 1024;

/** A name in the folder of a file. */
export function besides(file: string, name: string): string {
  return inside(folderOf(file), name);
}

/** A path below a folder, with `.` and `..` taken out; it never leaves the root. */
export function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of [...folder.split('/'), ...path.split('/')]) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The text of a small file; undefined where there is none, or it cannot be read. */
export function readIfThere(path: string, read: ReadText): string | undefined {
  try {
    return read(path, largestText);
  } catch {
    return undefined;
  }
}
