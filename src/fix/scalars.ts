import type { Edit } from '../model/fix.ts';

/** The edit of a YAML text, with quotes where the scalar needs them then; undefined where it is no plain scalar of one line. */
export function inScalar(edit: Edit, text: string): Edit | undefined {
  const { span } = edit;
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const found = text.indexOf('\n', span.start);
  const lineEnd = found < 0 ? text.length : found;
  const scalar = scalarAt(text.slice(lineStart, lineEnd), span.start - lineStart);
  if (scalar === undefined) return undefined;
  if (scalar === 'quoted') return edit;
  const [start, end] = [lineStart + scalar.start, lineStart + scalar.end];
  const written = text.slice(start, span.start) + edit.text + text.slice(span.end, end);
  if (isPlain(written)) return edit;
  return /["\\]/.test(written) ? undefined : { ...edit, span: { ...span, start, end }, text: `"${written}"` };
}

/** Where the plain scalar around an offset stands in its line. */
function scalarAt(
  line: string,
  offset: number,
): { readonly start: number; readonly end: number } | 'quoted' | undefined {
  const head = /^\s*(?:-\s+)*(?:[\w.-]+:\s+)?/.exec(line)?.[0].length ?? 0;
  const first = line[head] ?? '';
  if (head > offset) return undefined;
  if (/["']/.test(first)) return 'quoted';
  if (first === '[' || first === '{') return inFlow(line, offset);
  // A line of a block text: what quotes it needs is a matter of what reads it.
  return { start: head, end: head + line.slice(head).replace(/\s+#.*$|\s+$/, '').length };
}

function inFlow(line: string, offset: number): { readonly start: number; readonly end: number } | 'quoted' {
  let start = offset;
  while (start > 0 && !/[[{,]/.test(line[start - 1] ?? '')) start--;
  let end = offset;
  while (end < line.length && !/[\]},]/.test(line[end] ?? '')) end++;
  const item = line.slice(start, end);
  const key = /^\s*(?:[\w.-]+:\s+)?/.exec(item)?.[0].length ?? 0;
  if (/^["']/.test(item.slice(key))) return 'quoted';
  return { start: start + key, end: start + item.trimEnd().length };
}

/** Whether YAML reads a text as it is written. */
function isPlain(text: string): boolean {
  return !/^(?:[?:*&!%@`>|]|-(?:\s|$))|:$|:\s|\s#/.test(text);
}
