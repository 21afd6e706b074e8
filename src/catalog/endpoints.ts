import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr } from '../languages/language.ts';

/** A host and a port as a configuration writes them. */
export interface Endpoint {
  readonly host: string;
  /** Empty where there is none, or a template fills it in. */
  readonly port: string;
  /** A port alone: the program chooses the addresses. */
  readonly bare: boolean;
  /** False for a default that something else may replace. */
  readonly certain: boolean;
}

/** Stands for what a template fills in. */
const unknown = '\uE000';
/** More alternatives than this are not followed. */
const most = 8;

interface Alternative {
  readonly text: string;
  readonly certain: boolean;
  /** What the holes are called. */
  readonly names: readonly string[];
}

/** The endpoints that an argument may name; a template may leave several, or none that is known. */
export function endpointsIn(arg: Expr, takes: 'address' | 'hosts' | 'url', lexicon: Lexicon): readonly Endpoint[] {
  return alternativesOf(arg).flatMap((one) => read(one, takes, lexicon));
}

function alternativesOf(expr: Expr): readonly Alternative[] {
  switch (expr.is) {
    case 'literal':
      return [{ text: expr.text, certain: true, names: [] }];
    case 'name':
    case 'member':
      return [{ text: unknown, certain: true, names: [spell(expr)] }];
    case 'either':
      return expr.options.flatMap(alternativesOf).map((one) => ({ ...one, certain: false }));
    case 'concat': {
      let all: readonly Alternative[] = [{ text: '', certain: true, names: [] }];
      for (const part of expr.parts) {
        const next = alternativesOf(part);
        all = all.flatMap((left) => next.map((right) => joined(left, right))).slice(0, most);
      }
      return all;
    }
    default:
      return [];
  }
}

function joined(left: Alternative, right: Alternative): Alternative {
  return {
    text: left.text + right.text,
    certain: left.certain && right.certain,
    names: [...left.names, ...right.names],
  };
}

function read(alternative: Alternative, takes: 'address' | 'hosts' | 'url', lexicon: Lexicon): readonly Endpoint[] {
  const { text, certain, names } = alternative;
  const separator = takes === 'hosts' ? /[\s,;]+/ : /[,;]\s*/;
  const words = text.split(separator).filter((word) => word !== '');
  return words.flatMap((word) => {
    if (/^unix:/.test(word)) return [];
    const bare = takes === 'url' ? authority(word) : word.replace(/^["'(]{1,9}|["')]{1,9}$/g, '');
    if (bare === undefined || bare === '.' || /^(?:unix@|\/|fd@|abns@)/.test(bare)) return [];
    if (takes === 'hosts') return host(bare.replace(/^-(?=[\d:[*])/, ''), certain);
    if (bare === unknown) {
      const port = names.length === 1 && lexicon.meaning(names) === 'port';
      return port ? [{ host: '', port: '', bare: true, certain }] : [];
    }
    return address(bare, certain);
  });
}

function host(text: string, certain: boolean): readonly Endpoint[] {
  return text.includes(unknown) ? [] : [{ host: text, port: '', bare: false, certain }];
}

/** `80`, `*:80`, `[::]:80`, HAProxy's `:::80` and `ipv4@:80`. */
function address(text: string, certain: boolean): readonly Endpoint[] {
  const family = /^(ipv4|ipv6)@/.exec(text)?.[1];
  const rest = family === undefined ? text : text.slice(family.length + 1);
  if (/^\d+(?:-\d+)?$/.test(rest)) return [{ host: '', port: rest, bare: true, certain }];
  const match = /^(?:\[([^\]]*)\]|(::)|([^:]*))(?::([\w*\uE000-]*))?$/.exec(rest);
  if (!match) return host(rest, certain);
  const named = match[1] ?? match[2] ?? match[3] ?? '';
  if (named.includes(unknown)) return [];
  const port = match[4] ?? '';
  const wildcard = family === 'ipv4' ? '0.0.0.0' : '::';
  const shown = named === '' && family !== undefined ? wildcard : named;
  return [{ host: shown, port: port.includes(unknown) ? '' : port, bare: false, certain }];
}

function authority(text: string): string | undefined {
  return /^[\w+.-]*:\/\/(?:[^@/]*@)?([^/?#]*)/.exec(text)?.[1] ?? undefined;
}
