import type { Finding, Result } from '../model/finding.ts';
import type { Position } from '../model/span.ts';
import { type Complaint, type ComplaintKind, complaintKinds, complaintsOf } from './complaints.ts';
import type { Report, ReportOptions, RuleInfo } from './report.ts';
import { headlineOf, saidOf, sentence, wanted } from './wording.ts';

export const report: Report = {
  title: 'JUnit XML, for test reports of Jenkins, GitLab and others',
  reader: 'machine',
  write: (result, options) => `${linesOf(result, options).join('\n')}\n`,
};

/** A rule is a suite; a finding is a test that fails, or that is skipped where the command would not fail for it. */
interface Suite {
  readonly name: string;
  readonly title: string;
  /** Each with its lines. */
  readonly failed: readonly (readonly string[])[];
  readonly skipped: readonly (readonly string[])[];
}

function linesOf(result: Result, options: ReportOptions): string[] {
  const findings = wanted(result.findings, options);
  const ids = [...new Set([...options.rules.map((rule) => rule.id), ...findings.map((finding) => finding.rule)])];
  const complaints = complaintsOf(result, options);
  const suites = [
    ...ids.map((id) => suiteOf(id, findings, options)),
    ...complaintKinds.flatMap((kind) => suiteOfComplaints(kind, complaints)),
  ];
  const { word, rest } = headlineOf(result);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `only6: ${word}${rest}`, ...countsOf(suites) })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
  ];
}

function suiteOf(id: string, findings: readonly Finding[], { rules, failing }: ReportOptions): Suite {
  const own = findings.filter((finding) => finding.rule === id);
  const rule = rules.find((one) => one.id === id);
  return {
    name: id,
    title: rule?.title ?? id,
    failed: own.filter(({ effect }) => failing.includes(effect)).map((one) => failedLines(caseOf(one, rule))),
    skipped: own.filter(({ effect }) => !failing.includes(effect)).map((one) => skippedLines(caseOf(one, rule))),
  };
}

/** Left out where there is nothing to mend. */
function suiteOfComplaints(kind: ComplaintKind, complaints: readonly Complaint[]): readonly Suite[] {
  const own = complaints.filter((complaint) => complaint.kind === kind);
  const cases = (fails: boolean): readonly Case[] => own.filter((one) => one.fails === fails).map(caseOfComplaint);
  const { id: name, title } = kind;
  const suite = { name, title, failed: cases(true).map(failedLines), skipped: cases(false).map(skippedLines) };
  return own.length === 0 ? [] : [suite];
}

/** A rule that finds nothing is one test that passes: readers refuse reports without tests. */
function countsOf(suites: readonly Suite[]): Readonly<Record<string, string | number>> {
  const sum = (count: (suite: Suite) => number): number => suites.reduce((total, suite) => total + count(suite), 0);
  return {
    tests: sum(({ failed, skipped }) => Math.max(1, failed.length + skipped.length)),
    failures: sum(({ failed }) => failed.length),
    errors: 0,
    skipped: sum(({ skipped }) => skipped.length),
    time: '0',
  };
}

function suiteLines(suite: Suite): string[] {
  const { name, title, failed, skipped } = suite;
  const cases = [...failed, ...skipped].flat();
  const passed = `    <testcase${attributes({ name: title, classname: name, time: '0' })}/>`;
  return [
    `  <testsuite${attributes({ name, ...countsOf([suite]) })}>`,
    ...(cases.length === 0 ? [passed] : cases),
    '  </testsuite>',
  ];
}

/** A test, and what is said of it. */
interface Case {
  readonly suite: string;
  readonly file: string;
  readonly at: Position;
  readonly type: string;
  readonly says: string;
  /** More to read. */
  readonly more: readonly string[];
}

function caseOf(finding: Finding, rule: RuleInfo | undefined): Case {
  const { span, at, effect } = finding;
  const more = rule === undefined ? [] : [sentence(rule.why), rule.helpUri];
  return { suite: finding.rule, file: span.file, at: at.start, type: effect, says: saidOf(finding), more };
}

function caseOfComplaint({ kind, file, at, message }: Complaint): Case {
  const says = `${sentence(message)} ${kind.help}`;
  return { suite: kind.id, file, at, type: 'to mend', says, more: [kind.why] };
}

function failedLines(one: Case): readonly string[] {
  const text = [placeOf(one), one.says, ...one.more].map(escaped).join('\n');
  return [
    openOf(one),
    `      <failure${attributes({ message: one.says, type: one.type })}>${text}</failure>`,
    '    </testcase>',
  ];
}

function skippedLines(one: Case): readonly string[] {
  return [openOf(one), `      <skipped${attributes({ message: `${one.type}: ${one.says}` })}/>`, '    </testcase>'];
}

function openOf(one: Case): string {
  const { suite, file, at } = one;
  return `    <testcase${attributes({ name: placeOf(one), classname: suite, file, line: at.line, time: '0' })}>`;
}

function placeOf({ file, at }: Case): string {
  return `${file}:${at.line}:${at.column}`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value)).replace(/[\t\n\r]/g, ' ')}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no place for most control characters, not even escaped. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
