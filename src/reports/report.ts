import type { Effect, Result } from '../model/finding.ts';
import type { WorkloadTable } from '../model/workload.ts';

/** What a report may know of a rule. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  /** One sentence: why this fails on an IPv6-only cluster. */
  readonly why: string;
  /** The rule's page, Markdown. */
  readonly page: string;
  readonly helpUri: string;
  /** What it is about, to filter by. */
  readonly tags: readonly string[];
  /** How often it is right: where names are the evidence, less often than where constants are. */
  readonly precision: 'very-high' | 'high';
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
  /** Effects that make the command fail. */
  readonly failing: readonly Effect[];
  /** Where the scanned files can be looked at on the web, up to their path; empty where that is not known. */
  readonly sources: string;
}

/** An output format. Pure: a result goes in, text comes out. */
export interface Report {
  readonly title: string;
  /** People take paths from where they stand, machines from the repository's root. */
  readonly reader: 'person' | 'machine';
  readonly write: (result: Result, options: ReportOptions) => string;
  /** Tells of a project workload by workload; left out by formats that tell of findings only. */
  readonly workloads?: (table: WorkloadTable, options: ReportOptions) => string;
}
