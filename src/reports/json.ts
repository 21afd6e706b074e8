import type { BadSuppression, Effect, Finding, Located, Result, Skipped } from '../model/finding.ts';
import type { Position } from '../model/span.ts';
import type { Verdict, WorkloadTable } from '../model/workload.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Report, ReportOptions } from './report.ts';
import { sentence } from './wording.ts';

export const report: Report = {
  title: "everything that is known, in only6's own versioned JSON",
  reader: 'machine',
  write: (result, options) => textOf(documentOf(result, options)),
  workloads: (table, options) => textOf(tableOf(table, options)),
};

function textOf(document: unknown): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/**
 * The number changes when something is taken away or means something else, not when something is added.
 * `schemas/report.schema.json` and `schemas/workloads.schema.json` describe the shapes.
 */
const version = 1;
const schemas = 'https://raw.githubusercontent.com/only6/only6/main/schemas';

function documentOf(result: Result, options: ReportOptions): unknown {
  const { tool, target, paths, answer, findings, suppressed, badSuppressions, skipped, passedOver, unread } = result;
  const { withheld, stale } = result;
  const { found, read, parsed, bytes } = result.counts;
  const pages = new Map(options.rules.map((rule) => [rule.id, rule.helpUri]));
  return {
    $schema: `${schemas}/report.schema.json`,
    version,
    tool: { name: tool.name, version: tool.version },
    target,
    paths,
    answer: { says: answer.says, because: sentence(answer.because) },
    counts: { ...effectsOf(findings), suppressed: suppressed.length },
    files: { found, read, parsed, bytes },
    findings: findings.map((finding) => findingOf(finding, pages)),
    suppressed: suppressed.map(({ finding, reason }) => ({ reason, finding: findingOf(finding, pages) })),
    withheld: withheld.map(({ why, findings }) => ({ why, findings })),
    suppressionsToMend: badSuppressions.map(mendOf),
    staleBaselineEntries: stale.map(mendOf),
    notJudged: skipped.map(notJudgedOf),
    passedOver: passedOver.map(({ why, files }) => ({ why, files })),
    notRead: unread.map(({ language, extension, files }) => ({ language, extension, files })),
  };
}

function tableOf(table: WorkloadTable, { rules }: ReportOptions): unknown {
  const { tool, target, paths, workloads, others, leftOut, skipped } = table;
  const pages = new Map(rules.map((rule) => [rule.id, rule.helpUri]));
  const count = (verdict: Verdict): number => workloads.filter((one) => one.verdict === verdict).length;
  return {
    $schema: `${schemas}/workloads.schema.json`,
    version,
    tool: { name: tool.name, version: tool.version },
    target,
    paths,
    counts: { ready: count('ready'), unsure: count('unsure'), breaks: count('breaks'), leftOut },
    workloads: workloads.map((one) => ({
      kind: one.kind,
      name: one.name,
      namespace: one.namespace === '' ? null : one.namespace,
      places: one.places.map(({ file, line }) => ({ file, line })),
      containers: one.containers.map(({ name, image, runs, dockerfiles, sources }) => ({
        name,
        image: image === '' ? null : image,
        runs: runs === '' ? null : runs,
        dockerfiles,
        sources,
      })),
      reachedBy: one.reachedBy,
      verdict: one.verdict,
      doubts: one.doubts.map(sentence),
      findings: one.findings.map((finding) => findingOf(finding, pages)),
    })),
    otherFindings: others.map((finding) => findingOf(finding, pages)),
    notJudged: skipped.map(notJudgedOf),
  };
}

function effectsOf(findings: readonly Finding[]): Readonly<Record<string, number>> {
  const count = (effect: Effect): number => findings.filter((finding) => finding.effect === effect).length;
  return { breaks: count('breaks'), mayBreak: count('may break'), notes: count('note') };
}

function findingOf(finding: Finding, pages: ReadonlyMap<string, string>): unknown {
  const { rule, effect, span, at, message, help, softened, aside, steps } = finding;
  return {
    rule,
    effect,
    file: span.file,
    ...rangeOf(at),
    message: sentence(message),
    help: sentence(help),
    steps: steps.map((step) => ({
      says: step.says,
      ...(step.span === undefined || step.at === undefined ? {} : { file: step.span.file, ...rangeOf(step.at) }),
    })),
    softenedBecause: softened === '' ? null : softened,
    inTestOrExample: aside,
    fingerprint: fingerprintOf(finding),
    page: pages.get(rule) ?? null,
  };
}

/** Lines and columns count from 1; the end is one past the last character. */
function rangeOf({ start, end }: Located): { start: Position; end: Position } {
  return { start: positionOf(start), end: positionOf(end) };
}

function positionOf({ line, column }: Position): Position {
  return { line, column };
}

function mendOf({ file, at, message }: BadSuppression): unknown {
  return { file, at: positionOf(at), message: sentence(message) };
}

function notJudgedOf({ file, at, why, matters }: Skipped): unknown {
  return { file, at: at === undefined ? null : positionOf(at), why: sentence(why), matters };
}
