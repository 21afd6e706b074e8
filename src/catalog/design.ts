import { spell } from '../evaluate/spell.ts';
import { type Lexicon, words } from '../evaluate/words.ts';
import type { Site, Unit, Use } from '../languages/language.ts';
import type { Twin } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { sixPattern } from './patterns.ts';

/** Comments and texts: what people read, where there is a space in it. Quotes in a pattern, or escaped ones, open no text. */
const prose =
  /(?<=[=(,:&|?{};[]\s{0,40})\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.){0,400}\]){1,400}\/|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|(?<!\\)"(?:[^"\\\n]|\\.)*"|(?<!\\)'(?:[^'\\\n]|\\.)*'|`[^`]*`/g;

/** Says whether code is for IPv4 by design, or handles IPv6 beside it. */
export class Design {
  readonly #unit: Unit;
  readonly #text: string;
  readonly #six: RegExp;
  readonly #four: RegExp;
  #masked: string | undefined;
  #names: ReadonlySet<string> | undefined;
  #sixPattern: RegExpExecArray | null | undefined;
  readonly #twins = new Map<number, Twin | undefined>();
  readonly #byNature = new Map<number, boolean>();
  readonly #mentions = new Map<string, boolean>();

  constructor(unit: Unit, text: string, lexicon: Lexicon) {
    this.#unit = unit;
    this.#text = text;
    this.#six = lexicon.code('ipv6');
    this.#four = lexicon.code('ipv4');
  }

