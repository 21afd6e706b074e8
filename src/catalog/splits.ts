import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import { isOff } from '../evaluate/switches.ts';
import { type Lexicon, type Meaning, namesIPv6 } from '../evaluate/words.ts';
import type { Expr, Site, Unit, Use } from '../languages/language.ts';
import type { Evidence, Split } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { constants, spellings, type Value } from '../model/value.ts';
import { hostMeaning, isProven } from './joins.ts';
import type { Means } from './schema.ts';

type Cutting = Extract<Means, { is: 'split' | 'index' }>;

/** What a cut at a colon is, before guards and rules see it. */
export interface Cut {
  readonly input: Value;
  readonly expr: Expr | undefined;
  readonly cut: Split['cut'];
  readonly takes: Split['takes'];
  readonly evidence: Evidence;
  /** Where it is written how to cut, if that is somewhere else. */
  readonly at?: Span | undefined;
}

/** A cut of something that is, or is named like, an address; undefined for any other. */
export function cutAt(call: Call, means: Cutting, site: Site, evaluator: Evaluator, lexicon: Lexicon): Cut | undefined {
  if (!atColon(call, means, site, evaluator)) return undefined;
  if (means.is === 'index' && means.from !== undefined && call.role(means.from).is !== 'absent') return undefined;
  // Parts that are only counted cut nothing.
  if (site.use.is === 'member' && site.use.key === 'length') return undefined;
  const input = call.role(means.input);
  if (constants(input).complete) return undefined;
  const parts = results(site, evaluator);
  // `IsIPv6String(address[:at])`: what was cut is asked for IPv6.
  if (parts.names.some((one) => one.part === 'host' && namesIPv6([one.name]))) return undefined;
  // An offset that only a test looks at cuts nothing.
  if (means.is === 'index' && !parts.host && !parts.port) return undefined;
  const evidence = weigh(input, parts, { cut: means.cut, around: functionAround(site, evaluator) }, lexicon);
  if (!evidence) return undefined;
  // `port = address.split(':').pop()` takes what stands behind the last colon, and nothing else.
  const popped = site.use.is === 'member' && /^(?:pop|at)$/.test(site.use.key);
  const last = popped && parts.names.some((one) => lexicon.meaning([one.name]) === 'port');
  const cut = last ? 'last' : means.cut;
  // Behind the last colon of an address without a port stands its last group: `remote.slice(remote.lastIndexOf(':') + 1)`.
  if (cut === 'last' && takes(parts, cut) === 'port' && isBare(input))
    return { input, expr: call.expr(means.input), cut, takes: 'host', evidence };
  return { input, expr: call.expr(means.input), cut, takes: takes(parts, cut), evidence };
}

/** An address in use that has no port. */
function isBare(input: Value): boolean {
  if (input.is === 'either') return input.options.some(isBare);
  return input.is === 'typed' && input.kind === 'ip';
}

function atColon(call: Call, means: Cutting, site: Site, evaluator: Evaluator): boolean {
  if (means.is === 'index') return constants(call.role(means.text)).texts.some((text) => text.text === ':');
  if (means.separator === undefined) return false;
  const separator = call.role(means.separator);
  const { texts } = constants(separator);
  if (texts.length > 0 && texts.every((text) => text.text === ':')) return true;
  // A function that is handed over is none of the arguments that a place names.
  const test = site.expr.is === 'call' ? site.expr.args.find((arg) => arg.is === 'function') : undefined;
  if (test?.is === 'function')
    return evaluator.unit.functions[test.index]?.returns.some(({ value }) => asksForColon(value)) ?? false;
  const expr = call.expr(means.separator);
  return expr?.is === 'literal' && expr.type === 'regex' && /^\/\\?:\/[a-z]*$/.test(expr.text);
}

/** `r == ':'`, by itself or beside other characters. */
function asksForColon(test: Expr): boolean {
  if (test.is === 'other' && test.what === '||') return test.parts.some(asksForColon);
  if (test.is !== 'test') return false;
  if (test.op === '||') return test.operands.some(asksForColon);
  return test.op === '==' && test.operands.some((one) => one.is === 'literal' && one.text === ':');
}

