import { git, gitTop } from './git.ts';
import { UsageError } from './options.ts';

/** The repository whose top-level `root` is; a UsageError says why there is none for the `option` that needs it. */
export function repositoryAt(root: string, option: string): string {
  if (gitTop(root) !== root) throw new UsageError(`${option} needs a git repository, and ${root} is none`);
  if (git(root, ['rev-parse', '--git-dir']) === undefined) {
    throw new UsageError(`${option} needs git, which is not installed or refuses to read ${root} (see safe.directory)`);
  }
  return root;
}

/** Whether a part of the history was left out when the repository was cloned. */
export function isShallow(top: string): boolean {
  return git(top, ['rev-parse', '--is-shallow-repository'])?.trim() === 'true';
}

/** Name and content filters of a repository's configuration are programs: this leaves them out. */
export function withoutFilters(top: string): readonly string[] {
  const listed = git(top, ['config', '--name-only', '-z', '--get-regexp', '^filter\\..*\\.(clean|process|required)$']);
  const names = (listed ?? '').split('\0').filter((name) => name !== '');
  const odd = names.find((name) => name.includes('='));
  if (odd !== undefined) throw new UsageError(`git is configured with a filter that cannot be switched off: ${odd}`);
  return names.flatMap((name) => ['-c', name.endsWith('.required') ? `${name}=false` : `${name}=`]);
}
