import { join, relative, sep } from 'node:path';
import type { Finding, Result } from '../model/finding.ts';

/** A result with files named from the folder in which the user stands, so that places can be clicked and copied. */
export function seenFrom(cwd: string, result: Result): Result {
  const rename = (file: string): string => relative(cwd, join(result.root, file)).split(sep).join('/');
  const renamed = <T extends { readonly file: string }>(one: T): T => ({ ...one, file: rename(one.file) });
  const seen = (finding: Finding): Finding => ({
    ...finding,
    span: renamed(finding.span),
    steps: finding.steps.map((step) => ({ ...step, span: step.span && renamed(step.span) })),
  });
  return {
    ...result,
    root: cwd,
    findings: result.findings.map(seen),
    suppressed: result.suppressed.map(({ finding, reason }) => ({ finding: seen(finding), reason })),
    badSuppressions: result.badSuppressions.map(renamed),
    stale: result.stale.map(renamed),
    skipped: result.skipped.map(renamed),
  };
}