/** What becomes of the parts: which are taken, and by which names. */
interface Parts {
  readonly host: boolean;
  readonly port: boolean;
  readonly names: readonly { readonly part: 'host' | 'port' | 'rest' | 'all'; readonly name: string }[];
}

function results(site: Site, evaluator: Evaluator): Parts {
  const names = [...namesOf(site.use, evaluator)];
  if (site.use.is === 'assigned') {
    for (const name of site.use.names) names.push(...usesOf(name, site, evaluator));
  }
  if (site.use.is === 'member') names.push(...besides(site, evaluator));
  return { host: names.some((one) => one.part === 'host'), port: names.some((one) => one.part === 'port'), names };
}

/** Characters between two cuts of one text. */
const nearby = 120;

/** `{ host: key.split(':')[0], port: key.split(':')[1] }`: the other part of the same text, cut once more. */
function besides({ expr, use, scope }: Site, evaluator: Evaluator): readonly Taken[] {
  if (expr.is !== 'call' || use.is !== 'member') return [];
  const parts = partsIn(evaluator.unit);
  const stretch = Math.floor(expr.span.start / nearby);
  const around = [stretch - 1, stretch, stretch + 1].flatMap((one) => parts.get(one) ?? []);
  return around.flatMap((other) => {
    const same =
      other.expr !== expr &&
      other.scope === scope &&
      other.use.is === 'member' &&
      other.use.key !== use.key &&
      Math.abs(other.expr.span.start - expr.span.start) < nearby &&
      spell(other.expr) === spell(expr);
    return same ? namesOf(other.use, evaluator) : [];
  });
}

const partsOfUnits = new WeakMap<Unit, ReadonlyMap<number, readonly Site[]>>();

/** The calls of a unit of which a part is taken, by the stretch of the text in which they begin. */
function partsIn(unit: Unit): ReadonlyMap<number, readonly Site[]> {
  const known = partsOfUnits.get(unit);
  if (known) return known;
  const parts = new Map<number, Site[]>();
  for (const site of unit.sites) {
    if (site.expr.is !== 'call' || site.use.is !== 'member') continue;
    const stretch = Math.floor(site.expr.span.start / nearby);
    const others = parts.get(stretch);
    if (others) others.push(site);
    else parts.set(stretch, [site]);
  }
  partsOfUnits.set(unit, parts);
  return parts;
}

type Taken = Parts['names'][number];

function namesOf(use: Use, evaluator: Evaluator): readonly Taken[] {
  switch (use.is) {
    case 'assigned':
      if (use.names.length === 1) return [{ part: 'all', name: use.names[0] ?? '' }];
      return use.names.flatMap((name, index): Taken[] =>
        name === '_' || name === '' ? [] : [{ part: partOf(String(index)), name }],
      );
    case 'member':
      return [{ part: partOf(use.key), name: nameOf(use.outer, evaluator) }];
    case 'part':
      // `s.slice(s.lastIndexOf(':') + 1)`, `s[strings.Index(s, ":")+1:]`
      return use.outer.is === 'argument' || use.outer.is === 'bound' ? namesOf(use.outer, evaluator) : [];
    case 'bound':
      return [{ part: use.side === 'to' ? 'host' : 'port', name: '' }];
    case 'argument':
      // `s.slice(0, s.indexOf(':'))`
      if (use.callee.is !== 'member' || !/^(?:slice|substr|substring)$/.test(use.callee.key)) return [];
      return [{ part: use.index === 0 ? 'port' : 'host', name: '' }];
    default:
      return [];
  }
}

function partOf(key: string): Taken['part'] {
  if (key === '0' || key === 'shift') return 'host';
  return key === '1' || key === 'pop' || key === 'at' ? 'port' : 'rest';
}

function nameOf(use: Use, evaluator: Evaluator): string {
  if (use.is === 'assigned') return use.names[0] ?? '';
  if (use.is === 'field') return use.key;
  if (use.is === 'argument') return parameterOf(use, evaluator);
  if (use.is === 'returned') return evaluator.unit.functions[use.function]?.name.split('.').at(-1) ?? '';
  return '';
}

