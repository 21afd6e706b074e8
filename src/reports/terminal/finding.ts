import type { LocatedStep } from '../../model/explanation.ts';
import type { Effect, Finding } from '../../model/finding.ts';
import type { RuleInfo } from '../report.ts';
import { sentence } from '../wording.ts';
import { frame } from './frame.ts';
import { paintOf, type Style } from './style.ts';
import { clean, labelled, widthOf } from './text.ts';

const indent = '  ';

/** How findings are shown, and which rules have told their reason already: once is enough. */
export interface Showing {
  readonly rules: ReadonlyMap<string, RuleInfo>;
  readonly told: Set<string>;
  readonly room: number;
  readonly style: Style;
}

/** One finding in full: what, where, the code, why, and what to write instead. */
export function findingLines(finding: Finding, showing: Showing): string[] {
  const paint = paintOf(finding.effect, showing.style);
  const framed = frame(finding, showing.room - indent.length, showing.style, paint).map((line) => indent + line);
  return [
    ...headLines(finding, showing),
    ...placeLines(finding, showing),
    ...(framed.length > 0 ? ['', ...framed, ''] : []),
    ...reasonLines(finding, showing),
  ];
}

function headLines({ effect, message }: Finding, { room, style }: Showing): string[] {
  const label = `${effect}: `;
  const [first = '', ...others] = labelled(label, message, room);
  return [
    paintOf(effect, style)(label.trimEnd()) + style.strong(first.slice(label.length - 1)),
    ...others.map(style.strong),
  ];
}

/** A path is never cut: terminals open it at a click. */
function placeLines(finding: Finding, showing: Showing): string[] {
  const { span, at } = finding;
  const place = indent + clean(`${span.file}:${at.start.line}:${at.start.column}`);
  const rule = ruleOf(finding, showing);
  const isOneLine = widthOf(place) + 2 + finding.rule.length <= showing.room;
  return isOneLine ? [`${place}  ${rule}`] : [place, indent + rule];
}

function ruleOf(finding: Finding, { rules, style }: Showing): string {
  const uri = rules.get(finding.rule)?.helpUri;
  return style.faint(uri === undefined ? finding.rule : style.link(finding.rule, uri));
}

function reasonLines(finding: Finding, { rules, told, room, style }: Showing): string[] {
  const why = told.has(finding.rule) ? undefined : rules.get(finding.rule)?.why;
  told.add(finding.rule);
  return [
    ...stepLines(finding, room, style),
    ...(finding.softened === '' ? [] : labelled('', easedOf(finding), room, indent)),
    ...(why === undefined ? [] : labelled('why:   ', sentence(why), room, indent)),
    ...helpLines(finding.help, room),
  ];
}

const eased: Readonly<Record<Effect, string>> = {
  breaks: 'Eased',
  'may break': 'Not certain',
  note: 'Only a note',
};

function easedOf({ effect, softened }: Finding): string {
  return sentence(`${eased[effect]}: ${softened}`);
}

function stepLines(finding: Finding, room: number, style: Style): string[] {
  return finding.steps.flatMap((step, index) =>
    labelled(`${index + 1}. `, `${step.says}${stepPlace(step, finding.span.file)}`, room, indent).map(style.faint),
  );
}

/** Where a step stands; the file is said only where it is another one. */
export function stepPlace({ span, at }: LocatedStep, file: string): string {
  if (at === undefined) return '';
  const place = `${at.start.line}:${at.start.column}`;
  return span === undefined || span.file === file ? ` (line ${place})` : ` (${span.file}:${place})`;
}

/** `Write x` is told as code to write, anything else as something to do. */
function helpLines(help: string, room: number): string[] {
  const code = /^write:? (.+)$/is.exec(help)?.[1];
  return code === undefined ? labelled('do:    ', help, room, indent) : labelled('write: ', code, room, indent);
}
