import type { Step } from './fact.ts';
import type { Fix } from './fix.ts';
import type { Position, Span } from './span.ts';

/** `breaks`: fails on the target cluster as written · `may break`: depends on what is not known here · `note`: worth knowing. */
export type Effect = 'breaks' | 'may break' | 'note';

/** The cluster that is asked about; `run/targets` says what it has. */
export type Target = 'ipv6-only' | 'ipv6-only-nat64' | 'eks-ipv6' | 'dual-stack';

/** What a cause needs of the network to be harmless. */
export type Need =
  | 'ipv4-ingress'
  | 'ipv4-egress'
  | 'ipv4-literal-egress'
  | 'ipv4-names'
  | 'ipv4-pod-address'
  | 'ipv4-service'
  | 'nothing';

export interface Located {
  readonly start: Position;
  readonly end: Position;
}

export interface Finding {
  readonly rule: string;
  readonly effect: Effect;
  readonly span: Span;
  readonly at: Located;
  /** One sentence that can stand alone. */
  readonly message: string;
  /** What to write instead. */
  readonly help: string;
  /** The chain of reasoning; steps without a place are about the library or the target. */
  readonly steps: readonly (Step & { readonly at: Located | undefined })[];
  /** The lines of the finding, for a code frame. */
  readonly source: readonly string[];
  /** GitHub's rolling hash of the line and what follows it, with the counter of equal hashes. */
  readonly lineHash: string;
  /** Why the effect is lower than the rule's own, empty when it is not. */
  readonly softened: string;
  /** Whether the file does not run in the cluster: a test, an example. */
  readonly aside: boolean;
  /** How only6 can repair it, where it can. */
  readonly fix?: Fix | undefined;
}

/** A file or a place that could not be judged. */
export interface Skipped {
  readonly file: string;
  readonly at: Position | undefined;
  readonly why: string;
  /** Whether the answer depends on it. */
  readonly matters: boolean;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** A suppression that suppresses nothing, or that lacks its reason. */
export interface BadSuppression {
  readonly file: string;
  readonly at: Position;
  readonly message: string;
}

/** Findings that stand but are not reported in this run: not part of a change, in the baseline. */
export interface Withheld {
  readonly why: string;
  readonly findings: number;
}

export interface Answer {
  readonly says: 'yes' | 'no' | 'unsure' | 'nothing to judge';
  /** One sentence with the reason. */
  readonly because: string;
}

export interface Counts {
  /** Files that were found, read, and parsed because something in them matters. */
  readonly found: number;
  readonly read: number;
  readonly parsed: number;
  readonly bytes: number;
}

export interface Result {
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: Target;
  /** Scanned paths as the user gave them. */
  readonly paths: readonly string[];
  /** The options that decide what is reported, such as `--staged`, for commands that are shown to people. */
  readonly options: readonly string[];
  /** The folder that file names are relative to. */
  readonly root: string;
  readonly answer: Answer;
  readonly findings: readonly Finding[];
  readonly withheld: readonly Withheld[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly badSuppressions: readonly BadSuppression[];
  /** Entries of the baseline for which nothing is found any more. */
  readonly stale: readonly BadSuppression[];
  readonly skipped: readonly Skipped[];
  /** Files passed over on purpose, by reason: generated, minified, vendored, lock file. */
  readonly passedOver: readonly { readonly why: string; readonly files: number }[];
  /** Source in languages that only6 does not read, by extension. */
  readonly unread: readonly { readonly extension: string; readonly language: string; readonly files: number }[];
  readonly counts: Counts;
  readonly elapsedMs: number;
}
