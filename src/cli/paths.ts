import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { didYouMean } from '../config/nearest.ts';
import { UsageError } from '../run/options.ts';

/** Says in one line which path is missing, and what may be meant. */
export function requirePath(cwd: string, path: string, alternatives: readonly string[] = []): void {
  if (existsSync(resolve(cwd, path))) return;
  const folder = dirname(path);
  const siblings = namesIn(resolve(cwd, folder)).map((name) => (folder === '.' ? name : `${folder}/${name}`));
  const meant = didYouMean(path, [...alternatives, ...siblings]);
  throw new UsageError(`no such file or folder: ${path}${meant}`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether a path leads to a file, also by a link. */
export function isFile(cwd: string, path: string): boolean {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isFile() ?? false;
}
