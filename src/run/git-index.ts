import { git, gitBytes } from './git.ts';
import type { Overlay } from './read.ts';
import { repositoryAt } from './repository.ts';

/** What git would commit, read once: content is taken from git only where the working tree differs. */
export function readIndex(root: string): Overlay {
  const top = repositoryAt(root, '--staged');
  const ids = new Map<string, string>();
  const files = new Set<string>();
  for (const entry of entriesOf(git(top, ['ls-files', '-s', '-z']))) {
    const [, mode = '', id = '', stage, path = ''] = /^(\d+) ([0-9a-f]+) (\d)\t(.+)$/s.exec(entry) ?? [];
    if (!mode.startsWith('100')) continue;
    files.add(path);
    // Of a file in conflict there is no content that would be committed.
    if (stage === '0') ids.set(path, id);
  }
  const differing = entriesOf(git(top, ['diff-files', '-z', '--name-only', '--ignore-submodules=all']));
  const wanted = differing.filter((path) => ids.has(path));
  return { only: files, contents: contents(top, wanted, ids) };
}

function contents(top: string, paths: readonly string[], ids: ReadonlyMap<string, string>): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (paths.length === 0) return found;
  const input = paths.map((path) => `${ids.get(path)}\n`).join('');
  const answer = gitBytes(top, ['cat-file', '--batch'], input) ?? Buffer.alloc(0);
  let at = 0;
  for (const path of paths) {
    const end = answer.indexOf(10, at);
    const size = Number(/ blob (\d+)$/.exec(answer.toString('latin1', at, Math.max(at, end)))?.[1] ?? Number.NaN);
    if (end < 0 || Number.isNaN(size)) break;
    found.set(path, answer.subarray(end + 1, end + 1 + size));
    at = end + size + 2;
  }
  return found;
}

function entriesOf(listed: string | undefined): string[] {
  return (listed ?? '').split('\0').filter((entry) => entry !== '');
}
