import { rules } from '../../rules/index.ts';
import type { ExplainedFact, Explanation, FileFacts, LineFacts, RuleSays } from '../model/explanation.ts';
import type { Fact } from '../model/fact.ts';
import type { Skipped, SuppressedFinding } from '../model/finding.ts';
import { catalogFor } from './catalog.ts';
import { conclude } from './conclude.ts';
import { unconfigured } from './configuration.ts';
import { aroundFile } from './context.ts';
import { surroundingsOf, whereIs } from './discover.ts';
import { findingsOf, located } from './findings.ts';
import { languageOf } from './front-ends.ts';
import { type Gathered, gather } from './gather.ts';
import type { Judgement } from './judge.ts';
import type { ExplainFileOptions, ExplainLineOptions } from './options.ts';
import { passedOverByName } from './prefilter.ts';
import { suppress } from './suppress.ts';
import type { SourceText } from './texts.ts';

const mostNear = 3;

/** Says why a line is, or is not, reported. */
export async function explainLine({ line, ...options }: ExplainLineOptions): Promise<Explanation> {
  const seen = await see(options);
  const lines = linesOf(seen);
  return {
    file: seen.file,
    line,
    source: seen.text.line(line),
    facts: seen.facts.filter(({ at }) => at.start.line <= line && line <= at.end.line),
    skipped: seen.skipped,
    near: nearest(lines, line),
  };
}

/** Lists everything that was seen in a file. */
export async function explainFile(options: ExplainFileOptions): Promise<FileFacts> {
  const seen = await see(options);
  const language = languageOf(seen.file)?.idioms.title ?? '';
  return { file: seen.file, language, lines: linesOf(seen), skipped: seen.skipped };
}

interface Seen {
  readonly file: string;
  readonly text: SourceText;
  readonly facts: readonly ExplainedFact[];
  readonly skipped: readonly Skipped[];
}

async function see({ cwd, file, target, configuration = unconfigured }: ExplainFileOptions): Promise<Seen> {
  const catalog = await catalogFor(configuration);
  const place = whereIs(file, cwd);
  const options = { paths: surroundingsOf(file, cwd), cwd, target, asides: true, configuration };
  // What manifests, Dockerfiles and scripts say is judged together; of the source its own file is enough.
  const gathered = await gather(options, catalog, () => aroundFile(place.file));
  const { judgements, facts, skipped } = await conclude(gathered, catalog, target);
  const here = facts.filter((fact) => fact.span.file === place.file);
  const taken = suppressedIn(gathered, judgements);
  return {
    file: place.file,
    text: gathered.texts.of(place.file),
    facts: here.map((fact) => explained(fact, judgements, taken, gathered)).sort(byStart),
    skipped: [...skipped.filter((one) => one.file === place.file), ...passedOver(place.file, gathered)],
  };
}

function suppressedIn(gathered: Gathered, judgements: readonly Judgement[]): readonly SuppressedFinding[] {
  const ids = new Set(rules.map((rule) => rule.id));
  return suppress(findingsOf(judgements, gathered.texts), gathered.files, ids, gathered.texts).suppressed;
}

/** A file that was not even parsed says so, and why. */
function passedOver(file: string, gathered: Gathered): Skipped[] {
  if (gathered.files.some((one) => one.file === file)) return [];
  const why = passedOverByName(file) ?? gathered.passedOver.list()[0]?.why;
  if (languageOf(file) === undefined)
    return [{ file, at: undefined, why: 'no front end reads this file', matters: false }];
  const nothing = 'nothing in it has to do with addresses, so that it was not parsed';
  return [{ file, at: undefined, why: why === undefined ? nothing : `passed over: ${why}`, matters: false }];
}

function explained(
  fact: Fact,
  judgements: readonly Judgement[],
  suppressed: readonly SuppressedFinding[],
  { texts }: Gathered,
): ExplainedFact {
  const says = judgements.filter((judgement) => judgement.fact === fact);
  return {
    fact,
    at: texts.of(fact.span.file).locate(fact.span),
    verdicts: says.map((judgement) => saidBy(judgement, suppressed)),
    steps: fact.because.map((step) => located(step, texts)),
  };
}

function saidBy({ rule, effect, verdict, because }: Judgement, suppressed: readonly SuppressedFinding[]): RuleSays {
  if (effect === undefined || verdict === undefined) return { rule, says: 'silent', message: '', because };
  const taken = suppressed.find(({ finding }) => finding.rule === rule && finding.span.start === verdict.at.start);
  const comment = taken === undefined ? because : `suppressed by a comment: ${taken.reason}`;
  return { rule, says: effect, message: verdict.message, because: comment };
}

function linesOf({ facts, text }: Seen): LineFacts[] {
  const byLine = new Map<number, ExplainedFact[]>();
  for (const fact of facts) {
    const line = fact.at.start.line;
    byLine.set(line, [...(byLine.get(line) ?? []), fact]);
  }
  return [...byLine].map(([line, facts]) => ({ line, source: text.line(line) ?? '', facts }));
}

function nearest(lines: readonly LineFacts[], line: number): LineFacts[] {
  const distance = (one: LineFacts): number => Math.abs(one.line - line);
  const others = lines.filter((one) => one.line !== line).sort((a, b) => distance(a) - distance(b));
  return others.slice(0, mostNear).sort((a, b) => a.line - b.line);
}

function byStart(a: ExplainedFact, b: ExplainedFact): number {
  return a.fact.span.start - b.fact.span.start;
}
