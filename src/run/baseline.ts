import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { BadSuppression, Finding, Target } from '../model/finding.ts';
import { slashed } from './discover.ts';
import { type BaselineOption, UsageError } from './options.ts';
import { compare } from './tally.ts';
import type { Texts } from './texts.ts';

/** Findings that are known and not to be told again, without line numbers: they stay what they are when lines move. */
interface Baseline {
  readonly version: 1;
  readonly target: Target;
  readonly findings: readonly Entry[];
}

interface Entry {
  /** Relative to the folder of the baseline. */
  readonly file: string;
  readonly rule: string;
  /** The code of the finding, its white space evened out. */
  readonly code: string;
  readonly count: number;
}

/** What a scan found, for the baseline to be held against. */
export interface Found {
  readonly findings: readonly Finding[];
  readonly texts: Texts;
  readonly root: string;
  readonly target: Target;
  /** Files that were judged: entries of others are left alone. */
  readonly judged: ReadonlySet<string>;
}

export interface Held {
  readonly baselined: ReadonlySet<Finding>;
  /** Entries for which nothing is found any more. */
  readonly stale: readonly BadSuppression[];
}

/** Takes the findings of the baseline out, and writes it anew where that is asked for. */
export function holdAgainst(option: BaselineOption, found: Found): Held {
  const match = matched(readBaseline(option, found), option, found);
  if (option.rewrite === undefined)
    return { baselined: match.baselined, stale: staleEntries(option, found, match.left) };
  const added = option.rewrite === 'all' ? found.findings.filter((one) => one.effect !== 'note' || option.notes) : [];
  const kept = found.findings.filter((one) => match.baselined.has(one) || added.includes(one));
  const elsewhere = match.left.filter((entry) => !isJudged(entry, option, found));
  write(option, found.target, [...kept.map((one) => entryOf(one, option, found)), ...elsewhere]);
  return { baselined: new Set(kept), stale: [] };
}

interface Matched {
  readonly baselined: ReadonlySet<Finding>;
  /** What is left of the entries, each with a count of one. */
  readonly left: readonly Entry[];
}

/** First each in its file; then what is left in files that are gone against what is new elsewhere: they were renamed. */
function matched(entries: readonly Entry[], option: BaselineOption, found: Found): Matched {
  const left = new Set(entries.flatMap((entry) => Array.from({ length: entry.count }, () => ({ ...entry, count: 1 }))));
  const baselined = new Set<Finding>();
  const take = (from: Iterable<Entry>, keyOf: (entry: Entry) => string): void => {
    const byKey = new Map<string, Entry[]>();
    for (const entry of from) byKey.set(keyOf(entry), [...(byKey.get(keyOf(entry)) ?? []), entry]);
    for (const finding of found.findings) {
      if (baselined.has(finding)) continue;
      const entry = byKey.get(keyOf(entryOf(finding, option, found)))?.pop();
      if (entry === undefined) continue;
      left.delete(entry);
      baselined.add(finding);
    }
  };
  take(left, wholeKey);
  take(
    [...left].filter((one) => isGone(one, option)),
    keyWithoutFile,
  );
  return { baselined, left: [...left] };
}

function wholeKey(entry: Entry): string {
  return `${entry.file}\0${keyWithoutFile(entry)}`;
}

function keyWithoutFile({ rule, code }: Entry): string {
  return `${rule}\0${code}`;
}

function entryOf({ span, rule }: Finding, option: BaselineOption, { texts, root }: Found): Entry {
  const file = slashed(relative(dirname(option.file), join(root, span.file)));
  const code = texts.of(span.file).text.slice(span.start, span.end).replace(/\s+/g, ' ').trim();
  return { file, rule, code: code.length > longestCode ? `${code.slice(0, longestCode)}…` : code, count: 1 };
}

const longestCode = 160;

function isGone({ file }: Entry, option: BaselineOption): boolean {
  return !existsSync(join(dirname(option.file), file));
}

function isJudged(entry: Entry, option: BaselineOption, { root, judged }: Found): boolean {
  return isGone(entry, option) || judged.has(slashed(relative(root, join(dirname(option.file), entry.file))));
}

function staleEntries(option: BaselineOption, found: Found, left: readonly Entry[]): BadSuppression[] {
  const stale = left.filter((entry) => isJudged(entry, option, found));
  if (stale.length === 0) return [];
  const lines = readFileSync(option.file, 'utf8').split('\n');
  const file = slashed(relative(found.root, option.file));
  return [...grouped(stale)].map((entry) => {
    const line = lines.findIndex((text) => [entry.file, entry.code].every((one) => text.includes(JSON.stringify(one))));
    const times = entry.count > 1 ? ` (${entry.count} times)` : '';
    const message = `${entry.rule} is no longer found in ${entry.file}${times}: ${entry.code}`;
    return { file, at: { line: line + 1 || 1, column: 1 }, message };
  });
}

function grouped(entries: readonly Entry[]): readonly Entry[] {
  const byKey = new Map<string, Entry>();
  for (const entry of entries) {
    const key = wholeKey(entry);
    byKey.set(key, { ...entry, count: (byKey.get(key)?.count ?? 0) + entry.count });
  }
  return [...byKey.values()].sort((a, b) => compare(wholeKey(a), wholeKey(b)));
}

/** One entry a line, in a fixed order, so that it merges and reads well in a review. */
function write(option: BaselineOption, target: Target, entries: readonly Entry[]): void {
  const lines = grouped(entries).map(
    ({ count, ...entry }) => `    ${JSON.stringify(count > 1 ? { ...entry, count } : entry)}`,
  );
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  try {
    writeFileSync(option.file, `{\n  "version": 1,\n  "target": "${target}",\n  "findings": ${list}\n}\n`);
  } catch (error) {
    throw new UsageError(`the baseline cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

function readBaseline({ file, rewrite }: BaselineOption, { target }: Found): readonly Entry[] {
  if (!existsSync(file)) {
    if (rewrite === 'all') return [];
    throw new UsageError(`there is no baseline ${file}; --write-baseline writes it`);
  }
  const baseline = parseBaseline(readFileSync(file, 'utf8'), file);
  if (baseline.target === target) return baseline.findings;
  if (rewrite === 'all') return [];
  throw new UsageError(`the baseline ${file} is for --target ${baseline.target}, and this run is for ${target}`);
}

function parseBaseline(text: string, file: string): Baseline {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`the baseline ${file} is no valid JSON: ${error instanceof Error ? error.message : error}`);
  }
  const { version, target, findings } = (typeof data === 'object' && data !== null ? data : {}) as Partial<Baseline>;
  if (version !== 1) throw new UsageError(`${file} is no baseline that this version of only6 can read`);
  const entries = (Array.isArray(findings) ? findings : []).map((one: Partial<Entry>) => {
    const { file: at, rule, code, count = 1 } = one ?? {};
    const isEntry = typeof at === 'string' && typeof rule === 'string' && typeof code === 'string';
    if (!isEntry || !Number.isInteger(count))
      throw new UsageError(`the baseline ${file} has an entry without file, rule and code`);
    return { file: at, rule, code, count: Math.max(0, Math.min(count, 10_000)) };
  });
  return { version, target: target ?? 'ipv6-only', findings: entries };
}
