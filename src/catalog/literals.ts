import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Expr, Site, Unit } from '../languages/language.ts';
import { ipv4HostOf, parseHost, parseHostPort } from '../model/address.ts';
import type { Twin } from '../model/fact.ts';
import type { Text, Value } from '../model/value.ts';
import type { Purposes } from './purpose.ts';
import { functionAround } from './splits.ts';

/**
 * The IPv4 host of a URL or of `ip:port` that a program goes to, as far as nothing says that people read it; one of several
 * where the literal only stands in for something else.
 */
export function writtenHost(
  site: Site,
  evaluator: Evaluator,
  purposes: Purposes,
  choices: ReadonlyMap<Expr, Choice>,
): Value | undefined {
  // A function that makes examples makes them for the documentation.
  if (site.expr.is !== 'literal' || /^example/i.test(functionAround(site, evaluator))) return undefined;
  if (purposes.of(site) === 'text') return undefined;
  const host = hostIn(site.expr);
  const choice = host && choices.get(site.expr);
  if (!choice) return host;
  const options = choice.options.map((option) => hostIn(option) ?? evaluator.value(option));
  return { is: 'either', options, span: choice.span, via: [] };
}

function hostIn(expr: Expr): Text | undefined {
  const host = expr.is === 'literal' ? ipv4HostOf(expr.text) : undefined;
  return host === undefined ? undefined : { is: 'text', type: 'string', text: host, span: expr.span, via: [] };
}

type Choice = Extract<Expr, { is: 'either' }>;

/** Where a literal is one of the values that something may have: `setting() || 'http://10.0.0.1'`. */
export function choicesOf({ bindings, assignments, functions, sites }: Unit): ReadonlyMap<Expr, Choice> {
  const choices = new Map<Expr, Choice>();
  const note = (expr: Expr): void => {
    if (expr.is === 'either') for (const option of expr.options) if (option.is === 'literal') choices.set(option, expr);
  };
  for (const binding of bindings) for (const { value } of binding.values) note(value);
  for (const { value } of assignments) note(value);
  for (const fn of functions) for (const { value } of fn.returns) note(value);
  for (const { expr } of sites) {
    if (expr.is === 'call') expr.args.forEach(note);
    if (expr.is === 'record') for (const field of expr.fields) note(field.value);
  }
  return choices;
}

/** Literals that have an IPv6 host beside them, in the same list or as another argument. */
export function besideSix({ sites }: Unit): ReadonlyMap<Expr, Twin> {
  const twins = new Map<Expr, Twin>();
  for (const { expr } of sites) {
    const items = expr.is === 'list' ? expr.items : expr.is === 'call' ? expr.args : [];
    const six = items.length < 2 ? undefined : items.find(isSix);
    if (six) for (const item of items) twins.set(item, { says: 'an IPv6 address stands beside it', span: six.span });
  }
  return twins;
}

function isSix(expr: Expr): boolean {
  if (expr.is !== 'literal' || expr.type !== 'string' || !expr.text.includes('[')) return false;
  const authority = /^(?:[a-z][\w+.-]{0,20}:\/\/)?(\[[^/]*)/i.exec(expr.text)?.[1];
  const host = authority === undefined ? undefined : parseHostPort(authority)?.host;
  const parsed = host === undefined ? undefined : parseHost(host);
  return parsed !== undefined && 'family' in parsed && parsed.family === 'ipv6';
}
