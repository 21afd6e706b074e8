import type { Finding, Result } from '../model/finding.ts';
import type { Report, ReportOptions } from './report.ts';
import { findingLines, type Showing } from './terminal/finding.ts';
import { footerLines } from './terminal/footer.ts';
import { commandWith, fileTable, ruleTable } from './terminal/overview.ts';
import { styleOf } from './terminal/style.ts';
import { labelled } from './terminal/text.ts';
import { counted, headlineOf, severity, worstFirst } from './wording.ts';
import { workloadsInTerminal } from './workloads/terminal.ts';

export const report: Report = {
  title: 'for people, at a terminal',
  reader: 'person',
  write: (result, options) => `${linesOf(result, options).join('\n')}\n`,
  workloads: workloadsInTerminal,
};

/** More findings than these are told by rule and by file first. */
const mostInFull = 15;
const examples = 3;
/** Prose in longer lines is hard to read. */
const widestProse = 110;

function linesOf(result: Result, options: ReportOptions): string[] {
  const showing: Showing = {
    rules: new Map(options.rules.map((rule) => [rule.id, rule])),
    told: new Set(),
    room: Math.max(40, Math.min(options.width, widestProse)),
    style: styleOf(options),
  };
  const notes = result.findings.filter((finding) => finding.effect === 'note');
  const others = result.findings.filter((finding) => finding.effect !== 'note');
  return [
    ...answerLines(result, showing),
    '',
    ...findingsOf(others, result, options, showing),
    ...(options.notes ? findingsOf(notes, result, options, showing) : countOf(notes, result, showing)),
    ...footerLines(result, showing, options.all),
  ];
}

function answerLines(result: Result, { room, style }: Showing): string[] {
  const paints = { yes: style.good, no: style.bad, unsure: style.doubtful, 'nothing to judge': style.strong };
  const { word, rest } = headlineOf(result);
  const [first = '', ...others] = labelled('', word + rest, room);
  return [paints[result.answer.says](word) + style.strong(first.slice(word.length)), ...others.map(style.strong)];
}

/** By file, the files with the worst findings first, and in a file the worst finding first. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const worst = new Map<string, number>();
  for (const { span, effect } of findings) {
    worst.set(span.file, Math.min(worst.get(span.file) ?? 2, severity[effect]));
  }
  const worstOf = (finding: Finding): number => worst.get(finding.span.file) ?? 2;
  return [...findings].sort(
    (a, b) =>
      worstOf(a) - worstOf(b) ||
      (a.span.file < b.span.file ? -1 : Number(a.span.file > b.span.file)) ||
      severity[a.effect] - severity[b.effect] ||
      a.at.start.line - b.at.start.line,
  );
}

function findingsOf(findings: readonly Finding[], result: Result, options: ReportOptions, showing: Showing): string[] {
  const ordered = inOrder(findings);
  if (options.all || ordered.length <= mostInFull) return inFull(ordered, showing);
  const command = commandWith(options.notes ? ['--all', '--notes'] : ['--all'], result);
  return firstScreen(ordered, command, showing);
}

function inFull(findings: readonly Finding[], showing: Showing): string[] {
  return findings.flatMap((finding) => [...findingLines(finding, showing), '']);
}

function firstScreen(findings: readonly Finding[], command: string, showing: Showing): string[] {
  const chosen = examplesOf(findings);
  const rest = findings.filter((finding) => !chosen.includes(finding));
  return [
    ...ruleTable(findings, showing),
    '',
    showing.style.strong('For example'),
    '',
    ...inFull(chosen, showing),
    showing.style.strong(`The other ${rest.length}`),
    '',
    ...fileTable(rest, showing),
    '',
    `All of them: ${showing.style.strong(command)}`,
    '',
  ];
}

/** The worst finding of each rule, and more of them where there are few rules. */
function examplesOf(findings: readonly Finding[]): Finding[] {
  const ordered = worstFirst(findings);
  const rules = new Set<string>();
  const first = ordered.filter(({ rule }) => !rules.has(rule) && rules.add(rule));
  return [...new Set([...first.slice(0, examples), ...ordered])].slice(0, examples);
}

function countOf(notes: readonly Finding[], result: Result, { style }: Showing): string[] {
  if (notes.length === 0) return [];
  const command = style.strong(commandWith(['--notes'], result));
  return [`${counted(notes.length, 'note')} not shown: ${command}`, ''];
}
