import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Skipped } from '../model/finding.ts';
import { isVendorFolder, type Listing, slashed } from './discover.ts';
import { compare } from './tally.ts';

interface Rules {
  readonly folder: string;
  readonly ignore: Ignore;
}

interface Walk {
  readonly root: string;
  readonly files: string[];
  readonly skipped: Skipped[];
  symlinks: number;
  vendored: number;
  readonly nested: number;
}

/** Lists a folder without git, with the same `.gitignore` files. */
export function walk(folder: string, root: string): Listing {
  const state: Walk = { root, files: [], skipped: [], symlinks: 0, vendored: 0, nested: 0 };
  const waiting: { folder: string; rules: readonly Rules[] }[] = [{ folder, rules: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = entriesOf(next.folder, state);
    const rules = [...next.rules, ...rulesOf(next.folder, entries)];
    for (const entry of entries) {
      const path = join(next.folder, entry.name);
      if (entry.isSymbolicLink()) state.symlinks++;
      else if (isIgnored(path, entry.isDirectory(), rules)) continue;
      else if (entry.isFile()) state.files.push(path);
      else if (entry.isDirectory() && !passesOver(entry.name, state)) waiting.push({ folder: path, rules });
    }
  }
  return state;
}

function entriesOf(folder: string, state: Walk): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => compare(a.name, b.name));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const file = slashed(relative(state.root, folder));
    state.skipped.push({ file, at: undefined, why: `the folder cannot be read (${why})`, matters: true });
    return [];
  }
}

function passesOver(name: string, state: Walk): boolean {
  if (!isVendorFolder(name)) return false;
  if (name !== '.git') state.vendored++;
  return true;
}

function rulesOf(folder: string, entries: readonly Dirent[]): readonly Rules[] {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return [];
  try {
    return [{ folder, ignore: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) }];
  } catch {
    return [];
  }
}

/** The deepest file that has something to say decides, as in git. */
function isIgnored(path: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  for (const { folder, ignore } of rules.toReversed()) {
    const verdict = ignore.test(slashed(relative(folder, path)) + (isFolder ? '/' : ''));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
