import { createHash } from 'node:crypto';
import type { BadSuppression, Result } from '../model/finding.ts';
import type { ReportOptions } from './report.ts';

/** A kind of decision on findings that has to be mended: each format shows them in its own way. */
export interface ComplaintKind {
  readonly id: 'suppression-to-mend' | 'stale-baseline-entry';
  readonly title: string;
  readonly why: string;
  readonly help: string;
}

/** One such decision, with its place. */
export interface Complaint extends BadSuppression {
  readonly kind: ComplaintKind;
  /** Whether the command fails for it. */
  readonly fails: boolean;
}

const suppression: ComplaintKind = {
  id: 'suppression-to-mend',
  title: 'A comment settles nothing',
  why: 'A comment that suppresses nothing, or gives no reason, hides what comes to its line later.',
  help: 'Take the comment out, or give it the rule and a reason.',
};

const baseline: ComplaintKind = {
  id: 'stale-baseline-entry',
  title: 'The baseline holds what is no longer found',
  why: 'An entry of the baseline that is no longer found would hide the next finding of its kind.',
  help: 'Run only6 --prune-baseline, which takes such entries out.',
};

/** In the order in which descriptors of them are listed. */
export const complaintKinds: readonly ComplaintKind[] = [suppression, baseline];

/** Comments and entries of the baseline that have to be mended. */
export function complaintsOf(result: Result, { failing }: Pick<ReportOptions, 'failing'>): readonly Complaint[] {
  return [
    ...result.badSuppressions.map((one) => ({ ...one, kind: suppression, fails: false })),
    ...result.stale.map((one) => ({ ...one, kind: baseline, fails: failing.length > 0 })),
  ];
}

/** Names one for services that compare two reports. */
export function complaintFingerprint({ kind, file, message }: Complaint): string {
  return createHash('sha256').update(`${kind.id}\0${file}\0${message}`).digest('hex').slice(0, 32);
}
