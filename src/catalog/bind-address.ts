import { authorityOf, isPortNumber, parseHost, parseHostPort } from '../model/address.ts';
import type { Family } from '../model/fact.ts';
import type { ProgramEntry } from './program-entry.ts';
import type { RuntimeEntry } from './runtime-entry.ts';
import { isOpen } from './tree.ts';

/** One place that a program is told to listen on. */
export interface Host {
  readonly is: 'wildcard' | 'address' | 'loopback' | 'bare' | 'word';
  readonly text: string;
  readonly family: Family;
  /** The variable that may put another host in its place; empty where it is written. */
  readonly unless: string;
}

/** Reads `0.0.0.0`, `:8000`, `tcp://0.0.0.0:80`, `http://*:80;http://[::]:81`: the hosts in it, one for each part. */
export function hostsIn(text: string): readonly Host[] {
  // Which port it is does not matter.
  return text
    .replace(/:(?:\$\{\w+(?::?[-+][^{}]*)?\}|\$\(\w+\)|\$\w+|\{\{[^{}]*\}\})/g, ':0')
    .split(/[;,\s]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const found = hostIn(part);
      return found ? [found] : [];
    });
}

function hostIn(written: string): Host | undefined {
  const defaulted = /\$\{(\w+):?[-=]([^{}]*)\}/.exec(written);
  const part = defaulted ? written.replace(defaulted[0], defaulted[2] ?? '') : written;
  const read = isOpen(part) ? undefined : plainHostIn(part);
  return read && { ...read, unless: defaulted?.[1] ?? '' };
}

function plainHostIn(part: string): Omit<Host, 'unless'> | undefined {
  // A network (0.0.0.0/0) and a path are no places to listen on.
  const authority = authorityOf(part) ?? (part.includes('/') ? undefined : part);
  if (authority === undefined) return undefined;
  if (isPortNumber(authority)) return { is: 'bare', text: '', family: 'unknown' };
  const host = parseHostPort(authority)?.host;
  if (host === undefined) return undefined;
  const parsed = parseHost(host);
  switch (parsed.is) {
    case 'wildcard':
    case 'address':
      return { is: parsed.is, text: host, family: parsed.family };
    case 'loopback':
      return { is: 'loopback', text: host, family: 'unknown' };
    case 'empty':
      return { is: host === '' ? 'bare' : 'word', text: host, family: 'unknown' };
    default:
      return { is: 'word', text: host, family: 'unknown' };
  }
}

/** What a program makes of a host; `none` for what says nothing. */
export function meaningOf(
  host: Host,
  entry: ProgramEntry,
  runtime: RuntimeEntry | undefined,
): Family | 'loopback' | 'none' {
  if (host.is === 'loopback') return 'loopback';
  // Programs of all kinds have no more in common than the wildcard: another address may be where they connect to.
  if (entry.program === '' && (host.is !== 'wildcard' || host.family === 'ipv6')) return 'none';
  if (host.is === 'bare') return entry.bare === 'unknown' ? 'none' : entry.bare;
  if (host.is === 'word') return entry.words.find(({ word }) => word === host.text)?.family ?? 'none';
  if (host.is === 'wildcard' && host.family === 'ipv4') return runtime?.wildcard ?? 'unknown';
  return host.family;
}
