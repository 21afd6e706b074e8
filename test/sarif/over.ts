// Scans a folder and checks the SARIF of it: `npx tsx test/sarif/over.ts FOLDER [FILE.sarif]`; without a folder, the
// examples of all rules' pages. Prints how many results there are and every fault.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Log } from 'sarif';
import { report } from '../../src/reports/sarif.ts';
import { ruleInfos } from '../../src/run/rules.ts';
import { scan } from '../../src/run/scan.ts';
import { faultsOf } from './faults.ts';
import { writePages } from './pages.ts';

/** The SARIF of a folder, with all notes, and the folder that its addresses are relative to. */
export async function sarifOf(folder: string): Promise<{ text: string; root: string }> {
  const result = await scan({ paths: [folder], cwd: folder, target: 'ipv6-only', asides: true });
  const look = { colour: false, width: 100, links: false, sources: '' };
  const text = report.write(result, { ...look, rules: ruleInfos(), notes: true, all: true, failing: ['breaks'] });
  return { text, root: result.root };
}

async function main(given: string | undefined, out: string | undefined): Promise<void> {
  const folder = given === undefined || given === '' ? mkdtempSync(join(tmpdir(), 'only6-pages-')) : resolve(given);
  if (!given) writePages(folder);
  const { text, root } = await sarifOf(folder);
  if (out !== undefined) writeFileSync(out, text);
  const log: Log = JSON.parse(text);
  const faults = faultsOf(log, root);
  console.log(`${log.runs[0]?.results?.length} results, ${faults.length} faults`);
  for (const fault of faults) console.log(fault);
  if (!given) rmSync(folder, { recursive: true });
  process.exitCode = faults.length === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith('over.ts')) await main(process.argv[2], process.argv[3]);
