import type { Expr } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';

/** The value at a path of keys, if every step of it is there. */
export function fieldAt(expr: Expr | undefined, ...path: readonly string[]): Expr | undefined {
  let at = expr;
  for (const key of path) {
    if (at?.is !== 'record') return undefined;
    at = at.fields.find((field) => field.key === key)?.value;
  }
  return at;
}

/** The items of a list; none for anything else. */
export function itemsOf(expr: Expr | undefined): readonly Expr[] {
  return expr?.is === 'list' ? expr.items : [];
}

/** The text of a literal, empty for anything else. */
export function textOf(expr: Expr | undefined): string {
  return expr?.is === 'literal' ? expr.text : '';
}

/** The entries of a map of texts, such as labels. */
export function entriesOf(expr: Expr | undefined): readonly { readonly key: string; readonly value: string }[] {
  if (expr?.is !== 'record') return [];
  return expr.fields.map(({ key, value }) => ({ key, value: textOf(value) }));
}

/** Whether a template engine, a shell or a substitution still has to fill a text in. */
export function isOpen(text: string): boolean {
  return /\{\{|\$[({A-Za-z]|<[\w .-]+>|^__\w+__$/.test(text);
}

/** What a manifest says at a place: a constant, or what only the templates or the cluster know. */
export function constantOf(expr: Expr): Value {
  const { span } = expr;
  if (expr.is !== 'literal') return { is: 'unknown', spelled: '', from: 'other', span, via: [] };
  if (isOpen(expr.text)) return { is: 'unknown', spelled: expr.text, from: 'other', span, via: [] };
  return { is: 'text', type: expr.type === 'regex' ? 'string' : expr.type, text: expr.text, span, via: [] };
}

/** The span of a part of a literal; the whole where quotes and escapes hide where the part is. */
export function partSpan(expr: Expr, start: number, length: number): Span {
  const { span } = expr;
  if (expr.is !== 'literal') return span;
  const from = offsetIn(expr, start);
  const to = offsetIn(expr, start + length);
  if (from !== undefined && to !== undefined) return { file: span.file, start: from, end: to };
  const written = span.end - span.start;
  const quotes = written === expr.text.length ? 0 : written === expr.text.length + 2 ? 1 : undefined;
  if (quotes === undefined) return span;
  return { file: span.file, start: span.start + quotes + start, end: span.start + quotes + start + length };
}

/** Where a character of a text of several lines stands in the file. */
function offsetIn({ text, lines }: Extract<Expr, { is: 'literal' }>, at: number): number | undefined {
  const before = text.slice(0, at).split('\n');
  const start = lines?.[before.length - 1];
  return start === undefined ? undefined : start + (before.at(-1)?.length ?? 0);
}
