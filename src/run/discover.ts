import { lstatSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Skipped } from '../model/finding.ts';
import { gitTop, listWithGit } from './git.ts';
import { compare, Tally } from './tally.ts';
import { walk } from './walk.ts';

/** What a scan looks at. */
export interface Discovered {
  /** The git top-level or the scanned folder; the file names are relative to it, with forward slashes. */
  readonly root: string;
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
  readonly passedOver: Tally;
  /** The scanned folders relative to the root, the root itself left out. */
  readonly scanned: readonly string[];
  /** Files that were named one by one. */
  readonly named: ReadonlySet<string>;
}

/** A list of files below one folder, before it is narrowed to what is scanned. */
export interface Listing {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
  readonly symlinks: number;
  /** Folders such as node_modules that were not entered. */
  readonly vendored: number;
  /** Repositories inside the repository. */
  readonly nested: number;
}

interface Start {
  readonly path: string;
  readonly stats: Stats | undefined;
}

const vendorFolders = new Set(['node_modules', '.yarn', 'vendor', '.git']);

/** Whether a folder holds other people's code. */
export function isVendorFolder(name: string): boolean {
  return vendorFolders.has(name);
}

/**
 * Finds the files under the given paths, sorted, never following a symbolic link and never leaving the root; `index`
 * takes what git would commit in place of what is in the working tree.
 */
export function discover(paths: readonly string[], cwd: string, from: 'tree' | 'index' = 'tree'): Discovered {
  const starts = paths.map((path) => startOf(resolve(cwd, path)));
  const root = commonFolder(starts.map(rootOf));
  const passedOver = new Tally();
  const skipped: Skipped[] = [];
  const files = new Set<string>();
  for (const start of starts) {
    const listing = from === 'index' ? listIndex(start) : list(start, root);
    for (const file of listing.files) files.add(slashed(relative(root, file)));
    skipped.push(...listing.skipped);
    passedOver.add('symbolic link', listing.symlinks);
    passedOver.add('vendored', listing.vendored);
    passedOver.add('nested repository', listing.nested);
  }
  const scanned = starts
    .filter((start) => start.stats?.isDirectory())
    .map((start) => slashed(relative(root, start.path)));
  const single = starts.filter((start) => start.stats?.isFile());
  const named = new Set(single.map((start) => slashed(relative(root, start.path))));
  return {
    root,
    files: [...files].sort(compare),
    skipped,
    passedOver,
    scanned: scanned.filter((one) => one !== ''),
    named,
  };
}

/** A file as findings name it, and the root that its name is relative to. */
export function whereIs(path: string, cwd: string): { root: string; file: string } {
  const start = startOf(resolve(cwd, path));
  const root = rootOf(start);
  return { root, file: slashed(relative(root, start.path)) };
}

/**
 * Where to look for what is judged together with a file: all of its repository, or where there is none, the files beside
 * it, since a folder such as /tmp or a home holds more than a project.
 */
export function surroundingsOf(path: string, cwd: string): readonly string[] {
  const { root, file } = whereIs(path, cwd);
  if (gitTop(root) !== undefined) return [root];
  return [...new Set([resolve(root, file), ...filesIn(root)])];
}

/** None where the folder may be entered but not listed. */
function filesIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => resolve(folder, name));
  } catch {
    return [];
  }
}

function startOf(path: string): Start {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // The path itself was named by the user, so that a link to a folder is what they mean.
  if (!stats?.isSymbolicLink()) return { path: realFolder(path), stats };
  try {
    const real = realpathSync(path);
    return { path: real, stats: lstatSync(real, { throwIfNoEntry: false }) };
  } catch {
    return { path, stats };
  }
}

function realFolder(path: string): string {
  try {
    return resolve(realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

function rootOf(start: Start): string {
  const folder = start.stats?.isDirectory() ? start.path : dirname(start.path);
  return gitTop(folder) ?? folder;
}

function list(start: Start, root: string): Listing {
  if (start.stats?.isFile()) return { files: [start.path], skipped: [], symlinks: 0, vendored: 0, nested: 0 };
  if (!start.stats?.isDirectory())
    return { files: [], skipped: [missing(start, root)], symlinks: 0, vendored: 0, nested: 0 };
  const top = gitTop(start.path);
  const listed = top === undefined ? undefined : listWithGit(start.path, top, 'tree');
  // A folder that git ignores was still named by the user.
  if (listed !== undefined && listed.files.length + listed.vendored > 0) return listed;
  return walk(start.path, root);
}

function listIndex(start: Start): Listing {
  const top = gitTop(dirname(start.path)) ?? gitTop(start.path);
  const listed = top === undefined ? undefined : listWithGit(start.path, top, 'index');
  return listed ?? { files: [], skipped: [], symlinks: 0, vendored: 0, nested: 0 };
}

function missing(start: Start, root: string): Skipped {
  const why = start.stats === undefined ? 'no such file or folder' : 'neither a file nor a folder';
  return { file: slashed(relative(root, start.path)), at: undefined, why, matters: true };
}

/** The deepest folder that holds all of them. */
function commonFolder(folders: readonly string[]): string {
  let common = folders[0] ?? sep;
  for (const folder of folders) {
    while (common !== folder && !folder.startsWith(common.endsWith(sep) ? common : common + sep))
      common = dirname(common);
  }
  return common;
}

/** A path as findings show it. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
