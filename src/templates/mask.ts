import type { Arm, Hole } from '../languages/language.ts';
import { type Dialect, exprOfHole } from './holes.ts';

/** Stands for one character of a hole that gives a value. Private use: no configuration has it. */
export const hole = '\uE000';
/** Stands for one character of a tag that gives nothing, where something else stands on its line. */
export const filler = '\uE001';

/** A part of a template with a name: `{{ define "site.conf" }} … {{ end }}`. */
export interface NamedPart {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A template whose tags were replaced by as many characters, so that every offset stays true. */
export interface Masked {
  /**
   * For YAML: a value that stands alone on its line gives whole lines, and is left out. What a shell puts in is kept, for
   * it comes in when the program runs.
   */
  readonly blocks: string;
  /** For everything else: such a value is kept as a word. */
  readonly words: string;
  /** In source order. */
  readonly holes: readonly Hole[];
  readonly parts: readonly NamedPart[];
  readonly arms: readonly Arm[];
  readonly templated: boolean;
}

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly inside: string;
  readonly is: 'value' | 'control' | 'comment';
  readonly dialect: Dialect;
}

/** Longest tag that is looked for; what is longer is no tag. */
const longestTag = 4000;
/** Arms that are open at a time, and tests of one `if`, beyond which none are kept: nobody writes so many. */
const mostArms = 50;

/** Masks the tags of Go templates (Helm), Jinja and shell-like substitution. `name` is the file's, whose ending may say which. */
export function mask(text: string, name: string): Masked {
  const tags = tagsOf(text, name);
  if (tags.length === 0) return { blocks: text, words: text, holes: [], parts: [], arms: [], templated: false };
  let blocks = '';
  let words = '';
  let at = 0;
  const alone = aloneOnLines(text, tags).map((own, index) => own || isHead(text, tags[index]));
  const holes: Hole[] = [];
  tags.forEach((tag, index) => {
    const between = text.slice(at, tag.start);
    const length = tag.end - tag.start;
    const blank = blanked(text.slice(tag.start, tag.end));
    const own = alone[index] ?? false;
    if (tag.is === 'value') {
      const kept = tag.dialect === 'shell' ? text.slice(tag.start, tag.end) : hole.repeat(length);
      blocks += between + (own && tag.dialect !== 'shell' ? blank : kept);
      words += between + hole.repeat(length);
      const span = { file: name, start: tag.start, end: tag.end };
      holes.push({ start: tag.start, end: tag.end, expr: exprOfHole(tag.inside, tag.dialect, span) });
    } else {
      const masked = own ? blank : filler.repeat(length);
      blocks += between + masked;
      words += between + masked;
    }
    at = tag.end;
  });
  const rest = text.slice(at);
  const templated = tags.some((tag) => tag.dialect !== 'shell');
  return { blocks: blocks + rest, words: words + rest, holes, parts: partsOf(tags), arms: armsOf(tags), templated };
}

/** As many spaces, with the line breaks kept. */
export function blanked(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}

