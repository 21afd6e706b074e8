import { realpathSync } from 'node:fs';
import type { Effect, Result, Target } from '../model/finding.ts';
import { gitTop } from '../run/git.ts';
import { type ChangeOption, type ScanOptions, UsageError } from '../run/options.ts';
import { ruleInfos } from '../run/rules.ts';
import { scan } from '../run/scan.ts';
import { commands, type Threshold } from './choices.ts';
import { outputsOf, writeReports } from './outputs.ts';
import { requirePath } from './paths.ts';
import { ProgressLine } from './progress.ts';
import type { Surroundings } from './surroundings.ts';

/** What the command line says of a scan. */
export interface ScanRequest {
  readonly paths: readonly string[];
  readonly target: Target;
  readonly formats: readonly string[];
  readonly failOn: Threshold;
  readonly notes: boolean;
  readonly all: boolean;
  readonly annotations: boolean;
  readonly stdinFilename: string | undefined;
  readonly change: ChangeOption | undefined;
}

/** Scans, writes the reports, and returns the exit code. */
export async function scanCommand(request: ScanRequest, around: Surroundings): Promise<number> {
  const outputs = outputsOf(request.formats);
  const options = await scanOptionsOf(request, around);
  const progress = new ProgressLine(around.err);
  let result: Result;
  try {
    result = await scan({ ...options, onProgress: (at) => around.terminal.progress && progress.show(at) });
  } finally {
    progress.clear();
  }
  const { notes, all, annotations } = request;
  const failing = counting[request.failOn];
  await writeReports(outputs, result, { rules: ruleInfos(), notes, all, failing, annotations }, around);
  return result.findings.some((finding) => failing.includes(finding.effect)) ? 1 : 0;
}

async function scanOptionsOf(
  request: ScanRequest,
  { cwd, readInput }: Surroundings,
): Promise<Omit<ScanOptions, 'onProgress'>> {
  const { target, change } = request;
  const asides = request.notes || request.failOn === 'note';
  if (!readsInput(request)) {
    const paths = request.paths.length === 0 ? ['.'] : request.paths;
    for (const path of paths) requirePath(cwd, path, commands);
    const isPartOfMore = typeof change === 'object' && 'files' in change;
    if (isPartOfMore && change.files.length === 0) throw new UsageError('--in-project needs the files to report');
    return {
      paths: isPartOfMore ? [gitTop(realpathSync(cwd)) ?? '.'] : paths,
      cwd,
      target,
      change,
      stdin: undefined,
      asides,
    };
  }
  if (change !== undefined) throw new UsageError('what comes from standard input has no changes to report');
  const name = request.stdinFilename ?? 'stdin.yaml';
  return { paths: ['-'], cwd, target, stdin: { text: await readInput(), name }, asides };
}

function readsInput({ paths, stdinFilename }: ScanRequest): boolean {
  const hasDash = paths.includes('-');
  if (hasDash && paths.length > 1) throw new UsageError('- reads standard input and takes no other paths beside it');
  if (stdinFilename !== undefined && !hasDash && paths.length > 0) {
    throw new UsageError('--stdin-filename names what comes from standard input; give - as the path');
  }
  return hasDash || stdinFilename !== undefined;
}

const counting: Readonly<Record<Threshold, readonly Effect[]>> = {
  error: ['breaks'],
  warning: ['breaks', 'may break'],
  note: ['breaks', 'may break', 'note'],
  never: [],
};
