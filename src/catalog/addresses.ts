import { authorityOf, parseHost, parseHostPort } from '../model/address.ts';
import type { Family, Listen } from '../model/fact.ts';
import type { ImageEntry } from './image-entry.ts';
import { isOpen } from './tree.ts';

/** Stands for the pod's own address in a command line: the kubelet fills it in, on an IPv6-only cluster with IPv6. */
export const podAddress = '$(status.podIP)';

/** What a list of addresses makes a program listen on. */
export interface Addresses {
  readonly family: Family;
  readonly reach: Listen['reach'];
  readonly says: string;
}

type One = Pick<Addresses, 'family' | 'reach'>;

/** Reads `0.0.0.0 ::`, `127.0.0.1,10.0.0.1`, `* -::*`: a leading dash only means that a missing address is no error. */
export function readAddresses(text: string, entry: ImageEntry): Addresses {
  const words = text.split(/[\s,]+/).map((word) => word.replace(/^["']|["']$/g, ''));
  const endpoints = entry.addresses.form === 'endpoints';
  const hosts = endpoints ? words.flatMap(hostOf) : words.filter((word) => word !== '');
  const all = hosts.map((word) => readOne(word, entry));
  const outside = all.filter((one) => one.reach !== 'loopback');
  if (all.length === 0) return { family: 'unknown', reach: 'unknown', says: `${entry.program} is told no address` };
  if (outside.length === 0) {
    return {
      family: together(all.map((one) => one.family)),
      reach: 'loopback',
      says: `${text} is loopback, which no other pod can reach`,
    };
  }
  const family = together(outside.map((one) => one.family));
  const reach = outside.find((one) => one.reach === 'any')?.reach ?? outside[0]?.reach ?? 'unknown';
  return { family, reach, says: saying(text, family, entry.program) };
}

/** The host of `tcp://0.0.0.0:8529` and `[::]:8000`; a word such as `ssl` beside them is none. */
function hostOf(word: string): readonly string[] {
  const host = parseHostPort(authorityOf(word) ?? word)?.host;
  return host !== undefined && /[:.*$]/.test(word) ? [host] : [];
}

function saying(text: string, family: Family, program: string): string {
  if (family === 'ipv4') return `${program} takes ${text} for IPv4 only`;
  if (family === 'unknown') return `what ${text} stands for is not known`;
  return family === 'both' ? `${text} asks for both families` : `${text} asks for IPv6`;
}

/** What addresses of several families give in all. */
export function together(all: readonly Family[]): Family {
  if (all.includes('both') || (all.includes('ipv4') && all.includes('ipv6'))) return 'both';
  if (all.includes('ipv6')) return 'ipv6';
  return all.includes('unknown') ? 'unknown' : 'ipv4';
}

function readOne(word: string, entry: ImageEntry): One {
  const own = entry.addresses.words.find((one) => one.word === word);
  if (own) return { family: own.family, reach: 'any' };
  if (word.includes(podAddress)) return { family: 'both', reach: 'any' };
  if (isOpen(word)) return { family: 'unknown', reach: 'unknown' };
  const host = parseHost(word.replace(/^-(?=[\d:[])/, ''));
  switch (host.is) {
    case 'wildcard':
      return { family: host.family, reach: 'any' };
    case 'loopback':
      return { family: host.family === 'name' ? 'both' : host.family, reach: 'loopback' };
    case 'name':
    case 'empty':
      return { family: 'unknown', reach: 'unknown' };
    default:
      return { family: host.family, reach: 'address' };
  }
}
