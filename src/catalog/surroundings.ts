import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { type Lexicon, namesIPv4, namesIPv6 } from '../evaluate/words.ts';
import type { Expr, Use } from '../languages/language.ts';
import type { GuardFact, Twin } from '../model/fact.ts';
import type { Span } from '../model/span.ts';

/** A place in a unit: a site, or the return of a function. */
export interface Spot {
  readonly scope: number;
  readonly guard: number;
  readonly span: Span;
  readonly use: Use | undefined;
  readonly expr?: Expr;
}

const MAX_COUNTERPARTS = 64;

/** What IPv6 counterparts look like in source, whatever the language. */
export const counterparts = {
  prefix: /["'`^](?:::|[\da-f]{1,4}:)[\da-f:.]{0,40}(?:%\d+)?\/?\d|ip_?v?6|\bf[cd]00:|\bfe80:/i,
  mask: /\b128\b|BitLen\(|IPv6len|len\([\w.]{0,60}(?:ip|addr|mask)\b[^)\n]{0,40}\) ?\* ?8/i,
  wildcard: /["'`]\[?::\]?["'`:/]/,
  loopback: /["'`^/(|]\[?::1(?!\d)/,
} as const;

/** Looks around a place for what says that IPv6 was thought of, or that only IPv4 comes here. */
export class Surroundings {
  readonly #source: string;
  #text: string | undefined;
  readonly #evaluator: Evaluator;
  readonly #guards: Guards;
  readonly #lexicon: Lexicon;
  readonly #named: boolean;

  constructor(text: string, evaluator: Evaluator, guards: Guards, lexicon: Lexicon) {
    this.#source = text;
    this.#evaluator = evaluator;
    this.#guards = guards;
    this.#lexicon = lexicon;
    const { file, package: name } = evaluator.unit;
    // DHCP and ARP are protocols of IPv4; DHCPv6 and neighbour discovery are others.
    this.#named = /(?:^|[/._-])(?:(?:ip)?v4|arp|dhcp(?:v?4)?)(?=[/._-])/i.test(file) || namesIPv4([name]);
  }

  /** Tests, functions and names that say that only IPv4 comes here, or only IPv6. */
  guards(spot: Spot): GuardFact[] {
    const found = this.#guards.about(spot.guard, new Set());
    const { guards } = this.#evaluator.unit;
    for (let at = spot.guard; at >= 0; at = guards[at]?.parent ?? -1) {
      const guard = guards[at];
      const kind = guard && this.#guards.selects(guard.test, guard.holds)?.kind;
      if (guard && kind) found.push({ kind, span: guard.test.span });
    }
    const names = [...this.functions(spot.scope).flatMap((fn) => fn.name.split('.')), ...namesOf(spot.use)];
    if (this.#named || namesIPv4(names)) found.push({ kind: 'is-ipv4', span: spot.span });
    if (namesIPv6(names)) found.push({ kind: 'is-ipv6', span: spot.span });
    return found;
  }

  /** The functions around a place, innermost first. */
  functions(scope: number) {
    const { scopes, functions } = this.#evaluator.unit;
    const around = new Set<number>();
    for (let at = scope; at >= 0; at = scopes[at]?.parent ?? -1) around.add(scopes[at]?.function ?? -1);
    return [...around].flatMap((index) => functions[index] ?? []);
  }

  /** The counterpart in the function around a place, or in the whole file. */
  twin(pattern: RegExp, says: string, spot: Spot, within: 'function' | 'file'): Twin | undefined {
    // A callback says too little by itself: without a named function around it, the file decides.
    const named = within === 'function' ? this.functions(spot.scope).filter((fn) => fn.name !== '') : [];
    const outer = named.at(-1);
    const start = outer?.span.start ?? 0;
    const code = this.#code();
    const found = pattern.exec(outer ? code.slice(start, outer.span.end) : code);
    if (!found) return undefined;
    const at = start + found.index;
    return { says, span: { file: spot.span.file, start: at, end: at + found[0].length } };
  }

  /** The counterparts of comparisons: as many as are written, so that of two with one `::` between them one has none. */
  compared(spans: readonly Span[], kind: 'wildcard' | 'loopback'): ReadonlyMap<Span, Twin> {
    const says = `${kind} of IPv6 is known as well`;
    const { file } = this.#evaluator.unit;
    // A name stands for a counterpart wherever it is used, in any number.
    const everywhere = this.#lexicon.code(`ipv6 ${kind}`).exec(this.#code());
    const spanAt = ({ 0: text, index }: RegExpExecArray) => ({ file, start: index, end: index + text.length });
    if (everywhere) return new Map(spans.map((span) => [span, { says, span: spanAt(everywhere) }]));
    const all = this.#code().matchAll(new RegExp(counterparts[kind].source, 'g'));
    const found = [...all].slice(0, MAX_COUNTERPARTS).map(spanAt);
    return new Map([...nearest(spans, found)].map(([own, span]) => [own, { says, span }]));
  }

  #code(): string {
    this.#text ??= withoutComments(this.#source);
    return this.#text;
  }
}

/** Each counterpart belongs to one place: the nearest that has none yet. */
function nearest(spans: readonly Span[], found: readonly Span[]): ReadonlyMap<Span, Span> {
  const pairs = spans
    .flatMap((span) => found.map((one) => ({ span, one, apart: Math.abs(span.start - one.start) })))
    .sort((a, b) => a.apart - b.apart);
  const taken = new Map<Span, Span>();
  const gone = new Set<Span>();
  for (const { span, one } of pairs) {
    if (taken.has(span) || gone.has(one)) continue;
    taken.set(span, one);
    gone.add(one);
  }
  return taken;
}

/** Comments that have a line to themselves, or its end, are blanked: they promise what the code does not do. */
function withoutComments(text: string): string {
  return text.replace(/(?:^[ \t]*(?:\/\/|\*|\/\*)|(?<=[;,(){}[\]][ \t]{1,4})\/\/ ).*$/gm, (line) =>
    ' '.repeat(line.length),
  );
}

/** The names that a value is given on its way: a variable, a field, an argument's function. */
function namesOf(use: Use | undefined): string[] {
  switch (use?.is) {
    case 'assigned':
      return [...use.names];
    case 'field':
      return [use.key, ...namesOf(use.outer)];
    case 'argument':
    case 'part':
    case 'member':
      return namesOf(use.outer);
    default:
      return [];
  }
}