/** What a part is to the function that takes it, by the name of its parameter: `net.ParseIP(ip)`. */
function parameterOf(use: Extract<Use, { is: 'argument' }>, evaluator: Evaluator): string {
  const entry = evaluator.resolver.entries(use.callee)[0];
  const called = use.callee.is === 'member' ? use.callee.key : use.callee.is === 'name' ? use.callee.name : '';
  // `IsValidIP(parts[0])`, `parsePort(parts[1])`
  const says = /^(?:is|check|valid|validate|parse|must|resolve|lookup)/i.test(called) ? called : '';
  return entry?.place.parameters[use.index]?.name ?? says;
}

/** Where `parts[0]` and `addr[:i]` are taken from a name, and what they are called there. */
function usesOf(name: string, site: Site, evaluator: Evaluator): readonly Taken[] {
  const binding = evaluator.binding(name, site.scope, Number.MAX_SAFE_INTEGER);
  if (!binding) return [];
  const taken: Taken[] = [];
  const same = (expr: Expr) =>
    expr.is === 'name' && expr.name === name && evaluator.binding(name, expr.scope, expr.span.start) === binding;
  for (const other of evaluator.unit.bindings) {
    for (const assigned of other.values) {
      const { value } = assigned;
      for (const part of membersIn(value, same)) taken.push({ part, name: other.name });
      if (value.is === 'slice' && mentions(value.to, same)) taken.push({ part: 'host', name: other.name });
      if (value.is === 'slice' && mentions(value.from, same)) taken.push({ part: 'port', name: other.name });
    }
  }
  for (const other of evaluator.unit.sites) {
    if (other.expr.is === 'record')
      for (const { key, value } of other.expr.fields)
        taken.push(...membersIn(value, same).map((part) => ({ part, name: key })));
    if (other.expr.is === 'call')
      taken.push(...argumentsOf(other.expr, same, evaluator), ...partsByMethod(other, same, evaluator));
    if (other.expr.is !== 'slice') continue;
    if (mentions(other.expr.to, same)) taken.push({ part: 'host', name: nameOf(other.use, evaluator) });
    if (mentions(other.expr.from, same)) taken.push({ part: 'port', name: nameOf(other.use, evaluator) });
  }
  return taken;
}

/** `s.slice(0, i)` and its like: what ends at the colon is the host, what begins there the port. */
function partsByMethod(site: Site, same: (expr: Expr) => boolean, evaluator: Evaluator): Taken[] {
  const { expr } = site;
  if (expr.is !== 'call' || expr.callee.is !== 'member' || !/^(?:slice|substr|substring)$/.test(expr.callee.key))
    return [];
  const name = nameOf(site.use, evaluator);
  const [from, to] = expr.args;
  if (to && mentions(to, same)) return [{ part: 'host', name }];
  return mentions(from, same) ? [{ part: 'port', name }] : [];
}

/** The parts that a value is made of: `parts[0] || 'localhost'`, `Number(parts[1])`, `port, err := Atoi(parts[1])`. */
function membersIn(value: Expr, same: (expr: Expr) => boolean): readonly Taken['part'][] {
  if (value.is === 'member' && value.of.is === 'call') return value.key === '0' ? membersIn(value.of, same) : [];
  if (value.is === 'member') return same(value.of) ? [partOf(value.key)] : [];
  const inner = value.is === 'either' ? value.options : value.is === 'call' ? value.args : [];
  return inner.flatMap((one) => membersIn(one, same));
}

/** `f(parts[0])`: the part is what the parameter is called. */
function argumentsOf(
  call: Extract<Expr, { is: 'call' }>,
  same: (expr: Expr) => boolean,
  evaluator: Evaluator,
): Taken[] {
  return call.args.flatMap((arg, index): Taken[] => {
    if (arg.is !== 'member' || !same(arg.of)) return [];
    return [
      {
        part: partOf(arg.key),
        name: parameterOf({ is: 'argument', callee: call.callee, index, outer: { is: 'other' } }, evaluator),
      },
    ];
  });
}

function mentions(expr: Expr | undefined, same: (expr: Expr) => boolean): boolean {
  if (!expr) return false;
  return same(expr) || (expr.is === 'other' && expr.parts.some((part) => mentions(part, same)));
}

