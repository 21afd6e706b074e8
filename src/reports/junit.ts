import type { Finding, Result } from '../model/finding.ts';
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
  readonly rule: RuleInfo | undefined;
  readonly failed: readonly Finding[];
  readonly skipped: readonly Finding[];
}

function linesOf(result: Result, options: ReportOptions): string[] {
  const findings = wanted(result.findings, options);
  const ids = [...new Set([...options.rules.map((rule) => rule.id), ...findings.map((finding) => finding.rule)])];
  const suites = ids.map((id) => suiteOf(id, findings, options));
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
  return {
    name: id,
    rule: rules.find((rule) => rule.id === id),
    failed: own.filter((finding) => failing.includes(finding.effect)),
    skipped: own.filter((finding) => !failing.includes(finding.effect)),
  };
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
  const { name, rule, failed, skipped } = suite;
  const cases = [...failed.map((one) => failedLines(one, rule)), ...skipped.map(skippedLines)].flat();
  const passed = `    <testcase${attributes({ name: rule?.title ?? name, classname: name, time: '0' })}/>`;
  return [
    `  <testsuite${attributes({ name, ...countsOf([suite]) })}>`,
    ...(cases.length === 0 ? [passed] : cases),
    '  </testsuite>',
  ];
}

function failedLines(finding: Finding, rule: RuleInfo | undefined): string[] {
  const more = rule === undefined ? [] : [sentence(rule.why), rule.helpUri];
  const text = [placeOf(finding), saidOf(finding), ...more].map(escaped).join('\n');
  return [
    openOf(finding),
    `      <failure${attributes({ message: saidOf(finding), type: finding.effect })}>${text}</failure>`,
    '    </testcase>',
  ];
}

function skippedLines(finding: Finding): string[] {
  const message = `${finding.effect}: ${saidOf(finding)}`;
  return [openOf(finding), `      <skipped${attributes({ message })}/>`, '    </testcase>'];
}

function openOf(finding: Finding): string {
  const { rule, span, at } = finding;
  const named = { name: placeOf(finding), classname: rule, file: span.file, line: at.start.line, time: '0' };
  return `    <testcase${attributes(named)}>`;
}

function placeOf({ span, at }: Finding): string {
  return `${span.file}:${at.start.line}:${at.start.column}`;
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
