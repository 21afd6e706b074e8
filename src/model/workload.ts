import type { Finding, Result } from './finding.ts';

/** `ready`: all that decides was read, and nothing stands against it · `unsure`: something that decides is not known. */
export type Verdict = 'ready' | 'unsure' | 'breaks';

/** A container that a workload runs. */
export interface WorkloadContainer {
  readonly name: string;
  /** The image as it is written; empty where a template decides. */
  readonly image: string;
  /** The program, or the language that it is written in; empty where nothing tells. */
  readonly runs: string;
  /** The Dockerfiles that make the image, relative to the root. */
  readonly dockerfiles: readonly string[];
  /** The folders of its source, relative to the root; `.` for the root itself. */
  readonly sources: readonly string[];
}

/** What runs in the cluster as one: a Deployment, a Pod, a service of Compose. */
export interface WorkloadStatus {
  readonly kind: string;
  readonly name: string;
  /** Empty where none is written. */
  readonly namespace: string;
  /** Where it is written, several times where copies of an application stand side by side. */
  readonly places: readonly { readonly file: string; readonly line: number }[];
  readonly containers: readonly WorkloadContainer[];
  /** What leads to it, for people: `Service cart:7070`, `Ingress shop`. */
  readonly reachedBy: readonly string[];
  readonly verdict: Verdict;
  /** What is not known of it, in sentences without their full stops. */
  readonly doubts: readonly string[];
  /** The findings that decide, the worst first. */
  readonly findings: readonly Finding[];
}

/** All that a project runs in a cluster. */
export interface WorkloadTable extends Pick<Result, 'tool' | 'target' | 'paths' | 'options' | 'root' | 'skipped'> {
  readonly workloads: readonly WorkloadStatus[];
  /** Breaks and may-breaks that belong to no workload. */
  readonly others: readonly Finding[];
  /** Workloads in tests and examples. */
  readonly leftOut: number;
}