function tagsOf(text: string, name: string): Tag[] {
  if (!/\{\{|\{%|\{#|\$\{|\$[A-Z_]|\{\$/.test(text)) return [];
  const jinja = /\.j(?:inja)?2?$/i.test(name) || /\{%-?\s*\w/.test(text);
  const pattern = jinja ? /\{\{|\{%|\{#|\$\{|\{\$|\$[A-Z][A-Z0-9_]*\b/g : /\{\{|\$\{|\{\$|\$[A-Z][A-Z0-9_]*\b/g;
  const tags: Tag[] = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const tag = tagAt(text, match.index, match[0], jinja ? 'jinja' : 'go');
    if (!tag) continue;
    tags.push(tag);
    pattern.lastIndex = tag.end;
  }
  return tags;
}

function tagAt(text: string, start: number, opening: string, dialect: Dialect): Tag | undefined {
  if (opening.startsWith('$') && opening !== '${') {
    const end = start + opening.length;
    return { start, end, inside: opening.slice(1), is: 'value', dialect: 'shell' };
  }
  if (opening === '${' || opening === '{$') {
    const end = nextOf('}', text, start + 2);
    const inside = end < 0 ? '' : text.slice(start + 2, end);
    if (inside === '' || !/^[A-Za-z_][\w:.%#/=*@?+-]*(?:\[[^\]\n]*\]+[\w:.%#/=*@?+-]*)*$/.test(inside))
      return undefined;
    return { start, end: end + 1, inside, is: 'value', dialect: 'shell' };
  }
  const closing = opening === '{{' ? '}}' : opening === '{%' ? '%}' : '#}';
  const comment = opening === '{#' || /^\{\{-?\s*\/\*/.test(text.slice(start, start + 12));
  const close = comment && opening === '{{' ? nextOf('*/', text, start) : start;
  const end = close < 0 ? -1 : endOf(text, comment ? close : start + 2, closing, !comment);
  if (end < 0 || end - start > longestTag) return undefined;
  const inside = text
    .slice(start + 2, end)
    .replace(/^[-~+]/, '')
    .replace(/[-~+]$/, '')
    .trim();
  const is = comment ? 'comment' : opening === '{%' || isControl(inside, dialect) ? 'control' : 'value';
  return { start, end: end + closing.length, inside, is, dialect: spokenIn(inside, dialect) };
}

/** A name that stands by itself, or before a filter, is Ansible's: Go's templates put a dot or a dollar before it. */
function spokenIn(inside: string, dialect: Dialect): Dialect {
  return /^[A-Za-z_][\w.]*(?:\[[^\]]*\][\w.]*)*\s*(?:\||$)/.test(inside) ? 'jinja' : dialect;
}

/** Where a mark stands next, within the length of a tag; -1 where it does not. */
function nextOf(mark: string, text: string, from: number): number {
  const at = text.slice(from, from + longestTag).indexOf(mark);
  return at < 0 ? -1 : from + at;
}

/** Where the closing mark stands, outside of quotes; -1 where there is none. */
function endOf(text: string, from: number, closing: string, quotes: boolean): number {
  // An odd quote must not swallow the file: the first closing mark will do.
  const plain = nextOf(closing, text, from);
  if (plain < 0) return -1;
  let quote = '';
  const last = Math.min(text.length, from + longestTag);
  for (let at = from; at < last; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === '\\' && quote === '"') at++;
      else if (char === quote) quote = '';
    } else if (text.startsWith(closing, at)) return at;
    else if (quotes && (char === '"' || char === '`')) quote = char;
  }
  return plain;
}

function isControl(inside: string, dialect: Dialect): boolean {
  if (dialect === 'jinja') return false;
  if (/^(?:if|else|end|range|with|define|block|break|continue)\b/.test(inside)) return true;
  return /^\$\w*\s*(?:,\s*\$\w+\s*)?:?=[^=]/.test(inside) || inside === '';
}

/** Which tags have nothing but other tags beside them on their lines. */
function aloneOnLines(text: string, tags: readonly Tag[]): boolean[] {
  const alone = tags.map(() => false);
  for (let first = 0; first < tags.length; ) {
    let last = first;
    while (last + 1 < tags.length && !/[\n]/.test(text.slice(tags[last]?.end, tags[last + 1]?.start))) last++;
    const from = text.lastIndexOf('\n', (tags[first]?.start ?? 0) - 1) + 1;
    const lineEnd = text.indexOf('\n', tags[last]?.end);
    let rest = text.slice(from, tags[first]?.start);
    for (let index = first; index < last; index++) rest += text.slice(tags[index]?.end, tags[index + 1]?.start);
    rest += text.slice(tags[last]?.end, lineEnd < 0 ? text.length : lineEnd);
    if (rest.trim() === '') alone.fill(true, first, last + 1);
    first = last + 1;
  }
  return alone;
}

/** How far the line below a tag is looked for. */
const furthest = 4000;
/** A key with its indentation; a longer line is none. */
const longestKey = 400;

/** `probe: {{ toYaml .Values.probe }}` with further keys of the probe below it: it gives keys, as on a line of its own. */
function isHead(text: string, tag: Tag | undefined): boolean {
  if (tag?.is !== 'value' || tag.dialect === 'shell') return false;
  // Most tags have something behind them.
  if (!/^[ \t\r]*\n/.test(text.slice(tag.end, tag.end + longestKey))) return false;
  const near = text.slice(Math.max(0, tag.start - longestKey), tag.start);
  const before = near.slice(near.lastIndexOf('\n') + 1);
  const [, indent] = /^([ \t]*)(?:- +)?["']?[\w./-]{1,200}["']?:[ \t]*$/.exec(before) ?? [];
  if (indent === undefined) return false;
  const [, ...below] = text.slice(tag.end, tag.end + furthest).split('\n');
  const next = below.find((line) => line.trim() !== '' && !/^\s*\{[{%]/.test(line));
  if (next === undefined) return false;
  return (
    next.length - next.trimStart().length > indent.length + (/^[ \t]*-/.test(before) ? 2 : 0) && /^\s*[\w-]/.test(next)
  );
}

/** The arms of `if` and `with`; those of loops are there for every item or not at all. */
function armsOf(tags: readonly Tag[]): readonly Arm[] {
  const open: { start: number; test: string | undefined; before: readonly string[] }[] = [];
  const arms: Arm[] = [];
  const close = (end: number): (typeof open)[number] | undefined => {
    const arm = open.pop();
    if (arm && open.length < mostArms && (arm.test !== undefined || arm.before.length > 0)) {
      arms.push({ start: arm.start, end, holds: arm.test === undefined ? [] : [arm.test], fails: arm.before });
    }
    return arm;
  };
  for (const { inside, start, end, is } of tags) {
    if (is !== 'control') continue;
    const opening = /^(?:(if|with)\s+(.+)|(?:range|define|block|for|macro|call|filter|raw)\b)/s.exec(inside);
    const other = /^(?:else(?:\s+if\s+(.+))?|elif\s+(.+))$/s.exec(inside);
    if (opening) open.push({ start: end, test: opening[2], before: [] });
    else if (other) {
      const arm = close(start);
      const before = arm?.test === undefined ? [] : [...arm.before, arm.test].slice(-mostArms);
      open.push({ start: end, test: other[1] ?? other[2], before });
    } else if (/^end/.test(inside)) close(start);
  }
  return arms;
}

/** The named parts of a Go template, by matching every opening with its end; none can stand in another. */
function partsOf(tags: readonly Tag[]): NamedPart[] {
  const open: { name: string | undefined; start: number }[] = [];
  const parts: NamedPart[] = [];
  let named = 0;
  for (const tag of tags) {
    if (tag.is !== 'control') continue;
    const name = /^define\s+["`]([^"`]+)["`]/.exec(tag.inside)?.[1];
    if (/^(?:if|range|with|define|block)\b/.test(tag.inside)) {
      open.push({ name, start: tag.end });
      if (name !== undefined) named++;
    }
    if (!/^end\b/.test(tag.inside)) continue;
    const opened = open.pop();
    if (opened?.name === undefined) continue;
    if (--named === 0) parts.push({ name: opened.name, start: opened.start, end: tag.start });
  }
  return parts;
}
