import type { Verdict, WorkloadContainer, WorkloadStatus, WorkloadTable } from '../../model/workload.ts';
import { clusterOf, counted } from '../wording.ts';

/** Words about workloads that formats share. */
export function summaryOf({ workloads, target }: WorkloadTable): string {
  if (workloads.length === 0) return 'No workload was found';
  const count = (verdict: Verdict): number => workloads.filter((one) => one.verdict === verdict).length;
  const [breaks, unsure, ready] = [count('breaks'), count('unsure'), count('ready')];
  const parts = [
    `${breaks} ${breaks === 1 ? 'breaks' : 'break'}`,
    `${unsure} ${unsure === 1 ? 'is' : 'are'} unsure`,
    `${ready} ${ready === 1 ? 'is' : 'are'} ready`,
  ];
  return `Of ${counted(workloads.length, 'workload')} on ${clusterOf(target)} ${parts.join(', ')}`;
}

/** `Deployment/cart`, with its namespace where one is written. */
export function titleOf({ kind, name, namespace }: WorkloadStatus): string {
  const title = kind.includes(' ') ? `${kind} ${name}` : `${kind}/${name}`;
  return namespace === '' ? title : `${title} (${namespace})`;
}

/** `Node.js, src/cart`: what a container runs, and where its source is. */
export function programOf({ runs, sources }: WorkloadContainer): string {
  return [runs, ...sources].filter((part) => part !== '').join(', ');
}

/** What is left to say: findings that belong to no workload, and workloads that do not run in the cluster. */
export function remarksOf({ others, leftOut }: WorkloadTable): readonly string[] {
  return [
    ...(others.length > 0 ? [`${counted(others.length, 'place')} more, in no workload: only6 shows them.`] : []),
    ...(leftOut > 0 ? [`Workloads in tests and examples, left out: ${leftOut} (--notes lists them).`] : []),
  ];
}