  get #code(): string {
    this.#masked ??= this.#text.replace(prose, (part) => (isProse(part) ? ' '.repeat(part.length) : part));
    return this.#masked;
  }

  /** Whether a place is made for IPv4: its function, its file or what it is put into is named so. */
  isForIPv4(site: Site, inputs: readonly string[]): boolean {
    // The conversion and the test themselves say nothing of their input.
    const others = inputs.map((name) => name.replace(/\.?\b(?:To|As|Is|is)(?:IPv)?4(?:\(\))?$/, ''));
    const functions = this.#functionsAround(site.scope).flatMap((fn) => this.#unit.functions[fn] ?? []);
    const names = [...functions.flatMap(({ name, results }) => [name, ...results.map(spell)]), ...others];
    const path = this.#unit.file.split('/').slice(-2);
    if (names.some((name) => this.#hasSibling(name))) return true;
    return (
      [...names, ...targetsOf(site.use), ...path].some(saysIPv4) ||
      this.#four.test(path.join('/')) ||
      this.#isOfIPv4(this.#outermost(site.scope))
    );
  }

  /** Whether a function is about IPv4 by what it speaks. */
  #isOfIPv4(fn: number): boolean {
    let known = this.#byNature.get(fn);
    if (known === undefined) {
      known = this.#four.test(this.#codeOf(fn).text);
      this.#byNature.set(fn, known);
    }
    return known;
  }

  /** A pattern for IPv6 anywhere in the file. */
  #patternForIPv6(): RegExpExecArray | null {
    if (this.#sixPattern === undefined) this.#sixPattern = sixPattern.exec(this.#code);
    return this.#sixPattern;
  }

  /**
   * Where the same function, or for what stands at the top the same file, does something for IPv6. Who asks for IPv6 to
   * leave it out has not handled it: what the test itself says does not count.
   */
  twin(site: Site, test?: Span): Twin | undefined {
    const own = this.#outermost(site.scope);
    const found = this.#twin(own);
    if (!found || !test || found.span.start < test.start || found.span.end > test.end) return found;
    const { text, start } = this.#codeOf(own);
    const rest = this.#six.exec(text.slice(test.end - start));
    return rest ? this.#found(own, test.end + rest.index, rest[0].length) : undefined;
  }

  /**
   * Where a value of the file is used by functions that all do something for IPv6 too, or, for a place in a function, where
   * the file does: patterns stand side by side in functions of their own.
   */
  twinOfUsers(site: Site): Twin | undefined {
    const [name = ''] = site.scope === 0 ? heldBy(site.use) : [];
    if (!/^\w+$/.test(name) || this.#patternForIPv6()) return this.#twin(-1);
    const mention = new RegExp(`\\b${name}\\b`);
    const users = this.#unit.functions.flatMap(({ span }, index) =>
      mention.test(this.#code.slice(span.start, span.end)) ? [index] : [],
    );
    if (users.length === 0) return this.#twin(-1);
    const twins = users.map((index) => this.#twin(index));
    return twins.every((twin) => twin !== undefined) ? twins[0] : undefined;
  }

  #twin(own: number): Twin | undefined {
    if (this.#twins.has(own)) return this.#twins.get(own);
    const { text, start } = this.#codeOf(own);
    const found = this.#six.exec(text) ?? (own < 0 ? this.#patternForIPv6() : undefined);
    const twin = found ? this.#found(own, start + found.index, found[0].length) : undefined;
    this.#twins.set(own, twin);
    return twin;
  }

  #found(own: number, start: number, length: number): Twin {
    const says = own < 0 ? 'the file handles IPv6 too' : 'the function handles IPv6 too';
    return { says, span: { file: this.#unit.file, start, end: start + length } };
  }

  /** The code, without prose, of the function around a site; all of the file for what stands at the top. */
  around(site: Site): string {
    return this.#codeOf(this.#outermost(site.scope)).text;
  }

  /** Where that code begins. */
  startOf(site: Site): number {
    return this.#codeOf(this.#outermost(site.scope)).start;
  }

  /** The code of a function, of the whole file for -1. */
  #codeOf(fn: number): { text: string; start: number } {
    const span = this.#unit.functions[fn]?.span;
    return span ? { text: this.#code.slice(span.start, span.end), start: span.start } : { text: this.#code, start: 0 };
  }

  /** Whether a text stands in the file, be it in prose. Every call of the file may ask: the answer is kept. */
  mentions(text: string): boolean {
    let known = this.#mentions.get(text);
    if (known === undefined) {
      known = this.#text.includes(text);
      this.#mentions.set(text, known);
    }
    return known;
  }

  /** All code of the file, without prose. */
  get file(): string {
    return this.#code;
  }

  /** `reverse` beside `reverse6`. */
  #hasSibling(name: string): boolean {
    this.#names ??= new Set(this.#unit.functions.map((fn) => fn.name));
    return name !== '' && ['6', 'V6', 'v6', '_v6', 'IPv6', 'Ipv6'].some((suffix) => this.#names?.has(name + suffix));
  }

  /** The outermost function around a scope, -1 for none: callbacks are a part of what they are written in. */
  #outermost(scope: number): number {
    return this.#functionsAround(scope).at(-1) ?? -1;
  }

  #functionsAround(scope: number): readonly number[] {
    const functions: number[] = [];
    for (let at = scope; at >= 0; at = this.#unit.scopes[at]?.parent ?? -1) {
      const fn = this.#unit.scopes[at]?.function ?? -1;
      if (fn >= 0 && functions.at(-1) !== fn) functions.push(fn);
    }
    return functions;
  }
}

function isProse(part: string): boolean {
  if (part.startsWith('/')) return part.startsWith('//') || part.startsWith('/*');
  return part.includes(' ');
}

/** The names of what a site is put into. */
function targetsOf(use: Use): readonly string[] {
  switch (use.is) {
    case 'assigned':
      return use.names;
    case 'field':
      return [use.key, use.type ? spell(use.type) : '', ...targetsOf(use.outer)];
    case 'argument':
    case 'member':
      return targetsOf(use.outer);
    default:
      return [];
  }
}

/** The name that a value, or what is made of it, is given. */
function heldBy(use: Use): readonly string[] {
  if (use.is === 'assigned') return use.names;
  return use.is === 'argument' ? heldBy(use.outer) : [];
}

/** `ip4`, `parseIPv4`, `IPv4Pool`, `inet4`. */
function saysIPv4(name: string): boolean {
  return (
    words(name).some((word) => /^(?:ip|inet|addr|net|host|is|to|v|ips|family|dhcp|cidr|a|as|ver)+4s?$/.test(word)) ||
    /v4/i.test(name)
  );
}
