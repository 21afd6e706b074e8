import type { Change, Edit, Repair, Rewrite, Rewriting } from '../model/fix.ts';
import { addArguments } from './arguments.ts';
import { inScalar } from './scalars.ts';

/** Works a repair out for the texts of its files; undefined where a text is not as the repair needs it. */
export function rewriteOf(
  { changes, safe }: Repair,
  textOf: (file: string) => string,
  rewritingOf: (language: string) => Rewriting | undefined,
): Rewrite | undefined {
  const all = changes.map((change) => {
    const text = textOf(fileOf(change));
    if (change.is === 'rejoin') return rejoined(change, text, rewritingOf(change.language));
    const edit = editOf(change, text);
    return edit && { edits: [edit], safe: true };
  });
  if (all.some((one) => one === undefined)) return undefined;
  return {
    edits: all.flatMap((one) => one?.edits ?? []),
    safe: safe && all.every((one) => one?.safe),
  };
}

function rejoined(
  { halves, span }: Extract<Change, { is: 'rejoin' }>,
  text: string,
  rewriting: Rewriting | undefined,
): Rewrite | undefined {
  const rewrite = rewriting?.rejoin(text, halves, span);
  const imports = rewrite && rewriting?.imports(text, rewrite.edits);
  return imports && { edits: [...rewrite.edits, ...imports], safe: rewrite.safe };
}

function fileOf(change: Change): string {
  if (change.is === 'field') return change.record.file;
  if (change.is === 'without') return change.value.file;
  return change.is === 'arguments' ? change.image.file : change.span.file;
}

function editOf(change: Exclude<Change, { is: 'rejoin' }>, text: string): Edit | undefined {
  switch (change.is) {
    case 'swap':
      return swap(change, text);
    case 'field':
      return addField(change, text);
    case 'without':
      return withoutKey(change, text);
    case 'line':
      return mendLine(change, text);
    case 'arguments':
      return addArguments(change, text);
  }
}

function swap({ span, from, to, yaml }: Extract<Change, { is: 'swap' }>, text: string): Edit | undefined {
  const source = text.slice(span.start, span.end);
  const at = source.indexOf(from);
  if (at < 0 || source.includes(from, at + 1)) return undefined;
  const start = span.start + at;
  const end = start + from.length;
  const edit = { span: { ...span, start, end }, text: beforePort(to, text, end) };
  return yaml ? inScalar(edit, text) : edit;
}

/** A wildcard before a port is given its brackets. */
function beforePort(written: string, text: string, end: number): string {
  return written.includes(':') && !/[[\s]/.test(written) && text[end] === ':' ? `[${written}]` : written;
}

/** A longer line is no setting that a person wrote. */
const longestLine = 400;

function mendLine({ span, from, to }: Extract<Change, { is: 'line' }>, text: string): Edit | undefined {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const line = text.slice(lineStart, lineEnd(text, lineStart)).replace(/\r?\n$/, '');
  if (line.length > longestLine) return undefined;
  const [match, ...others] = [...line.matchAll(new RegExp(from, 'g'))];
  if (!match || others.length > 0) return undefined;
  const start = lineStart + match.index;
  const end = start + match[0].length;
  // The whole line is looked at again: the pattern may want to see what is around it.
  const after = line.replace(new RegExp(from), to);
  const written = after.slice(match.index, after.length - (line.length - match.index - match[0].length));
  return { span: { ...span, start, end }, text: beforePort(written, text, end) };
}

/** In front of the first field, in a line of its own where that has one. */
function addField({ record, text: field }: Extract<Change, { is: 'field' }>, text: string): Edit | undefined {
  const source = text.slice(record.start, record.end);
  const open = source.indexOf('{');
  const rest = source.slice(open + 1);
  const gap = beforeFirst.exec(rest)?.[0] ?? '';
  const next = rest.slice(gap.length);
  const isEmpty = next.startsWith('}');
  // A struct whose fields have no names takes none with a name.
  const isNamed = open === 0 || isEmpty || /^\w+\s*:/.test(next);
  if (open < 0 || !source.endsWith('}') || !isNamed || (isEmpty && gap.trim() !== '')) return undefined;
  const start = record.start + open + 1;
  if (isEmpty) return { span: { ...record, start, end: start + gap.length }, text: open === 0 ? ` ${field} ` : field };
  const at = start + gap.length;
  const indent = /\n[ \t]*$/.exec(gap)?.[0];
  const written = indent !== undefined && open > 0 ? aligned(field, next) : field;
  return { span: { ...record, start: at, end: at }, text: `${written},${indent ?? ' '}` };
}

/** gofmt puts the values of neighbouring lines below each other. */
function aligned(field: string, next: string): string {
  const [key = ''] = /^\w+: /.exec(field) ?? [];
  const [column = ''] = /^\w+: +/.exec(next) ?? [];
  return key.padEnd(column.length) + field.slice(key.length);
}

/** White space and comments. */
const beforeFirst = /^(?:\s|\/\/[^\n]*\n|\/\*(?:(?!\*\/).)*\*\/)*/s;

/** Whole lines only: a key of a block mapping, with the lines of its value. */
function withoutKey({ key, value }: Extract<Change, { is: 'without' }>, text: string): Edit | undefined {
  const start = text.lastIndexOf(`${key}:`, value.start);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, Math.max(lineStart, start));
  if (start < 0 || /\S/.test(indent)) return undefined;
  let end = lineEnd(text, start);
  while (end < text.length && belongs(text.slice(end, lineEnd(text, end)), indent.length)) end = lineEnd(text, end);
  const removed = text.slice(lineStart, end);
  // A flow list that ends in another line, or a template, is for people.
  if (end < value.end || removed.includes('{{') || count(removed, '[') !== count(removed, ']')) return undefined;
  return { span: { ...value, start: lineStart, end }, text: '' };
}

/** Offset behind the line break. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end + 1;
}

/** The items of a list may stand as far left as its key. */
function belongs(line: string, indent: number): boolean {
  const own = line.length - line.trimStart().length;
  return own > indent ? line.trim() !== '' : own === indent && /^-\s/.test(line.trimStart()) && !/^---/.test(line);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
