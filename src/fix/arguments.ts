import type { Change, Edit } from '../model/fix.ts';

/** Adds arguments for the program of a container; undefined where the manifest is written in another way. */
export function addArguments(change: Extract<Change, { is: 'arguments' }>, text: string): Edit | undefined {
  return change.list === undefined ? belowImage(change, text) : atEnd(change, text);
}

/** `args: ["--ipv6"]` in a line of its own, as far in as the image. */
function belowImage({ image, key, add }: Extract<Change, { is: 'arguments' }>, text: string): Edit | undefined {
  const lineStart = text.lastIndexOf('\n', image.start - 1) + 1;
  const lineEnd = endOfLine(text, image.start);
  const line = /^(\s*(?:-\s+)?)image:\s/.exec(text.slice(lineStart, image.start + 1));
  const rest = text.slice(image.end, lineEnd);
  if (!line || !/^["']?\s*(?:#.*)?$/.test(rest.trimEnd())) return undefined;
  const indent = (line[1] ?? '').replace('-', ' ');
  const at = lineEnd < text.length ? lineEnd + 1 : lineEnd;
  const written = `${indent}${key}: [${add.map((one) => `"${one}"`).join(', ')}]\n`;
  return { span: { ...image, start: at, end: at }, text: lineEnd < text.length ? written : `\n${written}` };
}

/** Behind the last argument, in the form that the list has. */
function atEnd({ image, list, add }: Extract<Change, { is: 'arguments' }>, text: string): Edit | undefined {
  if (list === undefined || add.length === 0) return undefined;
  const source = text.slice(list.start, list.end);
  const end = list.start + source.trimEnd().length;
  const insert = (at: number, written: string): Edit => ({ span: { ...image, start: at, end: at }, text: written });
  if (source.startsWith('[')) {
    const quoted = add.map((one) => `, "${one}"`).join('');
    return source.trimEnd().endsWith(']') ? insert(end - 1, quoted) : undefined;
  }
  const last = /(?:^|\n)([ \t]*)-[ \t]+[^\n]*$/.exec(source.trimEnd());
  if (source.startsWith('-') && last) {
    const column = list.start - (text.lastIndexOf('\n', list.start - 1) + 1);
    return insert(end, add.map((one) => `\n${' '.repeat(column)}- "${one}"`).join(''));
  }
  // One text that is cut at its blanks.
  return /^[\w./][^\n"'|>]*$/.test(source) ? insert(end, add.map((one) => ` ${one}`).join('')) : undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
