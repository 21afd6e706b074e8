import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Expr, Site, Unit } from '../languages/language.ts';
import { ipv4HostOf, parseHost, parseHostPort } from '../model/address.ts';
import type { Twin } from '../model/fact.ts';
import type { Text } from '../model/value.ts';
import type { Purposes } from './purpose.ts';
import { functionAround } from './splits.ts';

/** The IPv4 host of a URL or of `ip:port` that a program goes to, as far as nothing says that people read it. */
export function writtenHost(site: Site, evaluator: Evaluator, purposes: Purposes): Text | undefined {
  // A function that makes examples makes them for the documentation.
  if (site.expr.is !== 'literal' || /^example/i.test(functionAround(site, evaluator))) return undefined;
  if (purposes.of(site) === 'text') return undefined;
  const { text, span } = site.expr;
  const host = ipv4HostOf(text);
  return host === undefined ? undefined : { is: 'text', type: 'string', text: host, span, via: [] };
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
