import { appendFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean } from '../config/nearest.ts';
import type { Result } from '../model/finding.ts';
import type { WorkloadTable } from '../model/workload.ts';
import { type ReportEntry, reports } from '../reports/index.ts';
import type { Report, ReportOptions } from '../reports/report.ts';
import { UsageError } from '../run/options.ts';
import { harmless, sourcesOf } from './github-actions.ts';
import { seenFrom, tableSeenFrom } from './seen-from.ts';
import type { Surroundings } from './surroundings.ts';

/** A report and where it goes; without a file it goes to standard output. */
export interface Output {
  readonly format: string;
  readonly file: string | undefined;
}

/** `FORMAT` or `FORMAT=FILE`. */
function outputOf(text: string): Output {
  const [, format = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  const names = reports.map((report) => report.id);
  if (!names.includes(format)) {
    throw new UsageError(`unknown format '${format}'${didYouMean(format, names)}; formats are ${names.join(', ')}`);
  }
  if (file === '') throw new UsageError(`--format ${format}= lacks the name of a file`);
  return { format, file };
}

/** What is asked for, the terminal report by default; standard output can hold one report only. */
export function outputsOf(texts: readonly string[]): readonly Output[] {
  if (texts.length === 0) return [{ format: 'terminal', file: undefined }];
  const outputs = texts.map(outputOf);
  const onOutput = outputs.filter((output) => output.file === undefined);
  if (onOutput.length > 1) {
    const names = onOutput.map((output) => output.format).join(' and ');
    throw new UsageError(
      `${names} cannot both go to standard output; give one a file: --format ${onOutput[1]?.format}=FILE`,
    );
  }
  return outputs;
}

/** What all reports of a run are told; the rest depends on where they go. */
export type ReportRequest = Omit<ReportOptions, 'colour' | 'width' | 'links' | 'sources'> & {
  /** Whether annotations come by themselves in a workflow of GitHub Actions. */
  readonly annotations: boolean;
};

/** Writes a result in each of the formats, each to its file or to standard output. */
export async function writeReports(
  outputs: readonly Output[],
  result: Result,
  request: ReportRequest,
  around: Surroundings,
): Promise<void> {
  const writer = new Writer(result, request, around);
  for (const { format, file } of outputs) {
    const report = await reportOf(format);
    const text = writer.text(report, file === undefined);
    if (file !== undefined) save(file, () => writeFileSync(resolve(around.cwd, file), text));
    else around.out(report.reader === 'person' && around.actions !== undefined ? harmless(text) : text);
  }
  if (around.actions === undefined) return;
  if (request.annotations && (await leavesRoom(outputs))) around.out(writer.text(await reportOf('github'), true));
  const { summary } = around.actions;
  if (summary === '') return;
  const text = writer.text(await reportOf('markdown'), false);
  save(summary, () => appendFileSync(summary, text));
}

/** Whether annotations may follow on standard output: a machine reads nothing else there, and has none yet. */
async function leavesRoom(outputs: readonly Output[]): Promise<boolean> {
  const onOutput = outputs.find((output) => output.file === undefined);
  return onOutput === undefined || (await reportOf(onOutput.format)).reader === 'person';
}

/** Writes a table of workloads in each of the formats that have one. */
export async function writeWorkloads(
  outputs: readonly Output[],
  table: WorkloadTable,
  request: Omit<ReportRequest, 'annotations'>,
  around: Surroundings,
): Promise<void> {
  const { cwd, terminal, actions } = around;
  const { colour, links, width } = terminal;
  const sources = actions === undefined ? '' : sourcesOf(actions, table.root);
  for (const { format, file } of outputs) {
    const { workloads, reader } = await reportOf(format);
    if (workloads === undefined)
      throw new UsageError(`${format} has no form for workloads; ${await withWorkloads()} have`);
    const look = file === undefined ? { colour, links, width } : lookOfFiles;
    const seen = reader === 'person' ? tableSeenFrom(cwd, table) : table;
    const text = workloads(seen, { ...request, ...look, sources });
    if (file !== undefined) save(file, () => writeFileSync(resolve(cwd, file), text));
    else around.out(reader === 'person' && actions !== undefined ? harmless(text) : text);
  }
}

async function withWorkloads(): Promise<string> {
  const names: string[] = [];
  for (const { id, load } of reports) if ((await load()).workloads) names.push(id);
  return names.join(', ');
}

async function reportOf(format: string): Promise<Report> {
  const entry: ReportEntry | undefined = reports.find((one) => one.id === format);
  if (entry === undefined) throw new Error(`there is no report called ${format}`);
  return entry.load();
}

const lookOfFiles = { colour: false, links: false, width: 100 };

class Writer {
  readonly #result: Result;
  readonly #request: ReportRequest;
  readonly #around: Surroundings;

  constructor(result: Result, request: ReportRequest, around: Surroundings) {
    this.#result = result;
    this.#request = request;
    this.#around = around;
  }

  text(report: Report, onOutput: boolean): string {
    const { cwd, terminal, actions } = this.#around;
    const { colour, links, width } = terminal;
    const look = onOutput ? { colour, links, width } : lookOfFiles;
    const sources = actions === undefined ? '' : sourcesOf(actions, this.#result.root);
    const seen = report.reader === 'person' ? seenFrom(cwd, this.#result) : this.#result;
    return report.write(seen, { ...this.#request, ...look, sources });
  }
}

function save(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? reasonOf(error) : error}`);
  }
}

/** `ENOENT: no such file or directory, open '/…'` without what the user knows. */
function reasonOf(error: Error): string {
  return /^[A-Z]+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
}
