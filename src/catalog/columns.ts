import { spell } from '../evaluate/spell.ts';
import { words } from '../evaluate/words.ts';
import type { Expr, Site, Use } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import type { Taking } from './parses.ts';

/** A column with room for the text of an IPv4 address, in SQL, in a tag or in a model. */
export function columnAt(site: Site): Taking | undefined {
  const { expr, use } = site;
  if (expr.is === 'literal') return inText(expr.text, expr.span, site);
  if (expr.is !== 'call') return undefined;
  const callee = spell(expr.callee).split('.').at(-1) ?? '';
  if (!/^(?:string|char|varchar|column)$/i.test(callee) || !expr.args.some(hasRoom)) return undefined;
  const names = expr.args.flatMap((arg) => (arg.is === 'literal' && arg.type === 'string' ? [arg.text] : []));
  const name = [...names, ...keysOf(use)].find(isAddress);
  return name === undefined ? undefined : taking(site, expr.span, name);
}

function inText(text: string, span: Span, site: Site): Taking | undefined {
  const sql = /\b(\w+)[`"\]]?\s+(?:var)?char(?:acter)?(?: varying)?\s?\(1[56]\)/gi;
  for (const found of text.matchAll(sql)) if (isAddress(found[1] ?? '')) return taking(site, span, found[1] ?? '');
  if (/\binet_aton\s*\(/i.test(text))
    return { ...taking(site, span, 'INET_ATON'), is: { kind: 'store', as: 'uint32' } };
  const tag = site.use.is === 'field' && /\btype:(?:var)?char\(1[56]\)|\bsize:1[56]\b/i.test(text);
  return tag && isAddress(site.use.is === 'field' ? site.use.key : '')
    ? taking(site, span, keysOf(site.use)[0] ?? '')
    : undefined;
}

function taking(site: Site, span: Span, name: string): Taking {
  return { site, span, input: undefined, place: name, is: { kind: 'store', as: '15 characters' } };
}

/** `15`, `{ length: 15 }`. */
function hasRoom(arg: Expr): boolean {
  if (arg.is === 'literal') return arg.type === 'number' && /^1[56]$/.test(arg.text);
  return arg.is === 'record' && arg.fields.some(({ key, value }) => /^(?:length|size)$/.test(key) && hasRoom(value));
}

function keysOf(use: Use): readonly string[] {
  switch (use.is) {
    case 'field':
      return [use.key, ...keysOf(use.outer)];
    case 'assigned':
      return use.names.map((name) => name.split('.').at(-1) ?? '');
    case 'member':
    case 'argument':
      return keysOf(use.outer);
    default:
      return [];
  }
}

function isAddress(name: string): boolean {
  const parts = words(name);
  return parts.some((word) => /^(?:ip|ipaddr|ipaddress)$/.test(word)) && !parts.some((word) => /^v?4$|mask/.test(word));
}
