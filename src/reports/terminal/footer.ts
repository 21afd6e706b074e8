import type { BadSuppression, Result, Skipped } from '../../model/finding.ts';
import { counted, languagesOf, repairsOf } from '../wording.ts';
import type { Showing } from './finding.ts';
import { clean, cutPath, labelled, widthOf } from './text.ts';

const mostLines = 5;

/** What the answer rests on, and what it does not: suppressions, what was not judged, what was not read. */
export function footerLines(result: Result, showing: Showing, all: boolean): string[] {
  const most = all ? Number.POSITIVE_INFINITY : mostLines;
  return [
    ...list('Suppressions to mend', result.badSuppressions.map(badEntry), most, showing),
    ...list('Stale entries of the baseline (--prune-baseline removes them)', result.stale.map(badEntry), most, showing),
    ...list('Not judged', skippedEntries(result.skipped), most, showing),
    ...smallPrint(result).flatMap((line) => labelled('', line, showing.room).map(showing.style.faint)),
  ];
}

interface Entry {
  readonly place: string;
  readonly says: string;
}

function badEntry({ file, at, message }: BadSuppression): Entry {
  return { place: `${file}:${at.line}:${at.column}`, says: message };
}

/** One entry a file and reason, those first on which the answer depends. */
function skippedEntries(skipped: readonly Skipped[]): Entry[] {
  const groups = new Map<string, [Skipped, ...Skipped[]]>();
  for (const one of [...skipped].sort((a, b) => Number(b.matters) - Number(a.matters))) {
    const key = `${one.file}\0${one.why}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].map(skippedEntry);
}

function skippedEntry(group: readonly [Skipped, ...Skipped[]]): Entry {
  const { file, at, why } = group[0];
  const place = at === undefined ? file : `${file}:${at.line}:${at.column}`;
  return { place, says: group.length === 1 ? why : `${why} (${group.length} places)` };
}

function list(title: string, entries: readonly Entry[], most: number, { room, style }: Showing): string[] {
  if (entries.length === 0) return [];
  const rest = entries.length - most;
  const lines = entries.slice(0, most).flatMap((entry) => entryLines(entry, room));
  return [style.strong(title), ...lines, ...(rest > 0 ? [style.faint(`  ... and ${rest} more (--all)`)] : []), ''];
}

/** The reason wraps below it where both have no room. */
function entryLines({ place, says }: Entry, room: number): string[] {
  const line = `  ${clean(place)}  ${clean(says)}`;
  return widthOf(line) <= room ? [line] : [`  ${cutPath(place, room - 2)}`, ...labelled('', says, room, '    ')];
}

function smallPrint(result: Result): string[] {
  const { suppressed, withheld, passedOver, unread, counts, elapsedMs } = result;
  const parts: string[] = [];
  parts.push(...repairsOf(result));
  if (suppressed.length > 0) parts.push(`Suppressed by comments: ${suppressed.length}.`);
  if (withheld.length > 0)
    parts.push(`Not reported: ${withheld.map((one) => `${one.findings} ${one.why}`).join(', ')}.`);
  if (unread.length > 0) parts.push(`Languages not read: ${languagesOf(unread)}.`);
  if (passedOver.length > 0) {
    parts.push(`Passed over: ${passedOver.map(({ why, files }) => `${files} ${why}`).join(', ')}.`);
  }
  const read = counted(counts.read, 'file');
  parts.push(
    `Read ${read} of ${counts.found} (${size(counts.bytes)}), parsed ${counts.parsed}, in ${time(elapsedMs)}.`,
  );
  return parts;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function time(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
