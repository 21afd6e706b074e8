import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Listing } from './discover.ts';

/** The nearest folder upwards that holds `.git`; no process is started. */
export function gitTop(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Asks git for what is tracked or would be, or for what is in its index; undefined where git is missing or refuses. */
export function listWithGit(folder: string, top: string, what: 'tree' | 'index'): Listing | undefined {
  const below = relative(top, folder);
  const kinds = what === 'tree' ? ['-co', '--exclude-standard'] : ['-c'];
  const listed = git(top, ['ls-files', '-z', ...kinds, '--', ...(below === '' ? [] : [below])]);
  if (listed === undefined) return undefined;
  const files: string[] = [];
  const vendored = new Set<string>();
  let nested = 0;
  for (const path of listed.split('\0')) {
    // A nested repository ends in a slash; `core.worktree` may point outside.
    if (path.endsWith('/')) nested++;
    if (path === '' || path.endsWith('/') || path.startsWith('../')) continue;
    const vendor = vendorOf(path.slice(below === '' ? 0 : below.length + 1));
    if (vendor === undefined) files.push(join(top, path));
    else vendored.add(vendor);
  }
  return { files, skipped: [], symlinks: 0, vendored: vendored.size, nested };
}

const vendorPart = /(?:^|\/)(?:node_modules|vendor|\.git)\//;

function vendorOf(path: string): string | undefined {
  const found = vendorPart.exec(path);
  return found === null ? undefined : path.slice(0, found.index + found[0].length);
}

/**
 * Runs git on a tree that is not trusted: a repository's own configuration may name programs to start, so the file
 * system monitor and hooks are switched off and nothing is written. Undefined where git is missing or refuses.
 */
export function git(folder: string, args: readonly string[]): string | undefined {
  return gitBytes(folder, args)?.toString('utf8');
}

/** The same for content of any kind; `input` goes to git's standard input. */
export function gitBytes(folder: string, args: readonly string[], input = ''): Buffer | undefined {
  const safe = ['--no-optional-locks', '--no-pager', '--literal-pathspecs'];
  const configured = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  const run = spawnSync('git', ['-C', folder, ...safe, ...configured, ...args], {
    input,
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  return run.status === 0 ? run.stdout : undefined;
}
