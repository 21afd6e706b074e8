import type { Effect, Finding, Result } from '../model/finding.ts';
import { type Complaint, complaintsOf } from './complaints.ts';
import type { Report, ReportOptions } from './report.ts';
import { counted, headlineOf, saidOf, sentence, wanted, worstFirst } from './wording.ts';

export const report: Report = {
  title: 'annotations, for a workflow of GitHub Actions',
  reader: 'machine',
  write: (result, options) => `${linesOf(result, options).join('\n')}\n`,
};

/** GitHub shows so many annotations of a level and step; it drops the others without a word. */
const mostOfLevel = 10;

const levels: Readonly<Record<Effect, string>> = { breaks: 'error', 'may break': 'warning', note: 'notice' };

function linesOf(result: Result, options: ReportOptions): string[] {
  const { word, rest } = headlineOf(result);
  const findings = spread(worstFirst(wanted(result.findings, options)));
  const shown = (Object.keys(levels) as Effect[]).flatMap((effect) =>
    findings.filter((finding) => finding.effect === effect).slice(0, mostOfLevel),
  );
  const complaints = complaintsOf(result, options);
  const room = (level: string): number => mostOfLevel - shown.filter(({ effect }) => levels[effect] === level).length;
  const shownComplaints = ['error', 'warning'].flatMap((level) =>
    complaints.filter((complaint) => levelOf(complaint) === level).slice(0, room(level)),
  );
  return [
    dataOf(`only6: ${word}${rest}`),
    ...shown.map((finding) => commandOf(finding, options)),
    ...shownComplaints.map(complaintCommand),
    ...restLines(findings.length - shown.length + complaints.length - shownComplaints.length),
  ];
}

function levelOf({ fails }: Complaint): string {
  return fails ? 'error' : 'warning';
}

function restLines(rest: number): string[] {
  if (rest === 0) return [];
  const more = counted(rest, 'finding');
  return [
    `only6: ${more} more, without an annotation: GitHub shows ${mostOfLevel} of a level. The job summary has all.`,
  ];
}

/** One of each rule in each file first, since there is room for few. */
function spread(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  const isFirst = ({ rule, span, effect }: Finding): boolean => {
    const key = `${effect}\0${rule}\0${span.file}`;
    return !seen.has(key) && seen.add(key).has(key);
  };
  const first = new Set(findings.filter(isFirst));
  return [...first, ...findings.filter((finding) => !first.has(finding))];
}

/** A workflow command; columns are taken only within one line. */
function commandOf(finding: Finding, { rules }: ReportOptions): string {
  const { rule, effect, span, at } = finding;
  const title = rules.find((one) => one.id === rule)?.title ?? rule;
  const columns = at.start.line === at.end.line ? { col: at.start.column, endColumn: at.end.column } : {};
  const place = { file: span.file, line: at.start.line, endLine: at.end.line, ...columns };
  return command(levels[effect], { ...place, title: `${title} (${rule})` }, saidOf(finding));
}

function complaintCommand(complaint: Complaint): string {
  const { kind, file, at, message } = complaint;
  const said = `${sentence(message)} ${kind.help}`;
  return command(levelOf(complaint), { file, line: at.line, title: `${kind.title} (${kind.id})` }, said);
}

function command(level: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${propertyOf(String(value))}`);
  return `::${level} ${written.join(',')}::${dataOf(text)}`;
}

/** The escapes of actions/toolkit. */
function dataOf(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function propertyOf(text: string): string {
  return dataOf(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
