import type { ReadText } from './versions.ts';

/** Settings are short; what is longer is something else. */
const largestText = 256 * 1024;

/** The folder of a file, empty at the root. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), 0));
}

/** A name in the folder of a file. */
export function besides(file: string, name: string): string {
  const folder = folderOf(file);
  return folder === '' ? name : `${folder}/${name}`;
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
