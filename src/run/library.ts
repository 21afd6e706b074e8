/** What programs import from only6. */
export type * from '../model/finding.ts';
export type * from '../model/workload.ts';
export type { ScanOptions } from './options.ts';
export { scan } from './scan.ts';
export { workloads } from './workloads.ts';
