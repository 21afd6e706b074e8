import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join, relative } from 'node:path';
import { unifiedDiff } from '../fix/diff.ts';
import type { Result } from '../model/finding.ts';
import { type Fixed, type FixedFile, fix } from '../run/fix.ts';
import { type ScanOptions, UsageError } from '../run/options.ts';
import type { Surroundings } from './surroundings.ts';

/** What is asked for besides the scan. */
export interface FixRequest {
  /** Whether repairs are made that a person should look at. */
  readonly unsafe: boolean;
  /** Whether they are shown in place of being written. */
  readonly diff: boolean;
}

/** Repairs what can be repaired, and writes it; tells on standard error what was done. */
export async function fixAndWrite(options: ScanOptions, unsafe: boolean, around: Surroundings): Promise<Result> {
  const fixed = await fix(options, unsafe);
  for (const file of fixed.files) write(file, fixed.result.root, around.cwd);
  around.err(`only6: ${summary(fixed, unsafe)}\n`);
  return fixed.result;
}

/** Prints what would be written, as a patch; 1 where there is anything. */
export async function fixAsPatch(options: ScanOptions, unsafe: boolean, around: Surroundings): Promise<number> {
  const { files } = await fix(options, unsafe);
  for (const { file, before, after } of files) {
    around.out(unifiedDiff(file, before.toString('utf8'), after.toString('utf8')));
  }
  if (files.length === 0) around.err('only6: nothing to repair\n');
  return files.length > 0 ? 1 : 0;
}

function summary({ repaired, files, result }: Fixed, unsafe: boolean): string {
  const places = `${counted(repaired, 'finding')} in ${counted(files.length, 'file')}`;
  const done = repaired === 0 ? 'nothing to repair without harm' : `repaired ${places}`;
  const more = unsafe ? 0 : result.findings.filter((one) => one.effect !== 'note' && one.fix?.safe === false).length;
  return more === 0 ? done : `${done}; --unsafe-fixes repairs ${more} more, which a person should look at`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Never through a link, never over what changed since it was read, and with the rights that the file has. */
function write({ file, before, after }: FixedFile, root: string, cwd: string): void {
  const path = join(root, file);
  const name = relative(cwd, path);
  let handle: number;
  try {
    handle = openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    throw new UsageError(`cannot write ${name}: ${error instanceof Error ? error.message : error}`);
  }
  try {
    if (!readFileSync(handle).equals(before)) throw new UsageError(`${name} was changed meanwhile and is left alone`);
    ftruncateSync(handle, 0);
    writeSync(handle, after, 0, after.length, 0);
  } finally {
    closeSync(handle);
  }
}
