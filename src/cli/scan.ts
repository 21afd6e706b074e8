import { realpathSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Threshold } from '../config/choices.ts';
import type { Result } from '../model/finding.ts';
import type { Configuration } from '../run/configuration.ts';
import { gitTop } from '../run/git.ts';
import { type BaselineOption, type ChangeOption, type Progress, type ScanOptions, UsageError } from '../run/options.ts';
import { mayBeReported } from '../run/reportable.ts';
import { ruleInfos } from '../run/rules.ts';
import { scan } from '../run/scan.ts';
import { failing } from './failing.ts';
import { type FixRequest, fixAndWrite, fixAsPatch } from './fix.ts';
import { type GivenPaths, inputOf, pathsOf, readsInput } from './given-paths.ts';
import { outputsOf, writeReports } from './outputs.ts';
import { ProgressLine } from './progress.ts';
import { type ConfigRequest, type Settled, settledFor } from './settled.ts';
import type { Surroundings } from './surroundings.ts';

/** What the command line says of a scan. */
export interface ScanRequest extends ConfigRequest, GivenPaths {
  readonly formats: readonly string[];
  readonly notes: boolean;
  readonly all: boolean;
  readonly annotations: boolean;
  readonly change: ChangeOption | undefined;
  readonly fix: FixRequest | undefined;
  readonly baseline: {
    /** False for none, whatever is configured. */
    readonly file: string | false | undefined;
    readonly rewrite: BaselineOption['rewrite'];
  };
}

/** Scans, writes the reports, and returns the exit code. */
export async function scanCommand(request: ScanRequest, around: Surroundings): Promise<number> {
  const outputs = outputsOf(request.formats);
  const onInput = readsInput(request);
  const paths = onInput ? ['-'] : pathsOf(request, around.cwd);
  const settled = await settledFor(request, onInput ? ['.'] : paths, around.cwd);
  const options = await scanOptionsOf({ ...request, paths }, settled, around);
  const progress = new ProgressLine(around.err);
  let result: Result;
  try {
    const whole = { ...options, onProgress: (at: Progress) => around.terminal.progress && progress.show(at) };
    if (request.fix?.diff) return await fixAsPatch(whole, request.fix.unsafe, around);
    result = request.fix ? await fixAndWrite(whole, request.fix.unsafe, around) : await scan(whole);
  } finally {
    progress.clear();
  }
  tellBaseline(options.baseline, result, around);
  const { notes, all, annotations } = request;
  await writeReports(
    outputs,
    result,
    { rules: ruleInfos(), notes, all, failing: failing[settled.failOn], annotations },
    around,
  );
  return exitCodeOf(result, settled.failOn);
}

async function scanOptionsOf(
  request: ScanRequest,
  { target, failOn, configuration }: Settled,
  { cwd, readInput }: Surroundings,
): Promise<Omit<ScanOptions, 'onProgress'>> {
  const { change } = request;
  const asides = request.notes || failOn === 'note';
  const options = { cwd, target, change, configuration, asides, asked: askedOf(request) };
  if (request.paths[0] !== '-') {
    const isPartOfMore = typeof change === 'object' && 'files' in change;
    if (isPartOfMore && change.files.length === 0) throw new UsageError('--in-project needs the files to report');
    const paths = isPartOfMore ? aroundOf(change.files, cwd) : request.paths;
    return { ...options, paths, stdin: undefined, baseline: baselineOf(request, configuration, asides, cwd) };
  }
  if (change !== undefined) throw new UsageError('what comes from standard input has no changes to report');
  if (request.fix) throw new UsageError('what comes from standard input cannot be repaired');
  if (request.baseline.file || request.baseline.rewrite) {
    throw new UsageError('what comes from standard input has no baseline');
  }
  return { ...options, paths: ['-'], stdin: inputOf(await readInput(), request) };
}

/** The whole repository, where what stands around some files may matter to them. */
function aroundOf(files: readonly string[], cwd: string): readonly string[] {
  return mayBeReported(files, cwd) ? [gitTop(realpathSync(cwd)) ?? '.'] : files;
}

/** The command line first, relative to where the user stands, then only6.yaml, relative to itself. */
function baselineOf(
  { baseline: { file, rewrite } }: ScanRequest,
  { file: configured, settings }: Configuration,
  notes: boolean,
  cwd: string,
): BaselineOption | undefined {
  if (file) return { file: resolve(cwd, file), rewrite, notes };
  if (file === undefined && configured !== undefined && settings.baseline !== undefined) {
    return { file: resolve(dirname(configured), settings.baseline), rewrite, notes };
  }
  if (rewrite === undefined) return undefined;
  throw new UsageError('which baseline? Give --baseline FILE, or say baseline: FILE in only6.yaml');
}

function tellBaseline(baseline: BaselineOption | undefined, { withheld }: Result, { cwd, err }: Surroundings): void {
  if (baseline?.rewrite === undefined) return;
  const number = withheld.reduce((sum, one) => sum + one.findings, 0);
  err(`only6: ${relative(cwd, baseline.file)} now holds ${number} finding${number === 1 ? '' : 's'}\n`);
}

function wordsOf(change: Exclude<ChangeOption, 'staged'>): readonly string[] {
  return 'since' in change ? ['--changed-since', change.since] : ['--in-project'];
}

function askedOf({ change, config, baseline }: ScanRequest): readonly string[] {
  const since = change === 'staged' ? ['--staged'] : change ? wordsOf(change) : [];
  const configured = config === false ? ['--no-config'] : config === undefined ? [] : ['--config', config];
  const known = baseline.file === false ? ['--no-baseline'] : baseline.file ? ['--baseline', baseline.file] : [];
  return [...since, ...configured, ...known];
}

function exitCodeOf(result: Result, failOn: Threshold): number {
  if (failOn !== 'never' && result.stale.length > 0) return 1;
  return result.findings.some((finding) => failing[failOn].includes(finding.effect)) ? 1 : 0;
}
