import { join, relative, sep } from 'node:path';
import type { Finding, Result } from '../model/finding.ts';
import type { WorkloadTable } from '../model/workload.ts';

/** A result with files named from the folder in which the user stands, so that places can be clicked and copied. */
export function seenFrom(cwd: string, result: Result): Result {
  const { renamed, seen } = namesFrom(cwd, result.root);
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

/** The same for a table of workloads. */
export function tableSeenFrom(cwd: string, table: WorkloadTable): WorkloadTable {
  const { rename, renamed, seen } = namesFrom(cwd, table.root);
  return {
    ...table,
    root: cwd,
    workloads: table.workloads.map((one) => ({
      ...one,
      places: one.places.map(renamed),
      containers: one.containers.map((container) => ({
        ...container,
        dockerfiles: container.dockerfiles.map(rename),
        sources: container.sources.map((folder) => rename(folder) || '.'),
      })),
      findings: one.findings.map(seen),
    })),
    others: table.others.map(seen),
    skipped: table.skipped.map(renamed),
  };
}

interface Names {
  readonly rename: (file: string) => string;
  readonly renamed: <T extends { readonly file: string }>(one: T) => T;
  readonly seen: (finding: Finding) => Finding;
}

function namesFrom(cwd: string, root: string): Names {
  const rename = (file: string): string => relative(cwd, join(root, file)).split(sep).join('/');
  const renamed = <T extends { readonly file: string }>(one: T): T => ({ ...one, file: rename(one.file) });
  const seen = (finding: Finding): Finding => ({
    ...finding,
    span: renamed(finding.span),
    steps: finding.steps.map((step) => ({ ...step, span: step.span && renamed(step.span) })),
  });
  return { rename, renamed, seen };
}
