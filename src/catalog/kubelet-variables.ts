import type { Expr } from '../languages/language.ts';
import type { Piece } from './joins.ts';

/** `$(POD_IP)`: what the kubelet puts into the arguments and variables of a container that a program writes. */
const variable = /\$\([A-Z][A-Z0-9_]{0,60}\)/g;

/** The pieces of a text with the variables that the kubelet fills in. */
export function withVariables(all: readonly Piece[]): readonly Piece[] {
  return all.flatMap((piece) => split(piece));
}

function split(piece: Piece): readonly Piece[] {
  const { value } = piece;
  if (value.is !== 'text' || !value.text.includes('$(')) return [piece];
  const parts: Piece[] = [];
  let from = 0;
  for (const { 0: spelled, index } of value.text.matchAll(variable)) {
    parts.push({ value: { ...value, text: value.text.slice(from, index) }, expr: undefined });
    parts.push({ value: { is: 'unknown', spelled, from: 'other', span: value.span, via: [] }, expr: undefined });
    from = index + spelled.length;
  }
  if (from === 0) return [piece];
  return [...parts, { value: { ...value, text: value.text.slice(from) }, expr: undefined }].filter(
    (part) => part.value.is !== 'text' || part.value.text !== '',
  );
}

/** Whether a text has such a variable in it. */
export function hasVariable(expr: Expr): boolean {
  return expr.is === 'literal' && expr.type === 'string' && expr.text.search(variable) >= 0;
}

/** Whether a host is spelled as such a variable. */
export function isVariable(spelled: string): boolean {
  return /^\$\(\w+\)$/.test(spelled);
}
