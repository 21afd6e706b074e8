import type { Fact } from './fact.ts';
import type { Effect, Finding, Located, Skipped } from './finding.ts';

/** One line of the reasoning, with its place where it has one. */
export type LocatedStep = Finding['steps'][number];

/** What one rule says of one fact; rules that it does not concern are left out. */
export interface RuleSays {
  readonly rule: string;
  readonly says: Effect | 'silent';
  /** The finding's sentence, empty for silence. */
  readonly message: string;
  /** Why the rule is silent, or why the effect is lower than its own; `suppressed by …` where a comment takes the finding; may be empty. */
  readonly because: string;
}

/** A fact with its place, what every rule says of it, and how it was come by. */
export interface ExplainedFact {
  readonly fact: Fact;
  readonly at: Located;
  readonly verdicts: readonly RuleSays[];
  readonly steps: readonly LocatedStep[];
}

/** A line with what was seen on it. */
export interface LineFacts {
  readonly line: number;
  /** The line's text, without its line break. */
  readonly source: string;
  readonly facts: readonly ExplainedFact[];
}

/** Why a line is, or is not, reported. A fact belongs to every line from its start to its end. */
export interface Explanation {
  readonly file: string;
  readonly line: number;
  /** The line's text; undefined where the file has no such line or was not read. */
  readonly source: string | undefined;
  readonly facts: readonly ExplainedFact[];
  /** Why the file, or a part of it, was not judged. */
  readonly skipped: readonly Skipped[];
  /** The nearest lines with facts, for when there is none on this one. */
  readonly near: readonly LineFacts[];
}

/** Everything that was seen in one file, by the line on which a fact starts. */
export interface FileFacts {
  readonly file: string;
  /** Title of the language, empty when none claims the file. */
  readonly language: string;
  readonly lines: readonly LineFacts[];
  readonly skipped: readonly Skipped[];
}
