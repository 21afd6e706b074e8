import type { Located } from '../../model/finding.ts';
import type { Style } from './style.ts';
import { cellsOf } from './text.ts';

/** Source lines with the place that they are shown for; the first is the line on which the place starts. */
export interface Framed {
  readonly at: Located;
  readonly source: readonly string[];
}

const mostLines = 3;
/** Columns that are kept before a place in a line that is too long. */
const lead = 16;

interface Row {
  readonly cells: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A code frame: numbered lines, the place underlined with carets. */
export function frame({ at, source }: Framed, room: number, style: Style, paint: (text: string) => string): string[] {
  const shown = source.slice(0, mostLines);
  const indent = commonIndent(shown);
  const gutter = String(at.start.line + shown.length - 1).length;
  const lines = shown.flatMap((text, index) => {
    const row = crop(rowOf(text, index, at, indent), room - gutter - 3);
    const number = String(at.start.line + index).padStart(gutter);
    const code = row.cells.join('').trimEnd();
    const carets = ' '.repeat(row.from) + paint('^'.repeat(Math.max(1, row.to - row.from)));
    return [`${style.faint(`${number} |`)} ${code}`, `${style.faint(`${' '.repeat(gutter)} |`)} ${carets}`];
  });
  if (shown.length < source.length) lines.push(style.faint(`${' '.repeat(gutter)} | ...`));
  return lines.map((line) => line.trimEnd());
}

function commonIndent(lines: readonly string[]): number {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  return indents.length === 0 ? 0 : Math.min(...indents);
}

function rowOf(text: string, index: number, at: Located, indent: number): Row {
  const line = at.start.line + index;
  const first = line === at.start.line ? at.start.column - 1 : text.length - text.trimStart().length;
  const last = line === at.end.line ? at.end.column - 1 : text.trimEnd().length;
  const columnOf = (unit: number): number => cellsOf(text.slice(indent, Math.max(indent, unit))).length;
  return { cells: cellsOf(text.slice(indent)), from: columnOf(first), to: columnOf(last) };
}

function crop({ cells, from, to }: Row, room: number): Row {
  if (cells.length <= room) return { cells, from, to };
  const start = to <= room - 3 ? 0 : Math.max(0, Math.min(from - lead, cells.length - room));
  const cropped = cells.slice(start, start + room).map((cell, index) => (index === 0 && cell === '' ? ' ' : cell));
  if (start > 0) cropped.splice(0, 3, '...');
  if (start + room < cells.length) cropped.splice(-3, 3, '...');
  return { cells: cropped, from: from - start, to: Math.min(to - start, room) };
}
