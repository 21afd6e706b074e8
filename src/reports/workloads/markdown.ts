import type { Finding } from '../../model/finding.ts';
import type { Verdict, WorkloadStatus, WorkloadTable } from '../../model/workload.ts';
import { codeOf, linkTo, proseOf } from '../markdown/escape.ts';
import type { ReportOptions } from '../report.ts';
import { uriOf } from '../uri.ts';
import { counted, sentence } from '../wording.ts';
import { programOf, remarksOf, summaryOf, titleOf } from './summary.ts';

const marks: Readonly<Record<Verdict, string>> = { breaks: '🔴', unsure: '🟡', ready: '🟢' };
const mostReasons = 5;

/** A table with one row a workload. */
export function workloadsAsMarkdown(table: WorkloadTable, options: ReportOptions): string {
  const rows = table.workloads.map((one) => rowOf(one, options));
  const head = ['| | Workload | Image | Runs | Reached by | Decided by |', '| --- | --- | --- | --- | --- | --- |'];
  const remarks = remarksOf(table).map(proseOf);
  const lines = [
    `## ${proseOf(summaryOf(table))}`,
    '',
    ...(rows.length > 0 ? [...head, ...rows, ''] : []),
    ...(remarks.length > 0 ? [`<sub>${remarks.join(' ')}</sub>`] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function rowOf(one: WorkloadStatus, options: ReportOptions): string {
  const reasons = [...one.findings.map((finding) => reasonOf(finding, options)), ...one.doubts.map(doubtOf)];
  const shown = options.all ? reasons : reasons.slice(0, mostReasons);
  const rest = reasons.length - shown.length;
  const cells = [
    `${marks[one.verdict]}&nbsp;${one.verdict}`,
    proseOf(titleOf(one)),
    one.containers.map(({ image }) => (image === '' ? 'by a template' : codeOf(image))).join('<br>'),
    one.containers.map((container) => proseOf(programOf(container))).join('<br>'),
    one.reachedBy.map(proseOf).join('<br>'),
    [...shown, ...(rest > 0 ? [`and ${counted(rest, 'reason')} more`] : [])].join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function reasonOf({ span, at, message }: Finding, { sources }: ReportOptions): string {
  const place = codeOf(`${span.file}:${at.start.line}`);
  const address = sources === '' ? '' : `${sources}/${uriOf(span.file)}#L${at.start.line}`;
  return `${linkTo(place, address)}: ${proseOf(sentence(message))}`;
}

function doubtOf(doubt: string): string {
  return proseOf(sentence(doubt));
}
