import type { Decider, Fact, Family, Join, Listen } from './fact.ts';
import type { Value } from './value.ts';

/** A value with the name of its role in a fact: `host`, `port`. */
export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** A value as people read it: constants quoted, names as they are spelled, `?` nowhere. */
export function describeValue(value: Value): string {
  switch (value.is) {
    case 'text':
      return value.type === 'string' ? JSON.stringify(value.text) : value.text;
    case 'joined':
      return value.parts.map(describePart).join(' + ');
    case 'either':
      return value.options.map(describePart).join(' or ');
    case 'input':
      return `${value.from} ${value.name}${describeFallback(value.fallback)}`;
    case 'list':
      return `[${value.items.map(describeValue).join(', ')}]`;
    case 'fields':
      return describeFields(value.fields, value.complete);
    case 'typed':
      return `«${value.spelled}» (${value.kind}${value.proven ? '' : ', perhaps'}, from ${value.place})`;
    case 'reference':
      return `«${value.name}» of ${value.module}`;
    case 'absent':
      return 'not given';
    case 'unknown':
      return `«${value.spelled}»`;
  }
}

function describePart(value: Value): string {
  const text = describeValue(value);
  return value.is === 'either' || value.is === 'joined' ? `(${text})` : text;
}

function describeFallback(fallback: Value): string {
  return fallback.is === 'absent' ? '' : ` (else ${describeValue(fallback)})`;
}

function describeFields(fields: readonly { key: string; value: Value }[], complete: boolean): string {
  const shown = fields.map((field) => `${field.key}: ${describeValue(field.value)}`);
  if (!complete) shown.push('...');
  return shown.length === 0 ? '{}' : `{ ${shown.join(', ')} }`;
}

const families: Readonly<Record<Family, string>> = {
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  both: 'both families',
  unknown: 'unknown family',
};

const reaches: Readonly<Record<Listen['reach'], string>> = {
  any: 'any address',
  loopback: 'loopback',
  address: 'one address',
  unknown: 'unknown address',
};

const deciders: Readonly<Record<Decider, string>> = {
  host: 'by the host that is written',
  network: 'by the network that is written',
  default: "by the library's default",
  field: 'by the field that is read',
  runtime: 'by the runtime',
};

const bracketing: Readonly<Record<Join['brackets'], string>> = {
  none: 'no brackets',
  always: 'always brackets',
  kept: 'brackets around those that it may have',
};

/** What a fact says, in one line and without its values: `listen on any address, IPv4 (by the network that is written)`. */
export function describeFact(fact: Fact): string {
  return `${fact.kind} ${describeKind(fact)}${describePlace(fact)}`;
}

function describePlace(fact: Fact): string {
  return fact.place === '' ? '' : `, through ${fact.place}`;
}

function describeKind(fact: Fact): string {
  switch (fact.kind) {
    case 'listen':
      return `on ${reaches[fact.reach]}, ${families[fact.family]} (${deciders[fact.decided]})`;
    case 'dial':
      return `over ${families[fact.family]} (${deciders[fact.decided]})`;
    case 'resolve':
      return `to ${families[fact.family]} (${deciders[fact.decided]})`;
    case 'join':
      return `of host and port for ${fact.use}, ${bracketing[fact.brackets]}, evidence ${fact.evidence}`;
    case 'split':
      return `at ${fact.cut} colon, takes ${fact.takes}, evidence ${fact.evidence}`;
    case 'port-test':
      return `of «${fact.spelled}», evidence ${fact.evidence}`;
    case 'bracket':
      return `${fact.what} around «${fact.spelled}»`;
    case 'narrow':
      return `to IPv4 of the addresses of ${fact.from}`;
    case 'parse':
      return `of «${fact.spelled}» as IPv4 by ${fact.how}, IPv6 is ${fact.others}, evidence ${fact.evidence}`;
    case 'store':
      return `of «${fact.spelled}» as ${fact.as}, evidence ${fact.evidence}`;
    case 'setting':
      return `of ${fact.key}: ${fact.family}`;
    case 'select':
      return `of ${families[fact.family]} for ${fact.of} (${deciders[fact.decided]})`;
    case 'range':
      return `of ${families[fact.family]}, ${fact.shape} ${fact.written}${fact.about === '' ? '' : ` for «${fact.about}»`}`;
    case 'assumed':
      return `IPv4 is ${fact.granted}, IPv6 is «${fact.asked}»`;
    case 'preset':
      return `of ${fact.key}`;
  }
}

/** The values that a fact rests on, in the order in which people expect them. */
export function valuesOf(fact: Fact): readonly NamedValue[] {
  switch (fact.kind) {
    case 'listen':
    case 'join':
      return [
        { name: 'host', value: fact.host },
        { name: 'port', value: fact.port },
      ];
    case 'dial':
      return [{ name: 'host', value: fact.host }];
    case 'resolve':
      return [{ name: 'name', value: fact.name }];
    case 'split':
    case 'bracket':
    case 'port-test':
    case 'parse':
    case 'store':
      return [{ name: 'input', value: fact.input }];
    case 'narrow':
    case 'select':
    case 'range':
    case 'assumed':
      return [];
    case 'setting':
    case 'preset':
      return [{ name: 'value', value: fact.value }];
  }
}
