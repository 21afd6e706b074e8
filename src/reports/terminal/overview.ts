import type { Finding, Result } from '../../model/finding.ts';
import type { Showing } from './finding.ts';
import type { Style } from './style.ts';
import { clean, cut, widthOf } from './text.ts';

interface Tally {
  readonly name: string;
  breaks: number;
  mayBreak: number;
  notes: number;
}

const mostGroups = 10;

/** A table with one row a rule, the most harmful first. */
export function ruleTable(findings: readonly Finding[], showing: Showing): string[] {
  const rows = tally(findings, (finding) => finding.rule);
  const longest = Math.max(...rows.map((row) => widthOf(row.name)));
  const title = ({ name }: Tally): string =>
    `${name.padEnd(longest)}  ${showing.rules.get(name)?.title ?? ''}`.trimEnd();
  return table(rows, 'rule', title, showing);
}

/** One row a file; by folders where there are many files. */
export function fileTable(findings: readonly Finding[], showing: Showing): string[] {
  const rows = groups(findings);
  const kept = rows.length > mostGroups ? rows.slice(0, mostGroups - 1) : rows;
  const rest = rows.length - kept.length;
  const lines = table(kept, rows.some((row) => row.name.endsWith('/')) ? 'file or folder' : 'file', nameOf, showing);
  return rest > 0 ? [...lines, showing.style.faint(`  ... and ${rest} more`)] : lines;
}

function nameOf(row: Tally): string {
  return clean(row.name);
}

/** By file if there are few, else by the deepest level of folders that leaves few rows. */
function groups(findings: readonly Finding[]): Tally[] {
  const byFile = tally(findings, (finding) => finding.span.file);
  if (byFile.length <= mostGroups) return byFile;
  for (let depth = 4; depth > 1; depth--) {
    const byFolder = tally(findings, (finding) => folderOf(finding.span.file, depth));
    if (byFolder.length <= mostGroups) return byFolder;
  }
  return tally(findings, (finding) => folderOf(finding.span.file, 1));
}

function folderOf(file: string, depth: number): string {
  const parts = file.split('/');
  return parts.length > depth ? `${parts.slice(0, depth).join('/')}/` : file;
}

function tally(findings: readonly Finding[], nameOf: (finding: Finding) => string): Tally[] {
  const rows = new Map<string, Tally>();
  for (const finding of findings) {
    const name = nameOf(finding);
    const row = rows.get(name) ?? { name, breaks: 0, mayBreak: 0, notes: 0 };
    rows.set(name, row);
    if (finding.effect === 'breaks') row.breaks++;
    else if (finding.effect === 'may break') row.mayBreak++;
    else row.notes++;
  }
  return [...rows.values()].sort((a, b) => b.breaks - a.breaks || b.mayBreak - a.mayBreak || b.notes - a.notes);
}

interface Column {
  readonly title: string;
  readonly count: (row: Tally) => number;
  readonly paint: (style: Style) => (text: string) => string;
}

const columns: readonly Column[] = [
  { title: 'breaks', count: (row) => row.breaks, paint: (style) => style.bad },
  { title: 'may break', count: (row) => row.mayBreak, paint: (style) => style.doubtful },
  { title: 'notes', count: (row) => row.notes, paint: (style) => style.note },
];

function table(
  rows: readonly Tally[],
  heading: string,
  last: (row: Tally) => string,
  { room, style }: Showing,
): string[] {
  const shown = columns.filter((column) => rows.some((row) => column.count(row) > 0));
  const left = shown.reduce((sum, column) => sum + column.title.length + 2, 2);
  const head = `  ${shown.map((column) => column.title).join('  ')}  ${heading}`;
  const body = rows.map((row) => {
    const counts = shown.map((column) => countCell(column, row, style)).join('  ');
    return `  ${counts}  ${cut(last(row), room - left)}`;
  });
  return [style.faint(head), ...body];
}

function countCell(column: Column, row: Tally, style: Style): string {
  const count = column.count(row);
  const text = count === 0 ? '' : String(count);
  return ' '.repeat(column.title.length - text.length) + (count === 0 ? '' : column.paint(style)(text));
}

/** The same command with other options, to be copied into a shell. */
export function commandWith(options: readonly string[], { paths, target, options: asked }: Result): string {
  const words = ['only6', ...options, ...asked.map(quoted)];
  if (target !== 'ipv6-only') words.push('--target', target);
  words.push(...paths.filter((path) => paths.length > 1 || path !== '.').map(quoted));
  return words.join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${clean(word).replaceAll("'", `'\\''`)}'`;
}
