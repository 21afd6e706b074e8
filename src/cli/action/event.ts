import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Environment } from './inputs.ts';

/** What started the workflow. */
export interface WorkflowEvent {
  /** Whether a pull request comes from a fork: its token may not write. */
  readonly isFork: boolean;
  /** The commit that the work is based on; empty where the event has none, as when a schedule began it. */
  readonly base: string;
}

/** Reads the event's file; one that is not there, or is not understood, says nothing. */
export function eventOf(env: Environment): WorkflowEvent {
  const event = readEvent(env.GITHUB_EVENT_PATH ?? '');
  const [head, base] = [at(event, 'pull_request', 'head'), at(event, 'pull_request', 'base')];
  const ids = [at(head, 'repo', 'full_name'), at(base, 'repo', 'full_name')];
  const bases = [at(base, 'sha'), at(event, 'merge_group', 'base_sha'), at(event, 'before')];
  return {
    isFork: head !== undefined && ids[0] !== ids[1],
    base: bases.find(isCommit) ?? '',
  };
}

function readEvent(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (node, name) =>
      typeof node === 'object' && node !== null ? Object.getOwnPropertyDescriptor(node, name)?.value : undefined,
    value,
  );
}

/** A new branch was `before` at a commit of zeros. */
function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^(?!0+$)[0-9a-f]{40,64}$/.test(value);
}

/**
 * The commit to compare with. A pull request is checked out as a merge into its base, so the first parent is the base;
 * checkouts leave it out unless they were told otherwise, and one more commit is all that is missing.
 */
export function comparedWith(event: WorkflowEvent, env: Environment, folder: string): string {
  if (env.GITHUB_EVENT_NAME !== 'pull_request') return event.base;
  if (git(folder, 'rev-parse', 'HEAD') !== env.GITHUB_SHA) return event.base;
  const parent = (): string | undefined => git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD^1');
  if (parent() === undefined) git(folder, 'fetch', '--quiet', '--no-tags', '--depth=2', 'origin', env.GITHUB_SHA ?? '');
  const isMerge = git(folder, 'rev-parse', '--verify', '--quiet', 'HEAD^2') !== undefined;
  return (isMerge ? parent() : undefined) ?? event.base;
}

function git(folder: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, '-c', 'core.fsmonitor=false', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
  return status === 0 ? stdout.trim() : undefined;
}
