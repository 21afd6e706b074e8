import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import {
  type PortPattern,
  patternIn,
  patternOf,
  portPattern,
  withoutGroups,
  withoutPort,
} from '../evaluate/patterns.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Evidence } from '../model/fact.ts';
import { constants, spellings, type Value } from '../model/value.ts';
import { hostMeaning, isProven } from './joins.ts';
import type { Means } from './schema.ts';
import type { Cut } from './splits.ts';

type Matching = Extract<Means, { is: 'match' | 'strip' }>;

/** An address that a regular expression takes apart, or takes the port off, and that does so wrongly for IPv6. */
export function patternCut(
  call: Call,
  means: Matching,
  site: Site,
  evaluator: Evaluator,
  lexicon: Lexicon,
): Cut | undefined {
  const input = call.role(means.input);
  const expr = call.expr(means.input);
  if (means.is === 'strip' && makesLabel(call, means, site, evaluator, lexicon)) {
    const harmless = constants(input).complete || spellings(input).some((name) => lexicon.wordsFit('hardware', name));
    const evidence = harmless ? undefined : addressIn(input, lexicon);
    return evidence && { input, expr, cut: 'label', takes: 'host', evidence };
  }
  if (means.is === 'strip' && marksPort(call, means)) {
    const evidence = constants(input).complete ? undefined : addressIn(input, lexicon);
    return evidence && { input, expr, cut: 'every', takes: 'both', evidence };
  }
  const written = call.expr(means.pattern);
  const pattern = patternOf(written, evaluator.resolver);
  // What is kept under a name is wrong where it is written.
  const at = written?.is === 'name' ? patternIn(written, evaluator.resolver)?.span : undefined;
  if (!pattern || constants(input).complete) return undefined;
  if (means.is === 'strip') {
    const left = call.role(means.replacement);
    const cut = left.is === 'text' && left.text === '' ? takenOff(pattern) : undefined;
    const evidence = cut && evidenceOf(input, [], lexicon);
    // What a header or a URL calls host has its brackets.
    const harmless = cut?.bracketed && (!cut.mistaken || isAuthority(input));
    return cut && evidence && !harmless ? { input, expr, cut: 'pattern', takes: 'host', evidence, at } : undefined;
  }
  const held = heldIn(site, evaluator);
  if (means.gives === 'truth' || held.use.is === 'test') return undefined;
  const port = portPattern(pattern);
  if (!port || (port.bracketed && !(port.mistaken && (port.optional || hasFallback(held))))) return undefined;
  const evidence = evidenceOf(input, namesOf(held, port, evaluator), lexicon);
  return evidence && { input, expr, cut: 'pattern', takes: 'both', evidence, at };
}

/** `if ((m = pattern.exec(address)))`: a match that is kept while it is tested. */
function heldIn(site: Site, { calls }: Evaluator): Site {
  if (site.use.is !== 'test') return site;
  const holder = calls.holderOf(site.expr);
  return holder ? { ...site, use: { is: 'assigned', names: [holder.name] } } : site;
}

/** What comes to harm where a pattern takes a port off, or the groups before the last colon. */
function takenOff(pattern: RegExp): ReturnType<typeof withoutPort> {
  return withoutGroups(pattern) ? { bracketed: false, mistaken: true } : withoutPort(pattern);
}

