import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { compilePattern, leavesLiteralsOut } from '../evaluate/patterns.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import { spellings } from '../model/value.ts';
import type { Design } from './design.ts';
import type { Taking } from './parses.ts';
import { accepts, asksFor, namedAddress } from './patterns.ts';
import type { Means } from './schema.ts';

/** What has a colon is an IPv6 address, for code that asks for one beside its pattern. */
const asksForColon = /(?:includes|indexOf|contains|IndexByte|Count)\w{0,40}\([^()\n]*['"]::?['"]/i;

/** Finds where an address is taken for four numbers: by a pattern, cut at its dots, byte by byte. */
export class Quads {
  readonly #evaluator: Evaluator;
  readonly #design: Design;
  readonly #lexicon: Lexicon;

  constructor(evaluator: Evaluator, design: Design, lexicon: Lexicon) {
    this.#evaluator = evaluator;
    this.#design = design;
    this.#lexicon = lexicon;
  }

  /** A pattern that matches IPv4 addresses and no others, judged by what it does. */
  pattern(site: Site): Taking | undefined {
    const { expr } = site;
    if (expr.is !== 'literal' || !asksFor(site, this.#design.file, this.#lexicon)) return undefined;
    const parts = expr.type === 'regex' ? /^\/([\s\S]*)\/([a-z]*)$/.exec(expr.text) : undefined;
    if (expr.type === 'regex' && !parts) return undefined;
    const source = parts?.[1] ?? expr.text;
    const judged = accepts(source, parts?.[2] ?? '');
    if (!judged?.ipv4) return this.#urlPattern(site, source);
    if (judged.ipv6) return undefined;
    if (!judged.octets && !namedAddress(site, this.#functionNames(site), this.#lexicon)) return undefined;
    const near = this.#design.file.slice(Math.max(0, expr.span.start - 160), expr.span.end + 160);
    if (asksForColon.test(near)) return undefined;
    const is = { kind: 'parse', how: 'pattern', others: 'rejected', repair: '' } as const;
    const taking: Taking = { site, span: expr.span, input: undefined, place: 'a pattern', is };
    // A file that names nothing is no program but holds scripts: what one does for IPv6 says nothing of another.
    return this.#evaluator.unit.bindings.length === 0 ? taking : { ...taking, inFile: true };
  }

  /** A pattern that takes the host out of a URL, and has no place for brackets and colons in it. */
  #urlPattern(site: Site, source: string): Taking | undefined {
    const pattern = source.includes('(') ? compilePattern(`/${source}/`) : undefined;
    if (!pattern || !leavesLiteralsOut(pattern)) return undefined;
    const is = { kind: 'parse', how: 'URL pattern', others: 'rejected', repair: '' } as const;
    return { site, span: site.expr.span, input: undefined, place: 'a pattern', is };
  }

  #functionNames({ scope }: Site): readonly string[] {
    return [this.#evaluator.unit.functions[this.#evaluator.unit.scopes[scope]?.function ?? -1]?.name ?? ''];
  }

  /** `ip.split('.')`, of which four numbers are wanted. */
  octets(call: Call, means: Extract<Means, { is: 'split' }>, site: Site): Taking | undefined {
    const separator = means.separator === undefined ? undefined : call.role(means.separator);
    const input = call.expr(means.input);
    if (separator?.is !== 'text' || separator.text !== '.' || !input || !this.#isIP(input)) return undefined;
    const { end } = site.expr.span;
    const after = this.#design.file.slice(end, end + 240);
    const [held = ''] = site.use.is === 'assigned' ? site.use.names : [];
    const chained = /^\s*(?:\.map\(|\.reverse\(|\.reduce\(|\.every\(|\[[0-3]\]|\.length [=!]==? 4|\.pop\()/.test(after);
    if (!chained && !(/^\w+$/.test(held) && this.#countsOctets(held, site))) return undefined;
    const isNumber = /\.reduce\(|<<|>>>|\* ?256/.test(after);
    const is = isNumber
      ? ({ kind: 'store', as: 'uint32' } as const)
      : ({ kind: 'parse', how: 'octets', others: 'garbled', repair: '' } as const);
    return { site, span: site.expr.span, input, place: call.name, is };
  }

  #countsOctets(name: string, site: Site): boolean {
    const code = this.#design.around(site);
    const counts = `len\\(${name}\\) ?[!=]= ?4|\\b${name}\\.length ?[!=]==? ?4|\\b${name}\\[[123]\\]|\\b${name}\\.(?:map|reverse|every|reduce)\\(|Reverse\\w*\\(${name}\\b`;
    return new RegExp(counts).test(code);
  }

  /** A call that is given four bytes of an address one by one: `Sprintf("%d.%d.%d.%d", ip[0], ip[1], ip[2], ip[3])`. */
  bytes(site: Site): Taking | undefined {
    const { expr } = site;
    if (expr.is !== 'call' && expr.is !== 'record') return undefined;
    const given = expr.is === 'call' ? expr.args : expr.fields.map(({ value }) => value);
    if (given.length < 4) return undefined;
    const parts = given.flatMap((arg) => (arg.is === 'member' && /^(?:[0-3]|1[2-5])$/.test(arg.key) ? [arg] : []));
    const [first] = parts;
    if (!first || parts.length !== 4 || new Set(parts.map(({ key }) => key)).size !== 4) return undefined;
    if (parts.some(({ of }) => spell(of) !== spell(first.of)) || !this.#isIP(first.of)) return undefined;
    const is = { kind: 'parse', how: 'bytes', others: 'garbled', repair: '' } as const;
    return { site, span: expr.span, input: first.of, place: spell(expr.is === 'call' ? expr.callee : expr), is };
  }

  /** `binary.BigEndian.Uint32(ip[12:16])`: the number of an IPv4 address. */
  number(call: Call, means: Extract<Means, { is: 'number' }>, site: Site): Taking | undefined {
    const bytes = call.expr(means.bytes);
    const tail = bytes?.is === 'slice' && bytes.from?.is === 'literal' && bytes.from.text === '12';
    if (!bytes || !(tail || bytes.is === 'name') || !this.#isIP(tail ? bytes.of : bytes)) return undefined;
    return { site, span: site.expr.span, input: bytes, place: call.name, is: { kind: 'store', as: 'uint32' } };
  }

  /** `fmt.Sscanf(ip, "%d.%d.%d.%d", …)` */
  scanned(call: Call, means: Extract<Means, { is: 'scan' }>, site: Site): Taking | undefined {
    const input = call.expr(means.input);
    const format = call.role(means.format);
    if (!input || format.is !== 'text' || !/^%d\.%d\.%d\.%d/.test(format.text) || !this.#isIP(input)) return undefined;
    const is = { kind: 'parse', how: 'octets', others: 'garbled', repair: '' } as const;
    return { site, span: site.expr.span, input, place: call.name, is };
  }

  /** Names that end as an address's do: not a host, which may have dots in its name. */
  #isIP(expr: Expr): boolean {
    const value = this.#evaluator.value(expr);
    if (value.is === 'typed') return value.kind === 'ip';
    return spellings(value).some((name) => {
      const own = name.replace(/\.?(?:toString|String|trim)\(\)$/, '').split('.');
      return this.#lexicon.wordsFit('addresses', own.at(-1) ?? '');
    });
  }

  /** `ones, _ := n.Mask.Size()`, cut into octets where reverse zones are made: those of IPv6 have labels of 4 bits. */
  reverseSteps(site: Site): Taking | undefined {
    const { expr } = site;
    if (expr.is !== 'call' || expr.callee.is !== 'member' || expr.callee.key !== 'Size') return undefined;
    if (!/[mM]ask$/.test(spell(expr.callee.of)) || !['ReverseAddr', 'arpa'].some((one) => this.#design.mentions(one)))
      return undefined;
    const code = this.#design.around(site);
    const found = /% ?8\b/.exec(code);
    if (!found || /[%/*] ?4\b/.test(code)) return undefined;
    const start = this.#design.startOf(site) + found.index;
    const span = { ...expr.span, start, end: start + found[0].length };
    const is = { kind: 'parse', how: 'reverse name', others: 'garbled', repair: '' } as const;
    return { site, span, input: undefined, place: spell(expr.callee), is };
  }

  /** Reverse names of IPv4 in a file that knows none of IPv6. */
  reverseName(site: Site): Taking | undefined {
    const { expr } = site;
    if (expr.is !== 'call' && expr.is !== 'concat') return undefined;
    if (!this.#design.mentions('in-addr.arpa')) return undefined;
    const parts = expr.is === 'call' ? expr.args : expr.parts;
    const values = parts.map((part) => this.#evaluator.value(part));
    if (!values.some((value) => value.is === 'text' && /in-addr\.arpa\.?$/i.test(value.text))) return undefined;
    const is = { kind: 'parse', how: 'reverse name', others: 'garbled', repair: '' } as const;
    return {
      site,
      span: expr.span,
      input: undefined,
      place: expr.is === 'call' ? spell(expr.callee) : 'a text',
      is,
      inFile: true,
    };
  }
}
