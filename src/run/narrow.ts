import type { BadSuppression, Finding, Withheld } from '../model/finding.ts';
import type { Share } from './answer.ts';
import type { Change } from './change.ts';
import type { Settled } from './suppress.ts';

/** What a run reports of what stands. */
export interface Narrowed {
  readonly findings: readonly Finding[];
  readonly withheld: readonly Withheld[];
  readonly badSuppressions: readonly BadSuppression[];
  readonly shares: readonly Share[];
}

/** Keeps what a change touches: the finding itself, or a place that its reasoning names. */
export function narrow({ findings, badSuppressions }: Settled, change: Change | undefined): Narrowed {
  if (!change) return { findings, badSuppressions, withheld: [], shares: [] };
  const touched = findings.filter((finding) => isTouched(finding, change));
  const others = findings.length - touched.length;
  return {
    findings: touched,
    // The line below a comment is the one that it was written for.
    badSuppressions: badSuppressions.filter(({ file, at }) => change.touches(file, at.line, at.line + 1)),
    withheld: others === 0 ? [] : [{ why: `not in ${change.says}`, findings: others }],
    shares: [{ says: `in ${change.says}`, findings: new Set(touched) }],
  };
}

function isTouched({ span, at, steps }: Finding, { touches }: Change): boolean {
  if (touches(span.file, at.start.line, at.end.line)) return true;
  return steps.some((step) => step.span && step.at && touches(step.span.file, step.at.start.line, step.at.end.line));
}