/** `Replace(server, ":", "#")`: how DNS servers (dnsmasq, unbound) write what stands before a port. */
function marksPort(call: Call, means: Extract<Means, { is: 'strip' }>): boolean {
  const [mark, colon] = [call.role(means.replacement), call.role(means.pattern)];
  return colon.is === 'text' && colon.text === ':' && mark.is === 'text' && /^[#@]$/.test(mark.text);
}

/**
 * `ReplaceAll(ip, ":", "-")` for a part of a name: an address that ends in `::` gives one that ends in `-`, unless the
 * function looks at the end.
 */
function makesLabel(
  call: Call,
  means: Extract<Means, { is: 'strip' }>,
  site: Site,
  { unit, text }: Evaluator,
  lexicon: Lexicon,
): boolean {
  const [mark, colon] = [call.role(means.replacement), call.role(means.pattern)];
  if (colon.is !== 'text' || colon.text !== ':' || mark.is !== 'text' || mark.text !== '-') return false;
  const fn = unit.functions[unit.scopes[site.scope]?.function ?? -1];
  const names = [fn?.name.split('.').at(-1) ?? '', ...(site.use.is === 'assigned' ? site.use.names : [])];
  if (!names.some((name) => lexicon.wordsFit('dns labels', name))) return false;
  return fn !== undefined && !/Suffix|Trim|ends?With|"0"/.test(text.slice(fn.span.start, fn.span.end));
}

function addressIn(input: Value, lexicon: Lexicon): Evidence | undefined {
  if (isProven(input, lexicon)) return 'proven';
  const options = input.is === 'either' ? input.options : [input];
  const meanings = [input, ...options].map((one) => hostMeaning(one, lexicon));
  return meanings.some((one) => one === 'address' || one === 'maybe') ? 'named' : undefined;
}

/** `request.headers.host`, `url.host`: an authority, in which IPv6 never stands bare. */
function isAuthority(input: Value): boolean {
  if (input.is === 'either') return input.options.some(isAuthority);
  if (input.is === 'typed') return input.kind === 'host:port';
  return spellings(input).some((name) => /(?:^|\.)(?:host|authority)$|headers?\b/i.test(name));
}

/** `m ? m[1] : text`: what does not match is taken as a host without a port. */
function hasFallback(site: Site): boolean {
  return site.use.is === 'assigned';
}

interface Taken {
  readonly part: 'host' | 'port';
  readonly name: string;
}

/** What the groups of a match are called. */
function namesOf(site: Site, { host, port }: PortPattern, evaluator: Evaluator): readonly Taken[] {
  if (site.use.is !== 'assigned') return [];
  const { names } = site.use;
  const part = (index: number): Taken['part'] | undefined =>
    index === host ? 'host' : index === port ? 'port' : undefined;
  const named = (name: string, index: number): Taken[] => {
    const is = part(index);
    return is && name !== '' ? [{ part: is, name }] : [];
  };
  if (names.length > 1)
    return evaluator.unit.bindings.flatMap(({ name, values }) => named(name, indexIn(values[0]?.value, site.expr)));
  const [match = ''] = names;
  const index = (value: Expr | undefined) =>
    value?.is === 'either' ? indexOf(value.options[0], match) : indexOf(value, match);
  return [
    ...evaluator.unit.bindings.flatMap(({ name, values }) => named(name, index(values[0]?.value))),
    ...evaluator.unit.sites.flatMap(({ expr }) =>
      expr.is === 'record' ? expr.fields.flatMap(({ key, value }) => named(key, index(value))) : [],
    ),
  ];
}

/** `m[1]`, also inside of a conversion. */
function indexOf(value: Expr | undefined, match: string): number {
  if (value?.is === 'call') return indexOf(value.args[0], match);
  if (value?.is !== 'member' || value.of.is !== 'name' || value.of.name !== match) return -1;
  return Number(value.key);
}

function indexIn(value: Expr | undefined, match: Expr): number {
  if (value?.is === 'either') return indexIn(value.options[0], match);
  return value?.is === 'member' && value.of === match ? Number(value.key) : -1;
}

function evidenceOf(input: Value, names: readonly Taken[], lexicon: Lexicon): Evidence | undefined {
  const meaning = hostMeaning(input, lexicon);
  if (meaning === 'neither' || meaning === 'port') return undefined;
  if (isProven(input, lexicon)) return 'proven';
  if (meaning === 'address') return 'named';
  const is = (part: Taken['part'], wanted: string) =>
    names.some((one) => one.part === part && lexicon.meaning([one.name]) === wanted);
  if (is('host', 'address') && is('port', 'port')) return 'named';
  return meaning === 'maybe' && is('port', 'port') ? 'weak' : undefined;
}
