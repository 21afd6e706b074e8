import type { Call } from '../evaluate/calls.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site, Unit } from '../languages/language.ts';
import type { Evidence, Purpose, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { spellings, type Value } from '../model/value.ts';
import type { Joined, Piece } from './joins.ts';
import { isVariable } from './kubelet-variables.ts';

/** The telling part of a call or struct: without the functions that are handed to it, and the one field that decides. */
export function headOf(call: Call, expr: Expr): Span {
  if (expr.is === 'record') {
    const { means } = call.entry;
    const roles =
      'family' in means && 'address' in means && 'host' in means ? [means.family, means.address, means.host] : [];
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

/** A sentence is for people wherever it goes; what follows a scheme is a URL. */
export function purposeOf(joined: Joined, purpose: Purpose): Purpose {
  if (purpose === 'text' || purpose === 'key') return purpose;
  if (joined.prose && (purpose === 'unknown' || purpose === 'returned')) return 'text';
  if (joined.url) return 'url';
  return purpose;
}

/** Code that is longer is named, not quoted. */
const longestSource = 50;

/** A piece as it is written where that is short, else by its name. */
export function written(piece: Piece | undefined, otherwise: string, text: string): string {
  if (!piece) return otherwise;
  if (piece.value.is === 'text' && !piece.expr) return piece.value.text;
  const source = piece.expr ? text.slice(piece.expr.span.start, piece.expr.span.end) : '';
  if (source !== '' && source.length <= longestSource && !/[\r\n]/.test(source)) return source;
  const spelled = piece.expr ? spell(piece.expr) : (spellings(piece.value)[0] ?? '');
  // Calls are spelled without their arguments, so that they could not be written back.
  return spelled === '' || (/[…(]/.test(spelled) && !isVariable(spelled)) ? otherwise : spelled;
}

/** What the names of a value say of how sure it is that it is an address. */
export function namedSteps(lexicon: Lexicon, value: Value, evidence: Evidence): Step[] {
  const name = lexicon.decisive(spellings(value)) ?? spellings(value)[0] ?? '';
  const span = value.is === 'absent' ? undefined : value.span;
  if (name === '') return [];
  if (evidence === 'proven')
    return [{ says: `${name} is an address in use: on an IPv6-only cluster an IPv6 one`, span }];
  // Where the parts are called host and port the name of the whole may say nothing.
  if (evidence === 'named' && lexicon.meaning([name]) !== 'neither')
    return [{ says: `${name} is named like an address`, span }];
  return [];
}

/** Whether the function around a site has a bracket in a text: it puts them on, takes them off, or looks for them. */
export function knowsBrackets(site: Site, unit: Unit, text: string): boolean {
  const span = unit.functions[unit.scopes[site.scope]?.function ?? -1]?.span;
  return span !== undefined && /["'`](?:\[["'`\]]|\]:?["'`])/.test(text.slice(span.start, span.end));
}

/** `formatHost(h)`, `withBrackets(h)`: functions of other files are known by their names. */
export function addsBrackets(name: string, lexicon: Lexicon): boolean {
  const called = /(?<!\w)(\w+)\(\)$/.exec(name)?.[1];
  return called !== undefined && lexicon.predicate(called, 'adds-brackets') !== undefined;
}

/** What puts a text together, for people. */
export function placeOf(expr: Expr): string {
  if (expr.is === 'call') return spell(expr);
  return expr.is === 'literal' ? 'a text' : 'a concatenation';
}
