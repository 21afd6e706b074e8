import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { slashed } from './discover.ts';
import { git } from './git.ts';
import type { ChangeOption } from './options.ts';
import { UsageError } from './options.ts';
import { isShallow, repositoryAt, withoutFilters } from './repository.ts';

/** The lines of each file that a change wrote, or between which it took something away. */
export interface Change {
  /** For sentences: `what changed since main`. */
  readonly says: string;
  /** Files are relative to the repository's top-level. */
  readonly touches: (file: string, firstLine: number, lastLine: number) => boolean;
}

/** First and last line, both included. */
type Lines = readonly [number, number];

const wholeFile: Lines = [1, Number.POSITIVE_INFINITY];

/** Reads from git what changed in the repository whose top-level `root` is. Throws a UsageError where it cannot be known. */
export function changeOf(option: ChangeOption, root: string, cwd: string): Change {
  if (option !== 'staged' && 'files' in option) return givenFiles(option.files, root, cwd);
  if (option === 'staged') {
    const top = repositoryAt(root, '--staged');
    return changeFrom('what is staged', hunks(top, ['--cached'], '--staged'));
  }
  const name = `--changed-since ${option.since}`;
  const top = repositoryAt(root, name);
  const lines = hunks(top, [baseOf(option.since, top, name)], name);
  const untracked = git(top, ['ls-files', '-z', '-o', '--exclude-standard']) ?? '';
  for (const file of untracked.split('\0')) lines.set(file, [wholeFile]);
  return changeFrom(`what changed since ${option.since}`, lines);
}

function givenFiles(paths: readonly string[], root: string, cwd: string): Change {
  const places = paths.map((path) => slashed(relative(root, resolve(realpathSync(cwd), path))));
  const isIn = (file: string, place: string): boolean => place === '' || file === place || file.startsWith(`${place}/`);
  return { says: 'the given files', touches: (file) => places.some((place) => isIn(file, place)) };
}

function changeFrom(says: string, lines: ReadonlyMap<string, readonly Lines[]>): Change {
  return {
    says,
    touches: (file, first, last) => lines.get(file)?.some(([from, to]) => first <= to && from <= last) ?? false,
  };
}

/** What others committed to the same branch since is not part of the change, so the common ancestor is compared. */
function baseOf(ref: string, top: string, option: string): string {
  const more = isShallow(top)
    ? '; this clone is shallow: fetch more of the history (actions/checkout: fetch-depth: 0)'
    : '';
  const commit = git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])?.trim();
  if (commit === undefined) throw new UsageError(`${option}: git knows no such commit here${more}`);
  if (git(top, ['rev-parse', '--verify', '--quiet', 'HEAD']) === undefined) {
    throw new UsageError(`${option}: nothing is committed here yet; --staged reports what will be`);
  }
  const base = git(top, ['merge-base', commit, 'HEAD'])?.trim();
  if (base === undefined) throw new UsageError(`${option}: it has no common ancestor with what is checked out${more}`);
  return base;
}

function hunks(top: string, against: readonly string[], option: string): Map<string, Lines[]> {
  const form = [
    '--unified=0',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=all',
    '--find-renames',
  ];
  const names = ['--src-prefix=a/', '--dst-prefix=b/', '--diff-filter=d'];
  const patch = git(top, [...withoutFilters(top), 'diff', ...form, ...names, ...against, '--']);
  if (patch === undefined) throw new UsageError(`${option}: git could not compare`);
  return linesIn(patch);
}

/** The touched lines of the new files in a patch without context. */
export function linesIn(patch: string): Map<string, Lines[]> {
  const found = new Map<string, Lines[]>();
  let file = '';
  for (const line of patch.split('\n')) {
    if (line.startsWith('diff --git ')) file = fileOf(line.slice('diff --git '.length));
    else if (line.startsWith('rename to ')) file = unquoted(line.slice('rename to '.length));
    else if (line.startsWith('Binary files ')) found.set(file, [wholeFile]);
    else if (line.startsWith('@@ -')) listOf(found, file).push(linesOf(line));
  }
  return found;
}

function listOf(found: Map<string, Lines[]>, file: string): Lines[] {
  const list = found.get(file) ?? [];
  found.set(file, list);
  return list;
}

/** `a/NAME b/NAME`, quoted where the name is unusual: both halves are the same, or `rename to` follows. */
function fileOf(names: string): string {
  return unquoted(names.slice((names.length + 1) / 2)).slice('b/'.length);
}

/** Where lines were taken away, the lines around the gap are touched. */
function linesOf(hunk: string): Lines {
  const [, start = '0', count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(hunk) ?? [];
  const first = Number(start);
  return count === '0' ? [first, first + 1] : [first, first + Number(count) - 1];
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** Git quotes unusual names as C does, with octal bytes. */
function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  const bytes: number[] = [];
  for (const [part, octal, letter] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(escapes[letter] ?? 63);
    else bytes.push(...Buffer.from(part));
  }
  return Buffer.from(bytes).toString('utf8');
}
