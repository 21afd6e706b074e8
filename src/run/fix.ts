import { applied, withoutOverlaps } from '../fix/apply.ts';
import type { Finding, Result } from '../model/finding.ts';
import type { Fix } from '../model/fix.ts';
import { languageOf } from './front-ends.ts';
import type { ScanOptions } from './options.ts';
import { decode, encode, encodingOf, Reader } from './read.ts';
import { scan } from './scan.ts';
import { compare } from './tally.ts';

/** A file before and after its repairs. */
export interface FixedFile {
  /** Relative to the root of the result. */
  readonly file: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

/** What repairing came to. Nothing is written. */
export interface Fixed {
  /** The scan of what the repairs leave. */
  readonly result: Result;
  readonly files: readonly FixedFile[];
  /** How many findings were repaired. */
  readonly repaired: number;
}

/** A repair may show another fault, which is repaired in the next round; nothing needs more rounds than these. */
const mostRounds = 5;

/**
 * Repairs what it can in memory, and scans again: a file whose findings do not become fewer, or in which something new
 * appears, stays as it was.
 */
export async function fix(options: ScanOptions, unsafe: boolean): Promise<Fixed> {
  let result = await scan(options);
  const found = result.findings.length;
  const originals = new Map<string, Buffer>();
  let contents: ReadonlyMap<string, Buffer> = new Map();
  const refused = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const tried = repairedFiles(result, { contents, refused, unsafe, originals });
    if (tried.size === 0) break;
    const after = await scan({ ...options, contents: new Map([...contents, ...tried]) });
    const bad = [...tried.keys()].filter((file) => !isBetter(file, result, after));
    for (const file of bad) refused.add(file);
    contents = new Map([...contents, ...[...tried].filter(([file]) => !refused.has(file))]);
    result = bad.length === 0 ? after : await scan({ ...options, contents });
  }
  const files = [...contents].map(([file, after]) => ({ file, before: originals.get(file) ?? after, after }));
  return { result, files: files.sort((a, b) => compare(a.file, b.file)), repaired: found - result.findings.length };
}

interface Round {
  readonly contents: ReadonlyMap<string, Buffer>;
  readonly refused: ReadonlySet<string>;
  readonly unsafe: boolean;
  /** Filled with the bytes of each file that is touched. */
  readonly originals: Map<string, Buffer>;
}

function repairedFiles({ findings, root }: Result, round: Round): Map<string, Buffer> {
  const reader = new Reader(root, { only: undefined, contents: round.contents });
  // A note is no fault that has to be mended, and what a test expects is left to who wrote it.
  const faults = findings.filter((finding) => finding.effect !== 'note');
  const wanted = faults.flatMap(({ fix }) => (fix && isWanted(fix, round) ? [fix] : []));
  const chosen = withoutOverlaps(wanted, (fix) => fix.edits).flatMap((fix) => fix.edits);
  const edits = chosen.filter(({ follows }) => !follows);
  const tried = new Map<string, Buffer>();
  for (const file of new Set(edits.map(({ span }) => span.file))) {
    const read = reader.read(file);
    const encoding = read.is === 'bytes' ? encodingOf(read.bytes) : undefined;
    if (read.is !== 'bytes' || encoding === undefined) continue;
    const before = Buffer.from(read.bytes);
    const text = decode(before, encoding);
    const own = edits.filter(({ span }) => span.file === file);
    const following = languageOf(file)?.repairs?.imports(text, own);
    const after = encode(applied(text, [...own, ...(following ?? [])]), before, encoding);
    if (after === undefined || after.equals(before)) continue;
    if (!round.originals.has(file)) round.originals.set(file, before);
    tried.set(file, after);
  }
  return tried;
}

function isWanted(fix: Fix, { refused, unsafe }: Round): boolean {
  return (fix.safe || unsafe) && !fix.edits.some(({ span }) => refused.has(span.file));
}

/** Fewer findings, none of a rule that had fewer, and nothing that cannot be read any more. */
function isBetter(file: string, before: Result, after: Result): boolean {
  const [old, now] = [byRule(before.findings, file), byRule(after.findings, file)];
  const total = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, one) => sum + one, 0);
  const unread = (result: Result): number => result.skipped.filter((one) => one.file === file).length;
  const isNew = [...now].some(([rule, count]) => count > (old.get(rule) ?? 0));
  return total(now) < total(old) && !isNew && unread(after) <= unread(before);
}

function byRule(findings: readonly Finding[], file: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, span } of findings) if (span.file === file) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
