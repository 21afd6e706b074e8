import type { Call } from '../evaluate/calls.ts';
import type { Expr } from '../languages/language.ts';
import type { Span } from '../model/span.ts';

/** The telling part of a call or struct: without the functions that are handed to it, and the one field that decides. */
export function headOf(call: Call, expr: Expr): Span {
  if (expr.is === 'record') {
    const { means } = call.entry;
    const roles = 'family' in means ? [means.family, means.address, means.host] : [];
    const decides = roles
      .map((role) => (role === undefined ? undefined : call.expr(role)))
      .find((one) => one !== undefined);
    return decides?.span ?? expr.type?.span ?? expr.span;
  }
  if (expr.is !== 'call') return expr.span;
  const callback = expr.args.findIndex((arg) => arg.is === 'function' || holdsFunction(arg));
  if (callback < 0) return expr.span;
  const last = expr.args[callback - 1] ?? expr.callee;
  return { ...expr.span, end: last.span.end };
}

function holdsFunction(expr: Expr): boolean {
  if (expr.is === 'function') return true;
  if (expr.is === 'call') return expr.args.some(holdsFunction);
  return expr.is === 'record' && expr.fields.some((field) => holdsFunction(field.value));
}
