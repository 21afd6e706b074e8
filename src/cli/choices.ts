import type { Target } from '../model/finding.ts';

/** The clusters that a scan can be for. */
export const targets: readonly Target[] = ['ipv6-only', 'ipv6-only-nat64', 'eks-ipv6', 'dual-stack'];

/** The least effect that makes the command fail, by the names that other linters use: a break is an error. */
export type Threshold = 'error' | 'warning' | 'note' | 'never';

export const thresholds: readonly Threshold[] = ['error', 'warning', 'note', 'never'];

export const commands: readonly string[] = ['explain', 'facts', 'rules', 'help'];
