import { concat } from '../languages/builder.ts';
import type { Expr, Hole } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import { filler, hole } from './mask.ts';

const masks = new RegExp(`[${hole}${filler}]`);
const pieces = new RegExp(`[^${filler}]+`, 'g');

/** Where a word begins and ends without what a template's tags leave around it. */
export function withoutFillers(text: string): { readonly from: number; readonly to: number } {
  let from = 0;
  let to = text.length;
  while (from < to && text[from] === filler) from++;
  while (to > from && text[to - 1] === filler) to--;
  return { from, to };
}

/** Whether a template has a hand in a text. */
export function isMasked(text: string): boolean {
  return masks.test(text);
}

/**
 * A word of a masked text as an expression: a literal, what its one hole stands for, or a concatenation. Where a tag
 * decides in the middle of the word, nothing is known of it but its pieces. `span` covers the word in the file.
 */
export function exprOfWord(text: string, span: Span, holes: readonly Hole[]): Expr {
  if (!isMasked(text)) return { is: 'literal', type: 'string', text, span };
  const { from, to } = withoutFillers(text);
  const decided = text.slice(from, to).includes(filler);
  const parts: Expr[] = [];
  const end = span.start + text.length;
  let at = span.start;
  const literal = (to: number): void => {
    for (const { 0: piece, index } of text.slice(at - span.start, to - span.start).matchAll(pieces)) {
      const start = at + index;
      parts.push({ is: 'literal', type: 'string', text: piece, span: { ...span, start, end: start + piece.length } });
    }
  };
  for (const one of holesBetween(holes, span.start, end)) {
    if (text[one.start - span.start] !== hole) continue;
    literal(one.start);
    parts.push({ ...one.expr, span: { ...span, start: one.start, end: one.end } });
    at = one.end;
  }
  literal(end);
  if (decided) return { is: 'other', what: 'template', parts, span };
  const [only] = parts;
  return only && parts.length === 1 ? only : concat(parts, span);
}

/** The holes in a range; they are sorted, so a search finds the first. */
function holesBetween(holes: readonly Hole[], start: number, end: number): readonly Hole[] {
  let low = 0;
  let high = holes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((holes[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < holes.length && (holes[last]?.end ?? 0) <= end) last++;
  return holes.slice(low, last);
}
