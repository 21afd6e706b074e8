import type { Target } from '../model/finding.ts';

/** How far a scan has come, for a progress line. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface ScanOptions {
  /** Files and folders as the user gave them, relative to `cwd`. */
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly target: Target;
  /** Text to judge in place of files, as from `kubectl get -o yaml`. */
  readonly stdin: { readonly text: string; readonly name: string } | undefined;
  readonly onProgress: (progress: Progress) => void;
}
