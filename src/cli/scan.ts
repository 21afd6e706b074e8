import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Effect, Result, Target } from '../model/finding.ts';
import { reports } from '../reports/index.ts';
import type { ReportOptions } from '../reports/report.ts';
import { type ChangeOption, type ScanOptions, UsageError } from '../run/options.ts';
import { ruleInfos } from '../run/rules.ts';
import { scan } from '../run/scan.ts';
import { commands, type Threshold } from './choices.ts';
import { type Output, outputsOf } from './outputs.ts';
import { requirePath } from './paths.ts';
import { ProgressLine } from './progress.ts';
import { seenFrom } from './seen-from.ts';
import type { Surroundings } from './surroundings.ts';

/** What the command line says of a scan. */
export interface ScanRequest {
  readonly paths: readonly string[];
  readonly target: Target;
  readonly formats: readonly string[];
  readonly failOn: Threshold;
  readonly notes: boolean;
  readonly all: boolean;
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
  for (const output of outputs) await write(output, result, request, around);
  return exitCodeOf(result, request.failOn);
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
    return { paths, cwd, target, change, stdin: undefined, asides };
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

async function write(output: Output, result: Result, request: ScanRequest, around: Surroundings): Promise<void> {
  const report = await reports.find((entry) => entry.id === output.format)?.load();
  const { colour, links, width } = around.terminal;
  const look = output.file === undefined ? { colour, links, width } : { colour: false, links: false, width: 100 };
  const options: ReportOptions = { rules: ruleInfos(), ...look, notes: request.notes, all: request.all };
  // Machines take paths from the repository's root, people from where they stand.
  const seen = output.format === 'terminal' ? seenFrom(around.cwd, result) : result;
  const text = report?.write(seen, options) ?? '';
  if (output.file === undefined) around.out(text);
  else writeTo(output.file, text, around.cwd);
}

function writeTo(file: string, text: string, cwd: string): void {
  try {
    writeFileSync(resolve(cwd, file), text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? reasonOf(error) : error}`);
  }
}

/** `ENOENT: no such file or directory, open '/…'` without what the user knows. */
function reasonOf(error: Error): string {
  return /^[A-Z]+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
}

const counting: Readonly<Record<Threshold, readonly Effect[]>> = {
  error: ['breaks'],
  warning: ['breaks', 'may break'],
  note: ['breaks', 'may break', 'note'],
  never: [],
};

function exitCodeOf(result: Result, failOn: Threshold): number {
  return result.findings.some((finding) => counting[failOn].includes(finding.effect)) ? 1 : 0;
}
