import type { Result } from '../model/finding.ts';

/** What a report may know of a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  /** One sentence: why this fails on an IPv6-only cluster. */
  readonly why: string;
  /** The rule's page, Markdown. */
  readonly page: string;
  readonly helpUri: string;
}

export interface ReportOptions {
  readonly rules: readonly RuleInfo[];
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether the terminal renders OSC 8 hyperlinks. */
  readonly links: boolean;
  /** Show notes, and every finding instead of the first screen. */
  readonly notes: boolean;
  readonly all: boolean;
}

/** An output format. Pure: a result goes in, text comes out. */
export interface Report {
  readonly title: string;
  readonly write: (result: Result, options: ReportOptions) => string;
}
