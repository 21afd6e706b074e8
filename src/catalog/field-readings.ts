import type { Expr } from '../languages/language.ts';
import type { Family } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { addressesIn } from './address-texts.ts';
import type { FieldEntry } from './field-entry.ts';
import { accepts } from './patterns.ts';
import { constantOf, isOpen, partSpan, textOf } from './tree.ts';
import { isVersion } from './version-text.ts';
import { globPattern } from './words.ts';

/** One value, or one of several in a text. */
export interface Reading {
  readonly family: Family;
  /** Whether it stands for every address. */
  readonly everything: boolean;
  readonly value: Value;
  readonly span: Span;
}

/** What an entry makes of a value. What is not written here has a family too: an unknown one. */
export function readingsOf(expr: Expr, entry: FieldEntry): readonly Reading[] {
  if (entry.flag !== '') return expr.is === 'list' ? flagged(expr.items, entry) : [];
  if (expr.is === 'list') return expr.items.flatMap((item) => readingsOf(item, entry));
  if (entry.means === 'text') return pieces(expr).flatMap(({ piece, text }) => held(piece, text, entry));
  if (entry.inside !== '' && isOtherwise(expr, entry)) return [];
  if (expr.is !== 'literal' || isOpen(expr.text)) {
    return [{ family: 'unknown', everything: false, value: constantOf(expr), span: expr.span }];
  }
  if (!expr.text.includes(entry.holding)) return [];
  return entry.inside === '' ? readText(expr, expr.text, 0, entry) : readInside(expr, entry);
}

/** Whether a text that a template has a hand in says other things, and not what is looked for. */
function isOtherwise(expr: Expr, { inside, holding }: FieldEntry): boolean {
  const said = writtenIn(expr);
  return expr.is !== 'literal' && said.includes(':') && said.includes(holding) && !said.includes(inside);
}

/** What is written of a text, without what a template puts in between. */
export function writtenIn(expr: Expr): string {
  if (expr.is !== 'concat' && !(expr.is === 'other' && expr.what === 'template')) return textOf(expr);
  return expr.parts.map((part) => (part.is === 'literal' ? part.text : '')).join('');
}

/** A text; one that a template has a hand in, with `…` for what it fills in behind each of its pieces. */
function pieces(expr: Expr): readonly { readonly piece: Expr; readonly text: string }[] {
  if (expr.is === 'literal') return [{ piece: expr, text: expr.text }];
  if (expr.is !== 'concat') return [];
  return expr.parts.flatMap((piece, index) => {
    if (piece.is !== 'literal') return [];
    const next = expr.parts[index + 1];
    const after = expr.parts[index + 2];
    const behind = after?.is === 'literal' ? after.text.slice(0, 1) : '';
    return [
      {
        piece,
        text:
          next === undefined
            ? piece.text
            : `${piece.text}…${next.is === 'literal' ? '' : behind || (after ? '…' : '')}`,
      },
    ];
  });
}

/** Every place where the text stands. */
function held(expr: Expr, text: string, { holding, matching }: FieldEntry): readonly Reading[] {
  const readings: Reading[] = [];
  for (const { 0: found, index } of matching === '' ? [] : text.matchAll(new RegExp(matching, 'g'))) {
    const span = partSpan(expr, index, found.length);
    readings.push({ family: 'ipv4', everything: false, value: constant(found, span), span });
  }
  if (holding === '') return readings;
  for (let at = text.indexOf(holding); at >= 0; at = text.indexOf(holding, at + 1)) {
    const span = partSpan(expr, at, holding.length);
    readings.push({ family: 'ipv4', everything: false, value: constant(holding, span), span });
  }
  return readings;
}

/** `--flag=value`, or the flag and its value as two arguments. */
function flagged(items: readonly Expr[], entry: FieldEntry): readonly Reading[] {
  const pattern = entry.flag.includes('*') ? globPattern(entry.flag) : undefined;
  const isFlag = (name: string): boolean => pattern?.test(name) ?? name === entry.flag;
  return items.flatMap((item, index) => {
    const text = textOf(item);
    const next = items[index + 1];
    const equals = text.indexOf('=');
    if (equals > 0 && isFlag(text.slice(0, equals))) return given(item, equals + 1, entry);
    return isFlag(text) && next ? given(next, 0, entry) : [];
  });
}

function given(expr: Expr, start: number, entry: FieldEntry): readonly Reading[] {
  const text = textOf(expr).slice(start);
  if (isOpen(text)) return [{ family: 'unknown', everything: false, value: constantOf(expr), span: expr.span }];
  return readText(expr, text, start, entry);
}

function readInside(expr: Expr, entry: FieldEntry): readonly Reading[] {
  const text = textOf(expr);
  const key = text.indexOf(`"${entry.inside}"`);
  const value = key < 0 ? null : /:\s*("[^"]*"|[\w.]+)/.exec(text.slice(key, key + 200));
  if (!value) return [];
  const word = value[1] ?? '';
  const start = key + value.index + value[0].length - word.length;
  return readText(expr, word.replaceAll('"', ''), start + (word.startsWith('"') ? 1 : 0), entry);
}

function readText(expr: Expr, text: string, start: number, entry: FieldEntry): readonly Reading[] {
  if (entry.means === 'version') return version(expr, text, entry);
  if (entry.means === 'pattern') return pattern(expr, text, entry);
  const span = partSpan(expr, start, text.length);
  const word = entry.words[text.toLowerCase()];
  if (word) return [{ family: word, everything: false, value: constant(text, span), span }];
  if (entry.means !== 'address' && entry.means !== 'ranges') return [];
  if (entry.single && /\s/.test(text.trim())) return [];
  return addressesIn(text)
    .filter((one) => counts(one.is, entry) && (!entry.endpoints || /:\/\/|:\d+$/.test(one.text)))
    .map((one) => {
      const at = partSpan(expr, start + one.start, one.text.length);
      return { family: one.family, everything: one.is === 'wildcard', value: constant(one.text, at), span: at };
    });
}

/** The format or the regular expression of a text in a schema; what is about no address lets anything through. */
function pattern(expr: Expr, text: string, { words }: FieldEntry): readonly Reading[] {
  const judged = words[text.toLowerCase()] ? undefined : accepts(text);
  const family = words[text.toLowerCase()] ?? (judged?.ipv4 && !judged.ipv6 ? 'ipv4' : 'both');
  return [{ family, everything: false, value: constant(text, expr.span), span: expr.span }];
}

function constant(text: string, span: Span): Value {
  return { is: 'text', type: 'string', text, span, via: [] };
}

function counts(is: string, { means, wildcard, loopback, endpoints }: FieldEntry): boolean {
  if (is === 'wildcard') return wildcard || (means === 'ranges' && !endpoints);
  return is !== 'loopback' || loopback;
}

/** `1.17.3`, or the tag of an image; a version that is new enough has nothing to do with IPv4. */
function version(expr: Expr, text: string, { below, image }: FieldEntry): readonly Reading[] {
  const [, repository = '', tag] = /^(?:(.*):)?[v^~=]?(\d+(?:\.\d+)+)[^:]*$/.exec(text.split('@', 1)[0] ?? '') ?? [];
  if (tag === undefined || (image !== '' && repository !== image && !repository.endsWith(`/${image}`))) return [];
  const start = text.indexOf(tag, repository.length);
  const span = partSpan(expr, start, tag.length);
  return [
    { family: isVersion(tag, 'below', below) ? 'ipv4' : 'both', everything: false, value: constant(tag, span), span },
  ];
}
