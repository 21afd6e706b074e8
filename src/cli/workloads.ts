import type { WorkloadTable } from '../model/workload.ts';
import { ruleInfos } from '../run/rules.ts';
import { workloads } from '../run/workloads.ts';
import { failing } from './failing.ts';
import { type GivenPaths, inputOf, pathsOf, readsInput } from './given-paths.ts';
import { outputsOf, writeWorkloads } from './outputs.ts';
import { ProgressLine } from './progress.ts';
import { type ConfigRequest, settledFor } from './settled.ts';
import type { Surroundings } from './surroundings.ts';

/** What the command line says of a table of workloads. */
export interface WorkloadsRequest extends ConfigRequest, GivenPaths {
  readonly formats: readonly string[];
  readonly notes: boolean;
  readonly all: boolean;
}

/** Judges workload by workload, writes the table, and returns the exit code. */
export async function workloadsCommand(request: WorkloadsRequest, around: Surroundings): Promise<number> {
  const { cwd, terminal, err, readInput } = around;
  const outputs = outputsOf(request.formats);
  const onInput = readsInput(request);
  const paths = onInput ? ['-'] : pathsOf(request, cwd);
  const { target, failOn, configuration } = await settledFor(request, onInput ? ['.'] : paths, cwd);
  const stdin = onInput ? inputOf(await readInput(), request) : undefined;
  const progress = new ProgressLine(err);
  const options = { paths, cwd, target, configuration, stdin, asides: request.notes };
  let table: WorkloadTable;
  try {
    table = await workloads({ ...options, onProgress: (at) => terminal.progress && progress.show(at) });
  } finally {
    progress.clear();
  }
  const { notes, all } = request;
  await writeWorkloads(outputs, table, { rules: ruleInfos(), notes, all, failing: failing[failOn] }, around);
  const findings = [...table.workloads.flatMap((one) => one.findings), ...table.others];
  return findings.some(({ effect }) => failing[failOn].includes(effect)) ? 1 : 0;
}