function weigh(
  input: Value,
  parts: Parts,
  { cut, around }: { readonly cut: Cutting['cut']; readonly around: string },
  lexicon: Lexicon,
): Evidence | undefined {
  const meaning = inputMeaning(input, lexicon);
  // A key of a table is an address where its parts are called so.
  if (meaning === 'neither' && input.is === 'unknown' && areCalledSo(parts, lexicon)) return 'named';
  if (meaning === 'neither' || meaning === 'port') return undefined;
  if (isProven(input, lexicon)) return 'proven';
  // `scheme, rest := strings.Cut(addr, ":")` takes what comes before an address.
  const before = parts.names.filter(({ part, name }) => part === 'host' && name !== '' && name !== around);
  if (cut === 'first' && before.some(({ name }) => lexicon.meaning([name]) === 'neither')) return undefined;
  // `password := dsn[at+1:]` is what comes behind a user's name.
  if (cut === 'first' && parts.names.some(({ part, name }) => part === 'port' && lexicon.fits('credentials', name)))
    return undefined;
  // `slug=$(echo "$remote_addr" | cut -d: -f2)`
  if (parts.names.some(({ part, name }) => part === 'port' && lexicon.meaning([name]) === 'neither')) return undefined;
  if (cut === 'every' && areAlike(parts, lexicon)) return undefined;
  if (meaning === 'address') return 'named';
  if (parts.names.some((one) => one.part === 'all' && lexicon.fits('whole addresses', one.name))) return 'named';
  const named = parts.names.map((one) => ({ ...one, meaning: lexicon.meaning([one.name]) }));
  if (named.some((one) => one.part !== 'all' && one.meaning === 'neither')) return undefined;
  const address = named.some((one) => one.part === 'host' && one.meaning === 'address');
  const port = named.some((one) => one.part === 'port' && one.meaning === 'port');
  if (address && port) return 'named';
  // `func parseAddr(raw string) (string, string)`
  if (parts.host && parts.port && lexicon.meaning([around]) === 'address') return 'weak';
  if (port || address || (meaning === 'maybe' && named.some((one) => one.meaning === 'address')))
    return isOff('evidence:weak') ? undefined : 'weak';
  return undefined;
}

/** `ParseIP(parts[0])` beside `ParseIP(parts[1])`: two addresses, as of routers, and no port. */
function areAlike({ names }: Parts, lexicon: Lexicon): boolean {
  const hosts = new Set(names.filter(({ part }) => part === 'host').map(({ name }) => name));
  return names.some(({ part, name }) => part === 'port' && hosts.has(name) && lexicon.meaning([name]) === 'address');
}

function areCalledSo({ names }: Parts, lexicon: Lexicon): boolean {
  const is = (part: Taken['part'], wanted: Meaning) =>
    names.some((one) => one.part === part && lexicon.meaning([one.name]) === wanted);
  return is('host', 'address') && is('port', 'port');
}

/** The name of the function around a site, without its type: one that parses IPv6 by hand says so. */
export function functionAround(site: Site, { unit }: Evaluator): string {
  const name = unit.functions[unit.scopes[site.scope]?.function ?? -1]?.name ?? '';
  return name.split('.').at(-1) ?? '';
}

/** `hostPort` and `addrPort` are whole addresses here, though their last word is a port. */
function inputMeaning(input: Value, lexicon: Lexicon): Meaning {
  if (input.is === 'typed') return ['ip:port', 'host:port', 'ip', 'host'].includes(input.kind) ? 'address' : 'neither';
  if (input.is === 'joined') return 'none';
  const meaning = hostMeaning(input, lexicon);
  return meaning === 'port' && spellings(input).some((name) => lexicon.fits('whole addresses', name))
    ? 'address'
    : meaning;
}

function takes(parts: Parts, cut: Split['cut']): Split['takes'] {
  const host = parts.host || (cut !== 'every' && parts.names.some((one) => one.part === 'rest'));
  if (host && parts.port) return 'both';
  return host ? 'host' : parts.port ? 'port' : 'unknown';
}
