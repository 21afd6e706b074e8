import type { Call } from '../evaluate/calls.ts';
import type { Expr } from '../languages/language.ts';
import { authorityOf, parseHost, parseHostPort } from '../model/address.ts';
import type { Decider, Dial, Family, FamilySetting, Listen, Resolve, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { absent, constants, type Named, type Text, type Unknown, type Value } from '../model/value.ts';
import type { Wildcard } from './runtime-entry.ts';
import type { Means } from './schema.ts';

type Ends = Extract<Means, { is: 'listen' | 'dial' | 'resolve' }>;

/** What is the same in the facts of one site. */
export interface Frame {
  readonly language: string;
  /** What a listener on 0.0.0.0 takes in. */
  readonly wildcard: Wildcard;
  readonly span: Span;
  /** The whole call or struct. */
  readonly expr: Expr;
}

/** The fact of a listener, a connection or a look-up; undefined when the library decides by itself. */
export function endFact(call: Call, means: Ends, frame: Frame): Listen | Dial | Resolve | undefined {
  const handled = Object.entries(means.handled).map(([path, want]) => isHandled(call.role(path), want));
  if (handled.includes('yes')) return undefined;
  const selector = selected(call, means);
  const certain = !handled.includes('unknown') && selector.seen && selector.complete && means.unless.length === 0;
  const settings = selector.seen ? (means.unless[0] ?? Object.keys(means.handled).join(' or ')) : (means.family ?? '');
  const doubts: Step[] = certain ? [] : [{ says: `whether ${settings} is set is not seen here`, span: undefined }];
  const base = {
    language: frame.language,
    span: frame.span,
    place: call.name,
    guards: [],
    twin: undefined,
    holds: call.entry.versions === '*' ? undefined : { library: call.entry.library, range: call.entry.versions },
    certain,
    setting: settingOf(call, means, frame),
  };
  const host = hostOf(call, means);
  // A client that is given no host talks to itself, and 127.0.0.1 is there in every pod.
  const named = means.host !== undefined || means.address !== undefined;
  if (means.is === 'dial' && named && host.is === 'absent' && selector.decided === 'default') return undefined;
  if (means.is === 'listen') {
    const shape = listen(call, means, selector, host, frame);
    return { ...base, ...shape, because: [...shape.because, ...doubts] };
  }
  const chosen = family(selector, host);
  const because = [...selector.because, ...stepsOf(host), ...doubts];
  if (means.is === 'resolve') return { ...base, kind: 'resolve', ...chosen, because, name: host, repair: means.repair };
  return { ...base, kind: 'dial', ...chosen, because, host, repair: means.repair };
}

/** Where the family is set, or could be: what a repair would touch. */
function settingOf(call: Call, means: Ends, { expr }: Frame): FamilySetting {
  const value = means.family === undefined ? absent : call.role(means.family);
  const isOwn = value.is === 'text' && value.via.length === 0 && value.span.file !== '';
  const key = /^\w+(?=: )/.exec(means.repair)?.[0];
  const path = [means.family, ...Object.keys(means.handled)].find((one) => one?.split('.').at(-1) === key);
  const holder = path?.includes('.') ? call.expr(path.slice(0, path.lastIndexOf('.'))) : expr;
  const isFree = path !== undefined && value.is === 'absent' && holder?.is === 'record' && holder.complete;
  return { selector: isOwn ? value : undefined, record: isFree ? holder.span : undefined };
}

interface Selector {
  /** False where options that are not seen may hold one. */
  readonly seen: boolean;
  /** False where it may be another one too: a parameter that has a default. */
  readonly complete: boolean;
  readonly family: Family;
  readonly decided: Decider;
  readonly because: readonly Step[];
}

function selected(call: Call, means: Ends): Selector {
  const value = means.family === undefined ? absent : call.role(means.family);
  const hidden = value.is === 'unknown' && means.default !== 'both' && means.family?.includes('.') === true;
  if (value.is === 'absent' || hidden) {
    const because =
      means.default === 'ipv4'
        ? [{ says: `${call.entry.library} uses IPv4 unless told otherwise`, span: undefined }]
        : [];
    return { family: means.default, decided: 'default', because, seen: !hidden, complete: true };
  }
  const { texts, complete } = constants(value);
  const families = new Set(texts.map((text) => familyOf(text.text)));
  const [only = 'unknown'] = families;
  const chosen: Family = families.size === 1 ? only : 'unknown';
  const [text] = texts;
  const because =
    chosen === 'ipv4' && text && text.span.file !== ''
      ? [{ says: `${quote(text)} selects IPv4`, span: text.span }, ...stepsOf(value)]
      : [];
  return { family: chosen, decided: 'network', because, seen: true, complete };
}

/** The family that a selector such as `tcp4`, `ip4:icmp`, `4` or `AF_INET` names. */
export function familyOf(selector: string): Family {
  const [text = ''] = selector.toLowerCase().split(':', 1);
  if (/^(?:(?:tcp|udp|ip|ipv|v|unixgram)?4|af_inet|inet|a)$/.test(text)) return 'ipv4';
  if (/^(?:(?:tcp|udp|ip|ipv|v)?6|af_inet6|inet6|aaaa)$/.test(text)) return 'ipv6';
  if (/^(?:tcp|udp|ip|0|any|unspec|undefined|null|nil)$/.test(text)) return 'both';
  return 'unknown';
}

function isHandled(value: Value, want: string): 'yes' | 'no' | 'unknown' {
  if (value.is === 'absent') return 'no';
  if (want === 'any') return value.is === 'text' && value.type === 'null' ? 'no' : 'yes';
  if (value.is === 'text') return value.text === want ? 'yes' : 'no';
  return 'unknown';
}

function hostOf(call: Call, means: Ends): Value {
  if (means.host !== undefined) return call.role(means.host);
  return means.address === undefined ? absent : hostFromAddress(call.role(means.address));
}

/** The host of `host:port` or of a URL, as far as the text is known. */
export function hostFromAddress(value: Value): Value {
  switch (value.is) {
    case 'text':
      return hostText(value);
    case 'either':
      return { ...value, options: value.options.map(hostFromAddress) };
    case 'input':
      return { ...value, fallback: hostFromAddress(value.fallback) };
    case 'joined':
      return hostOfParts(value.parts, value);
    case 'list':
      return { is: 'either', options: value.items.map(hostFromAddress), span: value.span, via: value.via };
    default:
      return value;
  }
}

function hostText(value: Text): Value {
  const authority = authorityOf(value.text) ?? value.text;
  const host = parseHostPort(authority)?.host;
  return host === undefined ? { ...unknown(value.span), via: value.via } : { ...value, text: host };
}

function hostOfParts(parts: readonly Value[], value: Extract<Value, { is: 'joined' }>): Value {
  const [first, second] = parts;
  if (!first || first.is === 'absent') return unknown(value.span);
  if (first.is !== 'text') return withVia(first, value.via);
  if (first.text === '[' && second && second.is !== 'absent') return second;
  const rest = first.text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  if (rest === '' && second && second.is !== 'absent') return second;
  const colon = rest.startsWith('[') ? rest.indexOf(']:') + 1 : rest.indexOf(':');
  return colon >= 0 && (rest.startsWith(':') || colon > 0)
    ? { ...first, text: rest.slice(0, colon), via: value.via }
    : unknown(value.span);
}

function withVia(value: Exclude<Value, { is: 'absent' }>, via: readonly Named[]): Value {
  return { ...value, via: [...via, ...value.via] };
}

function unknown(span: Span): Unknown {
  return { is: 'unknown', spelled: '', from: 'other', span, via: [] };
}

/** Who is dialled decides the family where no selector does. */
function family(selector: Selector, host: Value): { family: Family; decided: Decider } {
  const fixed = selector.family === 'ipv4' || selector.family === 'ipv6';
  if (fixed && selector.decided !== 'default') return selector;
  const { texts, complete } = constants(host);
  if (fixed && !complete) return selector;
  const families = texts.map((text) => parseHost(text.text)).map((one) => ('family' in one ? one.family : 'name'));
  const literal = (['ipv4', 'ipv6'] as const).find((one) => families.includes(one));
  return literal === undefined ? selector : { family: literal, decided: 'host' };
}

type ListenShape = Omit<Listen, 'language' | 'span' | 'place' | 'guards' | 'twin' | 'holds' | 'certain'>;

function listen(
  call: Call,
  means: Extract<Means, { is: 'listen' }>,
  selector: Selector,
  host: Value,
  frame: Frame,
): ListenShape {
  const port = means.port === undefined ? absent : call.role(means.port);
  const texts = constants(host).texts;
  const seen =
    host.is === 'absent'
      ? [bindAbsent(means)]
      : texts.map((text) => bind(text, means, means.wildcard === 'own' ? frame.wildcard : means.wildcard));
  const worst =
    ['ipv4 any', 'ipv4 address', 'loopback', 'runtime', 'ipv6', 'both'].find((one) => seen.includes(one)) ?? 'unknown';
  const reach =
    worst === 'loopback' ? 'loopback' : worst === 'unknown' ? 'unknown' : worst === 'ipv4 address' ? 'address' : 'any';
  const common = { kind: 'listen', host, port, repair: means.repair, by: 'code', reach } as const;
  if (selector.family === 'ipv4') {
    const because = [...selector.because, ...stepsOf(host)];
    return { ...common, family: 'ipv4', decided: selector.decided, because };
  }
  if (selector.family === 'ipv6')
    return { ...common, family: 'ipv6', decided: selector.decided, because: selector.because };
  const decided: Decider = host.is === 'absent' ? 'default' : worst === 'runtime' ? 'runtime' : 'host';
  const own: Family = worst.startsWith('ipv4')
    ? 'ipv4'
    : worst === 'unknown' || worst === 'loopback'
      ? 'unknown'
      : worst === 'ipv6'
        ? 'ipv6'
        : 'both';
  return { ...common, family: own, decided, because: stepsOf(host) };
}

function bindAbsent(means: Extract<Means, { is: 'listen' }>): string {
  return means.absent === 'ipv4' ? 'ipv4 any' : means.absent === 'loopback' ? 'loopback' : 'both';
}

function bind(text: Text, means: Extract<Means, { is: 'listen' }>, wildcard: Wildcard): string {
  if (text.type === 'null' || text.type === 'boolean') return bindAbsent(means);
  const host = parseHost(text.text);
  switch (host.is) {
    case 'empty':
      return bindAbsent(means);
    case 'wildcard':
      if (host.family === 'ipv6') return 'both';
      return wildcard === 'both' ? 'runtime' : 'ipv4 any';
    case 'loopback':
      return 'loopback';
    case 'name':
      return 'unknown';
    default:
      return host.family === 'ipv4' ? 'ipv4 address' : 'ipv6';
  }
}

function quote(text: Text): string {
  return text.type === 'string' ? JSON.stringify(text.text) : text.text;
}

function stepOf({ name, says, span }: Named): Step {
  return { says: says ?? `${name} is set here`, span };
}

/** How a value came to be what it is, for people. */
export function stepsOf(value: Value): Step[] {
  if (value.is === 'absent') return [];
  const steps: Step[] = value.via.map(stepOf);
  if (value.is === 'input') {
    const fallback = constants(value.fallback).texts[0];
    const otherwise = fallback ? `, ${quote(fallback)} when it is not set` : '';
    steps.push({ says: `the value comes from ${value.from} ${value.name}${otherwise}`, span: value.span });
    if (value.fallback.is !== 'absent') steps.push(...value.fallback.via.map(stepOf));
  }
  if (value.is === 'either') {
    const texts = [...new Set(constants(value).texts.map(quote))].filter((text) => text !== '""');
    if (texts.length > 0)
      steps.push({ says: `the value is one of several, ${texts.join(' or ')} among them`, span: value.span });
  }
  return steps;
}
