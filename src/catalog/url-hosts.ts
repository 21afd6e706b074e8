import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Field, Site, Unit } from '../languages/language.ts';
import { parseHost } from '../model/address.ts';
import type { Bracket as BracketFact } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { constants, type Value } from '../model/value.ts';
import { hostFromAddress } from './ends.ts';
import type { Means } from './schema.ts';

/** A host with its brackets on, handed to something that wants it without, or taken as it is where it has no port. */
export interface Bracketed {
  readonly expr: Expr;
  readonly value: Value;
  readonly what: BracketFact['what'];
}

/** The host that a call is given in brackets: `net.connect(port, url.hostname)`. */
export function bracketedHost(call: Call, means: Means, evaluator: Evaluator): Bracketed | undefined {
  const path = hostOf(means);
  if (path === undefined) return undefined;
  const value = call.role(path);
  const at = call.expr(path);
  if (!at) return undefined;
  if (isBare(means) && isWritten(value)) return { expr: at, value, what: 'kept' };
  if (!isBracketed(value, means.is === 'join') || isWhole(at, path, evaluator)) return undefined;
  const options = recordOf(at, evaluator);
  const expr = options?.fields.find((one) => one.key === path.split('.').at(-1))?.value ?? at;
  if (isNameOnly(expr, evaluator)) return undefined;
  return { expr, value, what: means.is === 'join' ? 'doubled' : 'kept' };
}

function hostOf(means: Means): string | undefined {
  if ('host' in means) return means.host;
  return means.is === 'same' && means.bare ? means.value : undefined;
}

function isBare(means: Means): boolean {
  return means.is === 'bare' || (means.is === 'same' && means.bare);
}

/** `net.ParseIP("[::1]")`: a literal that has its brackets where it is written. */
function isWritten(value: Value): boolean {
  return value.is === 'text' && /^\[[\da-f:.]+\]$/i.test(value.text);
}

/** Options that are written in the call, or kept in a name before. */
function recordOf(expr: Expr, evaluator: Evaluator): Extract<Expr, { is: 'record' }> | undefined {
  if (expr.is === 'record') return expr;
  const values = expr.is === 'name' ? (evaluator.resolver.bindingOf(expr)?.values ?? []) : [];
  const [only] = values;
  return values.length === 1 && only?.value.is === 'record' ? only.value : undefined;
}

/** Fields that say that a record with a hostname and a port is a request's, and no description of a URL. */
const ofRequest = /^(?:method|headers|agent|path|timeout|auth|servername|rejectUnauthorized)$/;

/**
 * `{ host: url.hostname, port }`: whoever calls a hostname `host` makes options of it, which have no brackets, and so
 * does whoever gives it a method, headers or a path. The host is where it is taken from the URL.
 */
function bracketedOption(fields: readonly Field[], evaluator: Evaluator, lexicon: Lexicon): Bracketed | undefined {
  const host = fields.find(({ key, value }) => (key === 'host' || key === 'hostname') && hostnameIn(value, evaluator));
  if (!host || !(fields.some((field) => field.key === 'port') || isGivenPort(host, evaluator))) return undefined;
  if (host.key === 'hostname' && !fields.some((field) => ofRequest.test(field.key))) return undefined;
  const origin = hostnameIn(host.value, evaluator);
  if (!origin || isNameOnly(origin, evaluator)) return undefined;
  const named = evaluator.value(host.value);
  const value = isBracketed(named) ? named : evaluator.value(origin);
  if (!isBracketed(value) && !isNamedUrl(origin, value, evaluator, lexicon)) return undefined;
  return { expr: isSpelled(origin, evaluator) ? origin : host.value, value, what: 'kept' };
}

/** `const { hostname } = new URL(text)` has no place of its own for the host. */
function isSpelled({ span }: Hostname, { text }: Evaluator): boolean {
  return text.slice(span.start, span.end).endsWith('.hostname');
}

/** Whether the function around a field assigns a port, too, in whatever part of its options. */
function isGivenPort({ span }: Field, { unit }: Evaluator): boolean {
  const around = unit.functions.filter((fn) => fn.span.start <= span.start && span.end <= fn.span.end);
  const inner = around.reduce<Span | undefined>(
    (best, fn) => (best && best.start >= fn.span.start ? best : fn.span),
    undefined,
  );
  if (!inner) return false;
  return unit.assignments.some(
    (one) => one.key === 'port' && inner.start <= one.span.start && one.span.end <= inner.end,
  );
}

/** A URL by its name, in a file that makes URLs with the class and never with the function that takes brackets off. */
function isNamedUrl(expr: Hostname, value: Value, evaluator: Evaluator, lexicon: Lexicon): boolean {
  const holder = evaluator.value(expr.of);
  if (value.is !== 'unknown' || holder.is !== 'unknown' || holder.from === 'call') return false;
  const { text } = evaluator;
  return lexicon.wordsFit('urls', spell(expr.of)) && /\bURL\b/.test(text) && !lexicon.code('url parsers').test(text);
}

