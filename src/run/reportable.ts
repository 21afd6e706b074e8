import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { languageOf } from './front-ends.ts';
import { passedOverByName } from './prefilter.ts';

/**
 * Whether something may be found in one of some files, relative to `cwd`: pictures, texts and programs in other
 * languages need no look at what stands around them. Compose takes variables from files of any name with `env` in it.
 */
export function mayBeReported(files: readonly string[], cwd: string): boolean {
  return files.some((file) => {
    if (/env/i.test(file) || isFolder(resolve(cwd, file))) return true;
    return languageOf(file) !== undefined && passedOverByName(file) === undefined;
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
