import type { Target } from '../model/finding.ts';
import type { Configuration } from './configuration.ts';

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

/** The findings that are known and not told again. */
export interface BaselineOption {
  /** Absolute. */
  readonly file: string;
  /** `all` writes what is found now; `prune` leaves out what is no longer found. */
  readonly rewrite: 'all' | 'prune' | undefined;
  /** Whether notes are written as well. */
  readonly notes: boolean;
}

export interface ScanOptions {
  /** Files and folders as the user gave them, relative to `cwd`. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly target: Target;
  /** Text to judge in place of files, as from `kubectl get -o yaml`. */
  readonly stdin?: { readonly text: string; readonly name: string } | undefined;
  /** Whether tests and examples are read as well; nothing in them can be more than a note. */
  readonly asides?: boolean;
  /** What only6.yaml says; nothing without it. */
  readonly configuration?: Configuration | undefined;
  /** Judges everything and reports what the change touches; all is reported without it. */
  readonly change?: ChangeOption | undefined;
  readonly baseline?: BaselineOption | undefined;
  /** What is judged in place of what lies on the disk, by file relative to the root of the result. */
  readonly contents?: ReadonlyMap<string, Buffer> | undefined;
  /** How the command line says what is not said by paths and target, to be shown to people. */
  readonly asked?: readonly string[];
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
  readonly configuration?: Configuration | undefined;
}

/** What `facts FILE` needs to know. */
export type ExplainFileOptions = Omit<ExplainLineOptions, 'line'>;
