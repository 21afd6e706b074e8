import type { Target } from '../model/finding.ts';

/** How far a scan has come, for a progress line. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/**
 * What is reported of a scan: what changed since a commit, what is in git's index for the next one, or what is in some
 * files, relative to `cwd`.
 */
export type ChangeOption = { readonly since: string } | { readonly files: readonly string[] } | 'staged';

export interface ScanOptions {
  /** Files and folders as the user gave them, relative to `cwd`. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly target: Target;
  /** Text to judge in place of files, as from `kubectl get -o yaml`. */
  readonly stdin?: { readonly text: string; readonly name: string } | undefined;
  /** Whether tests and examples are read as well; nothing in them can be more than a note. */
  readonly asides?: boolean;
  /** Judges everything and reports what the change touches; all is reported without it. */
  readonly change?: ChangeOption | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

/** What the user asked for cannot be done as asked; its message is one line for people. */
export class UsageError extends Error {}

/** What `explain FILE:LINE` needs to know. */
export interface ExplainLineOptions {
  readonly cwd: string;
  readonly file: string;
  readonly line: number;
  readonly target: Target;
}

/** What `facts FILE` needs to know. */
export type ExplainFileOptions = Omit<ExplainLineOptions, 'line'>;
