import { describeFact, describeValue, valuesOf } from '../model/describe.ts';
import type { ExplainedFact, Explanation, FileFacts, LineFacts, RuleSays } from '../model/explanation.ts';
import type { Skipped } from '../model/finding.ts';
import { spellings } from '../model/value.ts';
import { stepPlace } from '../reports/terminal/finding.ts';
import { frame } from '../reports/terminal/frame.ts';
import { paintOf, type Style, styleOf } from '../reports/terminal/style.ts';
import { clean, cut, labelled, wrap } from '../reports/terminal/text.ts';
import { sentence } from '../reports/wording.ts';
import type { Terminal } from './surroundings.ts';

interface Look {
  readonly style: Style;
  readonly room: number;
}

function lookOf(terminal: Terminal): Look {
  return { style: styleOf(terminal), room: Math.max(40, Math.min(terminal.width, 110)) };
}

/** Why a line is, or is not, reported: the answer, what was seen, and what each rule says. `name` is the file as the user calls it. */
export function explanationLines(explanation: Explanation, name: string, terminal: Terminal): string[] {
  const look = lookOf(terminal);
  const { file, line, source, facts, skipped, near } = explanation;
  return [
    ...labelled('', sentence(answerOf(explanation, name)), look.room).map(look.style.strong),
    ...skippedLines(skipped, look),
    '',
    ...(source === undefined || facts.length > 0 ? [] : [sourceLine(line, source, look), '']),
    ...facts.flatMap((fact) => [...factLines(fact, source ?? '', line, file, look), '']),
    ...(facts.length === 0 ? nearLines(near, look) : []),
    ...settleLines(facts, look),
  ].slice(0, -1);
}

/** How to say once what only6 took from a name alone. */
function settleLines(facts: readonly ExplainedFact[], { room, style }: Look): string[] {
  for (const { fact, verdicts } of facts) {
    if (fact.kind !== 'join' || !verdicts.some(({ says }) => says === 'may break')) continue;
    const name = spellings(fact.host).find((one) => /^[\w$]+(?:\.[\w$]+)*$/.test(one));
    if (name === undefined || fact.evidence === 'proven' || fact.evidence === 'constant') continue;
    const advice = `if ${name} is always a DNS name, say so once, in only6.yaml: names: { ${name}: name }`;
    return [...labelled('To settle it: ', advice, room).map(style.faint), ''];
  }
  return [];
}

function answerOf({ line, source, facts, skipped }: Explanation, name: string): string {
  const place = `${name}:${line}`;
  const verdicts = facts.flatMap((fact) => fact.verdicts).filter(({ says }) => says !== 'silent');
  const reporting = verdicts.filter((verdict) => !isSuppressed(verdict)).map(({ rule, says }) => `${rule} (${says})`);
  if (reporting.length > 0) return `${place} is reported by ${[...new Set(reporting)].join(', ')}`;
  if (verdicts.length > 0) return `${place} is not reported: a comment suppresses it`;
  if (source === undefined && skipped.length === 0) return `${name} has no line ${line}`;
  if (facts.length > 0) return `${place} is not reported: no rule objects to what was seen there`;
  if (skipped.length > 0) return `${place} is not reported: the file, or a part of it, was not judged`;
  return `${place} is not reported: nothing about addresses was seen there`;
}

function isSuppressed({ because }: RuleSays): boolean {
  return because.startsWith('suppressed by');
}

function skippedLines(skipped: readonly Skipped[], { room }: Look): string[] {
  return skipped.flatMap(({ file, at, why }) =>
    labelled('not judged: ', `${file}${at === undefined ? '' : `:${at.line}:${at.column}`} ${why}`, room, '  '),
  );
}

function sourceLine(line: number, source: string, { style, room }: Look): string {
  const gutter = `${line} |`;
  return `  ${style.faint(gutter)} ${cut(source.trim(), room - gutter.length - 3)}`.trimEnd();
}

function nearLines(near: readonly LineFacts[], look: Look): string[] {
  if (near.length === 0) return [];
  const lines = near.flatMap(({ line, source, facts }) => [
    sourceLine(line, source, look),
    ...facts.map(({ fact }) => `    ${cut(describeFact(fact), look.room - 4)}`),
  ]);
  return [look.style.strong('Nearest lines where something was seen'), ...lines, ''];
}

/** One fact under its code: what it is, its values, its reasoning, and what each rule says. */
function factLines(explained: ExplainedFact, source: string, line: number, file: string, look: Look): string[] {
  const { fact, at } = explained;
  const isStart = line === at.start.line;
  const framed = isStart ? frame({ at, source: [source] }, look.room - 2, look.style, look.style.note) : [];
  return [
    ...(isStart ? framed.map((text) => `  ${text}`) : [sourceLine(line, source, look)]),
    ...labelled('', describeFact(fact), look.room, '  ').map(look.style.strong),
    ...detailLines(explained, file, look),
  ];
}

function detailLines({ fact, verdicts, steps }: ExplainedFact, file: string, look: Look): string[] {
  const { room, style } = look;
  return [
    ...valuesOf(fact).flatMap(({ name, value }) => labelled(`${name}: `, describeValue(value), room, '    ')),
    ...steps.flatMap((step, index) =>
      labelled(`${index + 1}. `, step.says + stepPlace(step, file), room, '    ').map(style.faint),
    ),
    ...fact.guards.map((guard) => `    holds only where: ${guard.kind}`),
    ...(fact.twin === undefined ? [] : labelled('beside it: ', fact.twin.says, room, '    ')),
    ...verdicts.flatMap((verdict) => verdictLines(verdict, look)),
    ...(verdicts.length === 0 ? ['    no rule is concerned'] : []),
  ];
}

function verdictLines({ rule, says, message, because }: RuleSays, { room, style }: Look): string[] {
  const paint = says === 'silent' ? style.faint : paintOf(says, style);
  const text = [message, because].filter((part) => part !== '').join('; ');
  const lines = wrap(`${rule} ${says}: ${text}`, room - 6).map(
    (line, index) => (index === 0 ? '    ' : '      ') + line,
  );
  return lines.map((line, index) => (index === 0 ? line.replace(` ${says}:`, () => ` ${paint(`${says}:`)}`) : line));
}

/** Everything that was seen in a file, beside its lines. `name` is the file as the user calls it. */
export function fileFactsLines(facts: FileFacts, name: string, terminal: Terminal): string[] {
  const { file, language, lines, skipped } = facts;
  const look = lookOf(terminal);
  const heading = `${clean(name)}${language === '' ? '' : ` (${language})`}`;
  const nothing = skipped.length === 0 ? ['  nothing about addresses was seen here'] : [];
  return [
    look.style.strong(heading),
    ...skippedLines(skipped, look),
    ...(lines.length === 0 ? nothing : []),
    ...lines.flatMap(({ line, source, facts }) => [
      '',
      ...facts.flatMap((fact) => factLines(fact, source, line, file, look)),
    ]),
  ];
}
