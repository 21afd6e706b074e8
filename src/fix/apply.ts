import type { Edit } from '../model/fix.ts';

/** The edits of one repair belong together: all of them are made, or none. */
type Group = readonly Edit[];

/** Picks the groups, in order, of which no edit overlaps one that was picked before; what follows from others is left out. */
export function withoutOverlaps<T>(items: readonly T[], editsOf: (item: T) => Group): readonly T[] {
  const taken: Edit[] = [];
  return items.filter((item) => {
    const edits = editsOf(item).filter(({ follows }) => !follows);
    if (edits.some((edit) => taken.some((other) => overlaps(edit, other)))) return false;
    taken.push(...edits);
    return true;
  });
}

function overlaps(a: Edit, b: Edit): boolean {
  if (a.span.file !== b.span.file) return false;
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** The text with the edits made; line breaks are those of the text. */
export function applied(text: string, edits: readonly Edit[]): string {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((result, { span, text: written }) => {
      return result.slice(0, span.start) + written.replace(/\r?\n/g, lineBreak) + result.slice(span.end);
    }, text);
}
