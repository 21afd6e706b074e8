import type { Effect, Finding, Result, Skipped } from '../model/finding.ts';
import { type Complaint, complaintKinds, complaintsOf } from './complaints.ts';
import { codeOf, linkTo, proseOf } from './markdown/escape.ts';
import type { Report, ReportOptions } from './report.ts';
import { uriOf } from './uri.ts';
import { counted, headlineOf, languagesOf, repairsOf, sentence, severity, wanted, worstFirst } from './wording.ts';
import { workloadsAsMarkdown } from './workloads/markdown.ts';

export const report: Report = {
  title: 'for job summaries and comments',
  reader: 'machine',
  write: (result, options) => `${linesOf(result, options).join('\n')}\n`,
  workloads: workloadsAsMarkdown,
};

/** GitHub drops a job summary of more than 1 MiB as a whole; what follows the table needs room as well. */
const mostBytes = 900_000;
const mostNotJudged = 50;

function linesOf(result: Result, options: ReportOptions): string[] {
  const { word, rest } = headlineOf(result);
  return [
    `## ${proseOf(word + rest).replace(/\.$/, '')}`,
    '',
    ...tableLines(worstFirst(wanted(result.findings, options)), options),
    ...complaintLines(complaintsOf(result, options)),
    ...notJudgedLines(result.skipped),
    smallPrint(result, options),
  ];
}

function tableLines(findings: readonly Finding[], options: ReportOptions): string[] {
  if (findings.length === 0) return [];
  const titles = new Map(options.rules.map((rule) => [rule.id, rule]));
  const rows: string[] = [];
  let room = mostBytes;
  for (const finding of findings) {
    const row = rowOf(finding, titles.get(finding.rule)?.helpUri, options);
    room -= Buffer.byteLength(row) + 1;
    if (room < 0) break;
    rows.push(row);
  }
  const left = findings.length - rows.length;
  const more = left === 0 ? [] : [`${counted(left, 'finding')} more have no room here.`, ''];
  return ['| | Where | What is wrong | What to do |', '| --- | --- | --- | --- |', ...rows, '', ...more];
}

const marks: Readonly<Record<Effect, string>> = { breaks: '🔴', 'may break': '🟡', note: '🔵' };

function rowOf(finding: Finding, page: string | undefined, { sources }: ReportOptions): string {
  const { effect, rule, message, help } = finding;
  const what = `${proseOf(sentence(message))}<br>${linkTo(codeOf(rule), page ?? '')}`;
  const cells = [`${marks[effect]}&nbsp;${effect.replace(' ', '&nbsp;')}`, placeOf(finding, sources), what];
  return `| ${[...cells, proseOf(sentence(help))].join(' | ')} |`;
}

function placeOf({ span, at }: Finding, sources: string): string {
  const lines = at.end.line > at.start.line ? `L${at.start.line}-L${at.end.line}` : `L${at.start.line}`;
  return linkTo(
    codeOf(`${span.file}:${at.start.line}`),
    sources === '' ? '' : `${sources}/${uriOf(span.file)}#${lines}`,
  );
}

/** Comments and entries of the baseline that have to be mended. */
function complaintLines(complaints: readonly Complaint[]): string[] {
  return complaintKinds.flatMap((kind) => {
    const own = complaints.filter((complaint) => complaint.kind === kind);
    if (own.length === 0) return [];
    const items = own.slice(0, mostNotJudged).map(({ file, at, message }) => {
      return `- ${codeOf(`${file}:${at.line}`)}: ${proseOf(sentence(message))}`;
    });
    const rest = own.length - items.length;
    return [`**${proseOf(kind.title)}.** ${proseOf(kind.help)}`, '', ...items, ...moreItems(rest), ''];
  });
}

function moreItems(rest: number): string[] {
  return rest > 0 ? [`- and ${rest} more`] : [];
}

function notJudgedLines(skipped: readonly Skipped[]): string[] {
  const matter = skipped.filter((one) => one.matters);
  if (matter.length === 0) return [];
  const items = matter.slice(0, mostNotJudged).map(({ file, at, why }) => {
    const place = at === undefined ? file : `${file}:${at.line}`;
    return `- ${codeOf(place)}: ${proseOf(why)}`;
  });
  const more = moreItems(matter.length - items.length);
  const summary = `<details><summary>${counted(matter.length, 'place')} could not be judged</summary>`;
  return [summary, '', ...items, ...more, '', '</details>', ''];
}

function smallPrint(result: Result, { notes }: ReportOptions): string {
  const { findings, suppressed, withheld, unread, counts, target, tool } = result;
  const hidden = notes ? 0 : findings.filter((finding) => severity[finding.effect] === severity.note).length;
  const parts = [
    ...(hidden > 0 ? [`${counted(hidden, 'note')} not shown.`] : []),
    ...(suppressed.length > 0 ? [`Suppressed by comments: ${suppressed.length}.`] : []),
    ...(withheld.length > 0
      ? [`Not reported: ${withheld.map((one) => `${one.findings} ${one.why}`).join(', ')}.`]
      : []),
    ...(unread.length > 0 ? [`Languages not read: ${languagesOf(unread)}.`] : []),
    ...repairsOf(result),
    `Read ${counts.read} of ${counted(counts.found, 'file')}, judged for ${target} by only6 ${tool.version}.`,
  ];
  return `<sub>${proseOf(parts.join(' '))}</sub>`;
}
