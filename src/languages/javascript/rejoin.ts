import type { Halves } from '../../model/fact.ts';
import type { Rewrite } from '../../model/fix.ts';
import type { Span } from '../../model/span.ts';

/** A name or members of one: what may be written three times. */
const plain = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;

/**
 * Puts brackets around the host of a join where it holds a colon. It is for a person to look at: nothing says that the
 * host is a string, or that it has no brackets yet.
 */
export function rejoin(text: string, { host, as }: Halves, { start }: Span): Rewrite | undefined {
  const { span } = host;
  const name = text.slice(span.start, span.end);
  if (as !== 'concatenation' || !plain.test(name)) return undefined;
  const before = text.slice(Math.max(start, span.start - 3), span.start);
  const after = text.slice(span.end, span.end + 2);
  const inTemplate = before.endsWith('${') && after.startsWith('}');
  if (before.endsWith('[') || before.endsWith('[${') || (!inTemplate && /[`{}]/.test(before))) return undefined;
  const quote = quoteOf(text);
  const bracketed = `${name}.includes(${quote}:${quote}) ? \`[\${${name}}]\` : ${name}`;
  return { edits: [{ span, text: inTemplate ? bracketed : `(${bracketed})` }], safe: false };
}

/** The file that was asked about last: joins of one file are repaired one after the other. */
let last: { readonly text: string; readonly quote: string } | undefined;

/** The quotes that a file uses more often. */
function quoteOf(text: string): string {
  if (last?.text !== text) last = { text, quote: text.split('"').length > text.split("'").length ? '"' : "'" };
  return last.quote;
}
