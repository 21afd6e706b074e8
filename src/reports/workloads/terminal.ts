import type { Verdict, WorkloadStatus, WorkloadTable } from '../../model/workload.ts';
import type { ReportOptions } from '../report.ts';
import { paintOf, type Style, styleOf } from '../terminal/style.ts';
import { clean, cut, cutPath, labelled, widthOf } from '../terminal/text.ts';
import { counted } from '../wording.ts';
import { programOf, remarksOf, summaryOf, titleOf } from './summary.ts';

/** Lines that tell why, for each workload, unless all are asked for. */
const mostReasons = 3;
const narrowest = 10;
const gap = '  ';
/** As wide as the longest verdict, and a gap. */
const first = 8;

/** One row a workload, and under it what decides. */
export function workloadsInTerminal(table: WorkloadTable, options: ReportOptions): string {
  const style = styleOf(options);
  const rows = table.workloads.flatMap(rowsOf);
  const widths = widthsOf(rows, options.width - first);
  const lines = [
    style.strong(`${summaryOf(table)}.`),
    '',
    ...(rows.length > 0 ? [style.faint(`${' '.repeat(first)}${lineOf(heading, widths)}`)] : []),
    ...table.workloads.flatMap((one) => [...workloadLines(one, widths, options), ...reasonLines(one, options)]),
    '',
    ...remarksOf(table).flatMap((remark) => labelled('', remark, options.width).map(style.faint)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

const heading = ['workload', 'reached by', 'image', 'runs'];

type Row = readonly string[];

/** A row for each container; the first names the workload. */
function rowsOf(one: WorkloadStatus): readonly Row[] {
  return one.containers.map((container, index) => {
    const [title, reached] = index === 0 ? [titleOf(one), one.reachedBy.join(', ')] : ['', ''];
    return [title, reached, withoutDigest(container.image) || '?', programOf(container) || '?'];
  });
}

function withoutDigest(image: string): string {
  return image.replace(/@sha\d+:\w+$/, '');
}

/** As wide as the cells need; where that is too much, what is widest gives way, but never a workload's name. */
function widthsOf(rows: readonly Row[], room: number): readonly number[] {
  const widths = heading.map((title, index) => Math.max(title.length, ...rows.map((row) => widthOf(row[index] ?? ''))));
  const most = room - gap.length * (heading.length - 1);
  for (let total = sum(widths); total > most; total--) {
    const widest = widths.lastIndexOf(Math.max(...widths.slice(1)));
    const width = widths[widest] ?? 0;
    if (width <= narrowest) break;
    widths[widest] = width - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function lineOf(row: Row, widths: readonly number[]): string {
  const cells = row.map((cell, index) => {
    const width = widths[index] ?? 0;
    // Of an image the end says more than the start.
    const text = heading[index] === 'image' ? cutPath(cell, width) : cut(cell, width);
    return text + ' '.repeat(Math.max(0, width - widthOf(text)));
  });
  return cells.join(gap).trimEnd();
}

function workloadLines(one: WorkloadStatus, widths: readonly number[], options: ReportOptions): readonly string[] {
  const paint = paintOfVerdict(one.verdict, styleOf(options));
  return rowsOf(one).map((row, index) => {
    const verdict = index === 0 ? one.verdict : '';
    return `${paint(verdict)}${' '.repeat(first - verdict.length)}${lineOf(row, widths)}`;
  });
}

function paintOfVerdict(verdict: Verdict, style: Style): (text: string) => string {
  return verdict === 'breaks' ? style.bad : verdict === 'unsure' ? style.doubtful : style.good;
}

function reasonLines(one: WorkloadStatus, options: ReportOptions): readonly string[] {
  const style = styleOf(options);
  const reasons = [
    ...one.findings.map(({ span, at, message, effect }) => {
      const place = `${clean(span.file)}:${at.start.line}`;
      return `${paintOf(effect, style)(place)} ${clean(message)}`;
    }),
    ...one.doubts.map(clean),
  ];
  const shown = options.all ? reasons : reasons.slice(0, mostReasons);
  const rest = reasons.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${counted(rest, 'reason')} more (--all)`] : [])].map(
    (reason) => `${' '.repeat(first + 2)}${reason}`,
  );
}
