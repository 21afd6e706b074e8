import type { BadSuppression, Finding, Withheld } from '../model/finding.ts';
import type { Share } from './answer.ts';
import type { Held } from './baseline.ts';
import type { Change } from './change.ts';
import type { Settled } from './suppress.ts';

/** What a run reports of what stands. */
export interface Narrowed {
  readonly findings: readonly Finding[];
  readonly withheld: readonly Withheld[];
  readonly badSuppressions: readonly BadSuppression[];
  readonly stale: readonly BadSuppression[];
  readonly shares: readonly Share[];
}

/** Takes out what the baseline holds, then keeps what a change touches: the finding itself, or a place of its reasoning. */
export function narrow(settled: Settled, change: Change | undefined, held: Held | undefined): Narrowed {
  const { badSuppressions } = settled;
  const findings = settled.findings.filter((finding) => !held?.baselined.has(finding));
  const known = settled.findings.length - findings.length;
  const withheld = known === 0 ? [] : [{ why: 'in the baseline', findings: known }];
  const shares = held === undefined ? [] : [{ says: 'in the baseline', findings: held.baselined }];
  if (!change) return { findings, badSuppressions, withheld, shares, stale: held?.stale ?? [] };
  const touched = findings.filter((finding) => isTouched(finding, change));
  const others = findings.length - touched.length;
  return {
    findings: touched,
    // A run over everything tells of these.
    stale: [],
    // The line below a comment is the one that it was written for.
    badSuppressions: badSuppressions.filter(({ file, at }) => change.touches(file, at.line, at.line + 1)),
    withheld: [...withheld, ...(others === 0 ? [] : [{ why: `not in ${change.says}`, findings: others }])],
    shares: [...shares, { says: `in ${change.says}`, findings: new Set(touched) }],
  };
}

function isTouched({ span, at, steps }: Finding, { touches }: Change): boolean {
  if (touches(span.file, at.start.line, at.end.line)) return true;
  return steps.some((step) => step.span && step.at && touches(step.span.file, step.at.start.line, step.at.end.line));
}
