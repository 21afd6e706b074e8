import type { Finding, Result } from '../model/finding.ts';
import { type Complaint, complaintsOf } from './complaints.ts';
import type { Report, ReportOptions } from './report.ts';
import { paintOf, styleOf } from './terminal/style.ts';
import { clean } from './terminal/text.ts';
import { headlineOf, saidOf, sentence, wanted } from './wording.ts';

export const report: Report = {
  title: 'one line a finding, for editors, grep and scripts',
  reader: 'person',
  write: (result, options) => `${linesOf(result, options).join('\n')}\n`,
};

function linesOf(result: Result, options: ReportOptions): string[] {
  const { word, rest } = headlineOf(result);
  return [
    clean(word + rest),
    ...wanted(result.findings, options).map((finding) => lineOf(finding, options)),
    ...complaintsOf(result, options).map(complaintLine),
  ];
}

/** `FILE:LINE:COLUMN: EFFECT: what is wrong. What to write. (RULE)`, as compilers say it. */
function lineOf(finding: Finding, options: ReportOptions): string {
  const { span, at, effect, rule } = finding;
  const paint = paintOf(effect, styleOf(options));
  const place = clean(`${span.file}:${at.start.line}:${at.start.column}`);
  return `${place}: ${paint(`${effect}:`)} ${clean(saidOf(finding))} (${rule})`;
}

function complaintLine({ file, at, kind, message }: Complaint): string {
  const place = clean(`${file}:${at.line}:${at.column}`);
  return `${place}: to mend: ${clean(sentence(message))} ${kind.help} (${kind.id})`;
}
