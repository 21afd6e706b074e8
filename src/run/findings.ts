import { rewriteOf } from '../fix/edits.ts';
import type { Step } from '../model/fact.ts';
import type { Finding } from '../model/finding.ts';
import type { Fix, Repair } from '../model/fix.ts';
import { languageById } from './front-ends.ts';
import type { Judgement } from './judge.ts';
import { compare } from './tally.ts';
import { rank } from './targets.ts';
import type { Texts } from './texts.ts';

const mostSourceLines = 6;

/** Turns judgements into findings: one for each rule and line, in order of file, line and rule. */
export function findingsOf(judgements: readonly Judgement[], texts: Texts): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const judgement of [...judgements].sort(byFile)) {
    const finding = findingOf(judgement, texts);
    if (finding === undefined) continue;
    const place = `${finding.rule}\0${finding.span.file}\0${finding.at.start.line}`;
    const other = byPlace.get(place);
    if (other === undefined || isBetter(finding, other)) byPlace.set(place, finding);
  }
  return [...byPlace.values()].sort(byPosition);
}

function byFile(a: Judgement, b: Judgement): number {
  return compare(a.verdict?.at.file ?? '', b.verdict?.at.file ?? '');
}

function isBetter(one: Finding, other: Finding): boolean {
  return (
    rank(one.effect) - rank(other.effect) > 0 || (one.effect === other.effect && one.span.start < other.span.start)
  );
}

function byPosition(a: Finding, b: Finding): number {
  return (
    compare(a.span.file, b.span.file) ||
    a.at.start.line - b.at.start.line ||
    a.at.start.column - b.at.start.column ||
    compare(a.rule, b.rule)
  );
}

function findingOf({ rule, fact, effect, verdict, because, aside }: Judgement, texts: Texts): Finding | undefined {
  if (effect === undefined || verdict === undefined) return undefined;
  const text = texts.of(verdict.at.file);
  const at = text.locate(verdict.at);
  return {
    rule,
    effect,
    span: verdict.at,
    at,
    message: verdict.message,
    help: verdict.help,
    steps: fact.because.map((step) => located(step, texts)),
    source: linesOf(text, at.start.line, at.end.line),
    lineHash: text.lineHash(at.start.line),
    softened: because,
    aside,
    fix: verdict.repair && fixOf(verdict.repair, texts),
  };
}

/** A repair that cannot be worked out for the text as it is written is not offered. */
function fixOf(repair: Repair, texts: Texts): Fix | undefined {
  const rewrite = rewriteOf(
    repair,
    (file) => texts.of(file).text,
    (language) => languageById(language)?.repairs,
  );
  return (
    rewrite && {
      title: repair.title,
      safe: rewrite.safe,
      edits: rewrite.edits.map((edit) => ({ ...edit, at: texts.of(edit.span.file).locate(edit.span) })),
    }
  );
}

function linesOf(text: { line: (number: number) => string | undefined }, first: number, last: number): string[] {
  const lines: string[] = [];
  for (let number = first; number <= Math.min(last, first + mostSourceLines - 1); number++) {
    lines.push(text.line(number) ?? '');
  }
  return lines;
}

/** A step with its place, as reports show it. */
export function located(step: Step, texts: Texts): Finding['steps'][number] {
  return { ...step, at: step.span === undefined ? undefined : texts.of(step.span.file).locate(step.span) };
}
