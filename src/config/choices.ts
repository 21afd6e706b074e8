import type { Target } from '../model/finding.ts';

/** The clusters that a scan can be for. */
export const targets = ['ipv6-only', 'ipv6-only-nat64', 'eks-ipv6', 'dual-stack'] as const satisfies readonly Target[];

/** The least effect that makes the command fail, by the names that other linters use: a break is an error. */
export const thresholds = ['error', 'warning', 'note', 'never'] as const;
/** One of `thresholds`. */
export type Threshold = (typeof thresholds)[number];

/** The most that a rule may report. */
export const severities = ['off', 'note', 'warning', 'error'] as const;
/** One of `severities`. */
export type Severity = (typeof severities)[number];

/** What a name may be said to hold. */
export const statements = ['name', 'address', 'ipv4', 'port'] as const;
/** One of `statements`. */
export type Statement = (typeof statements)[number];
