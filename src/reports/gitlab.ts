import type { Effect, Finding, Result } from '../model/finding.ts';
import { type Complaint, complaintFingerprint, complaintsOf } from './complaints.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Report, ReportOptions, RuleInfo } from './report.ts';
import { saidOf, sentence, wanted } from './wording.ts';

export const report: Report = {
  title: 'code quality report, for merge requests of GitLab',
  reader: 'machine',
  write: (result, options) => `${JSON.stringify(issuesOf(result, options), undefined, 2)}\n`,
};

/** What GitLab reads of an issue, and what Code Climate's form asks for beside it. */
interface Issue {
  readonly type: 'issue';
  readonly check_name: string;
  readonly categories: readonly string[];
  readonly description: string;
  readonly content: { readonly body: string };
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

const severities: Readonly<Record<Effect, string>> = { breaks: 'critical', 'may break': 'minor', note: 'info' };

function issuesOf(result: Result, options: ReportOptions): Issue[] {
  const rules = new Map(options.rules.map((rule) => [rule.id, rule]));
  return [
    ...wanted(result.findings, options).map((finding) => issueOf(finding, rules.get(finding.rule))),
    ...complaintsOf(result, options).map(complaintIssue),
  ];
}

function complaintIssue(complaint: Complaint): Issue {
  const { kind, file, at, message, fails } = complaint;
  return {
    type: 'issue',
    check_name: kind.id,
    categories: ['Clarity'],
    description: `${sentence(message)} ${kind.help}`,
    content: { body: kind.why },
    fingerprint: complaintFingerprint(complaint),
    severity: fails ? 'major' : 'minor',
    location: { path: file, lines: { begin: at.line, end: at.line } },
  };
}

function issueOf(finding: Finding, rule: RuleInfo | undefined): Issue {
  const { span, at, effect } = finding;
  return {
    type: 'issue',
    check_name: finding.rule,
    categories: ['Compatibility'],
    description: saidOf(finding),
    content: { body: rule === undefined ? saidOf(finding) : `${rule.why}\n\n${rule.helpUri}` },
    fingerprint: fingerprintOf(finding),
    severity: severities[effect],
    location: { path: span.file, lines: { begin: at.start.line, end: at.end.line } },
  };
}