/** `url.hostname === '::1'`: what has brackets equals nothing that has none. */
function bracketedOperand(test: Extract<Expr, { is: 'test' }>, evaluator: Evaluator): Bracketed | undefined {
  if (test.op !== '==' && test.op !== '!=') return undefined;
  const [left, right] = test.operands;
  const text = right && evaluator.value(right);
  if (!left || text?.is !== 'text') return undefined;
  const host = parseHost(text.text);
  if (!('family' in host) || host.family !== 'ipv6' || text.text.startsWith('[')) return undefined;
  const value = evaluator.value(left);
  return value.is === 'typed' && value.kind === 'bracketed' ? { expr: left, value, what: 'kept' } : undefined;
}

/** A host with its brackets on, in options that no call in sight takes or beside an address without. */
export function bracketedIn(
  { expr, use }: Site,
  evaluator: Evaluator,
  lexicon: Lexicon,
): { readonly bracketed: Bracketed; readonly place: string } | undefined {
  const taken = use.is === 'argument' && evaluator.resolver.entries(use.callee).length > 0;
  const option = expr.is === 'record' && !taken ? bracketedOption(expr.fields, evaluator, lexicon) : undefined;
  if (option) return { bracketed: option, place: 'the host of the options' };
  const operand = expr.is === 'test' ? bracketedOperand(expr, evaluator) : undefined;
  return operand && { bracketed: operand, place: 'a comparison with an address' };
}

/** The host of a page makes URLs, where the brackets belong. What joins them in a browser adds its own, unlike Node. */
const pageHost = /location/;

function isBracketed(value: Value, ofPage = false): boolean {
  if (value.is === 'either') return value.options.some((one) => isBracketed(one, ofPage));
  return value.is === 'typed' && value.kind === 'bracketed' && pageHost.test(value.place) === ofPage;
}

/** A URL that is handed over as a whole is taken apart by whoever knows about its brackets. */
function isWhole(at: Expr, path: string, evaluator: Evaluator): boolean {
  return path.includes('.') && at.is !== 'record' && evaluator.resolver.typeOf(at)?.path.at(-1) === 'URL';
}

/** Options that are given a bracketed host and a port one after the other. */
export function assignedBrackets(
  { assignments }: Unit,
  evaluator: Evaluator,
  lexicon: Lexicon,
): readonly { readonly bracketed: Bracketed; readonly target: string; readonly site: Site }[] {
  return assignments.flatMap((one) => {
    if ((one.key !== 'host' && one.key !== 'hostname') || one.target.is !== 'name') return [];
    const { resolver } = evaluator;
    const binding = resolver.bindingOf(one.target);
    const ofThis = one.target.name === 'this' ? resolver.ownFields.assigned(one.target, 'port') : [];
    const made = binding?.values.flatMap(({ value }) => (value.is === 'record' ? value.fields : [])) ?? [];
    const others = binding ? [...made, ...evaluator.assignedTo(binding)] : ofThis;
    const target = spell(one.target);
    const bracketed = bracketedOption([one, ...others], evaluator, lexicon);
    const site: Site = { expr: one.value, scope: one.target.scope, guard: one.guard, use: { is: 'other' } };
    return bracketed ? [{ bracketed, target, site }] : [];
  });
}

type Hostname = Extract<Expr, { is: 'member' }>;

const MAX_STEPS = 5;

/** Where a host is taken from a URL: `url.hostname`, also with a default, under a name, or decoded. */
function hostnameIn(expr: Expr, evaluator: Evaluator, step = 0): Hostname | undefined {
  if (step > MAX_STEPS) return undefined;
  switch (expr.is) {
    case 'member':
      return expr.key === 'hostname' ? expr : undefined;
    case 'either':
      // Where brackets are looked for, the other arm takes them off.
      if (expr.test && expr.options.some((option) => option.is === 'call' || option.is === 'slice')) return undefined;
      return expr.options.flatMap((option) => hostnameIn(option, evaluator, step + 1) ?? [])[0];
    case 'name': {
      const [only, ...others] = evaluator.resolver.bindingOf(expr)?.values ?? [];
      return only && others.length === 0 ? hostnameIn(only.value, evaluator, step + 1) : undefined;
    }
    case 'call':
      return /^(?:decodeURIComponent|decodeURI|String)$/.test(spell(expr.callee)) && expr.args[0]
        ? hostnameIn(expr.args[0], evaluator, step + 1)
        : undefined;
    default:
      return undefined;
  }
}

/** A URL that is written in the source has the host that stands there, and a path that of what it is relative to. */
function isNameOnly(expr: Expr, evaluator: Evaluator): boolean {
  const holder = expr.is === 'member' ? expr.of : expr;
  const [text, base] = evaluator.resolver.madeBy(holder)?.args ?? [];
  const hasHost = (arg: Expr | undefined) =>
    arg !== undefined && constants(hostFromAddress(evaluator.value(arg))).complete;
  return hasHost(text) || (text !== undefined && ofServer.test(spell(text)) && hasHost(base));
}

/** `request.url` is a path in a server. */
const ofServer = /(?:^|\.)(?:url|originalUrl|path|pathname)$/;
