import type { Binding, Expr } from '../languages/language.ts';
import type { GuardKind } from '../model/fact.ts';
import { Pattern } from './pattern.ts';

const MAX_STEPS = 4;

const four = '192.0.2.7';
const six = '2001:db8::7';
const name = 'db.example';
const port = '8080';

/** All that patterns are tried on. */
const samples = [four, six, name, `${four}:${port}`, `${name}:${port}`, `[${six}]`, `[${six}]:${port}`];

/**
 * A regular expression from its source, `/…/flags`, if trying it on the samples is certain to end soon: what is scanned
 * may be hostile. Undefined otherwise.
 */
export function compilePattern(source: string): RegExp | undefined {
  const [, body = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(source) ?? [];
  const counted = body === '' ? undefined : Pattern.read(body, flags);
  if (!counted || samples.some((text) => counted.occursIn(text) === undefined)) return undefined;
  try {
    // Without g and y every trial starts at the beginning.
    return new RegExp(body, flags.replace(/[gy]/g, ''));
  } catch {
    return undefined;
  }
}

/** A pattern that is kept in a text, where flags stand before it: `(?i)^host`. */
function compileText(text: string): RegExp | undefined {
  const [flags = '', flag = ''] = /^\(\?(i)\)/.exec(text) ?? [];
  return compilePattern(`/${text.slice(flags.length)}/${flag}`);
}

interface Names {
  readonly bindingOf: (name: Extract<Expr, { is: 'name' }>) => Binding | undefined;
}

/** The regular expression that an expression is, or that the one name for it holds. */
export function patternOf(expr: Expr | undefined, names: Names): RegExp | undefined {
  const at = patternIn(expr, names);
  if (at?.is === 'literal') return compilePattern(at.text);
  const [source] = at?.args ?? [];
  return source?.is === 'literal' ? compileText(source.text) : undefined;
}

/** Where a regular expression is written: a literal, or the call that compiles a text. */
export function patternIn(expr: Expr | undefined, names: Names): Extract<Expr, { is: 'literal' | 'call' }> | undefined {
  let at = expr;
  for (let step = 0; at && step < MAX_STEPS; step++) {
    if (at.is === 'literal') return at.type === 'regex' ? at : undefined;
    // `pattern, err := regexp.Compile(…)`
    if (at.is === 'member' && at.key === '0') at = at.of;
    if (at.is === 'call') {
      const name = at.callee.is === 'name' ? at.callee.name : at.callee.is === 'member' ? at.callee.key : '';
      const compiles = at.callee.is === 'name' ? name === 'RegExp' : /^(?:Must)?Compile$/.test(name);
      return compiles ? at : undefined;
    }
    if (at.is !== 'name') return undefined;
    const values: Binding['values'] = names.bindingOf(at)?.values ?? [];
    at = values.length === 1 ? values[0]?.value : undefined;
  }
  return undefined;
}

/** What is known of a text on which the pattern is found; undefined when that says nothing about addresses. */
export function saidByPattern(pattern: RegExp): GuardKind | undefined {
  const [isFour, isSix, isName] = [four, six, name].map((text) => pattern.test(text));
  const bracketed = pattern.test(`[${six}]`) || pattern.test(`[${six}]:${port}`);
  const withPort = pattern.test(`${four}:${port}`);
  if (isName) return undefined;
  if (isFour) return isSix || bracketed ? undefined : 'is-ipv4';
  if (withPort) return 'has-colon';
  if (bracketed && !isSix) return 'has-brackets';
  return isSix ? 'is-ipv6' : undefined;
}

/** How a pattern takes `host:port` apart. */
export interface PortPattern {
  /** Index of the group that is the host, or the port; -1 where the port is not in a group of its own. */
  readonly host: number;
  readonly port: number;
  /** Whether it also takes a host without a port. */
  readonly optional: boolean;
  /** Whether `[v6]:port` gives the host, in brackets or not, and the port. */
  readonly bracketed: boolean;
  /** Whether IPv6 without a port is taken for a host and a port. */
  readonly mistaken: boolean;
}

/** What a pattern makes of addresses; undefined where it does not take them apart. */
export function portPattern(pattern: RegExp): PortPattern | undefined {
  const match = pattern.exec(`${four}:${port}`) ?? pattern.exec(`${name}:${port}`);
  if (!match) return undefined;
  const host = match.findIndex((part, index) => index > 0 && (part === four || part === name));
  const taken = match.findIndex((part, index) => index > 0 && (part === port || part === `:${port}`));
  if (host < 0 || taken < 0) return undefined;
  const inBrackets = pattern.exec(`[${six}]:${port}`) ?? [];
  const bare = pattern.exec(six) ?? [];
  return {
    host,
    port: taken,
    optional: pattern.exec(name)?.[host] === name,
    bracketed: has(inBrackets, [six, `[${six}]`]) && has(inBrackets, [port, `:${port}`]),
    mistaken: bare.length > 0 && !has(bare.slice(1), [six]),
  };
}

/** What stands around a host that a pattern takes out of a URL. */
const urls: readonly ((host: string) => string)[] = [
  (host) => `http://${host}:${port}/a`,
  (host) => `http://${host}/a`,
  (host) => `tcp://${host}:${port}`,
];

/** Whether a pattern takes the host out of a URL, be it a name or IPv4, and never an IPv6 literal. */
export function leavesLiteralsOut(pattern: RegExp): boolean {
  const takes = (text: string, host: string) => pattern.exec(text)?.slice(1).includes(host) ?? false;
  const taken = urls.filter((url) => [four, name].every((host) => takes(url(host), host)));
  return taken.length > 0 && !taken.some((url) => takes(url(`[${six}]`), six) || takes(url(`[${six}]`), `[${six}]`));
}

function has(parts: readonly (string | undefined)[], wanted: readonly string[]): boolean {
  return wanted.some((one) => parts.includes(one));
}

/** Whether a pattern takes everything up to the last colon off, and so all groups but the last: `/^.*:/`. */
export function withoutGroups(pattern: RegExp): boolean {
  const rest = (text: string) => text.replace(pattern, '');
  return rest(four) === four && rest(`::ffff:${four}`) === four && rest(six) !== six;
}

/** What is left of an address whose port a pattern takes off: whether brackets, and a bare address, come to harm. */
export function withoutPort(pattern: RegExp): { readonly bracketed: boolean; readonly mistaken: boolean } | undefined {
  const rest = (text: string) => text.replace(pattern, '');
  if (rest(`${four}:${port}`) !== four || rest(four) !== four) return undefined;
  return { bracketed: rest(`[${six}]:${port}`) === `[${six}]`, mistaken: rest(six) !== six };
}
