import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import { spellings } from '../model/value.ts';
import type { Arms } from './arms.ts';
import type { Design } from './design.ts';
import { conjuncts, isIPv4 } from './parses.ts';

/** Where of a list of addresses only IPv4 ones are kept. */
export interface Picking {
  readonly site: Site;
  readonly span: Span;
  /** The list as it is spelled. */
  readonly list: string;
  /** Whether it holds the addresses of interfaces. */
  readonly own: boolean;
}

const MAX_STEPS = 6;

/** What is taken where there is no IPv4 address; a loopback or nothing is none of the others. */
const otherwise =
  /^\??(?:\.\w+|\[\w+\])*\)*\s*(?:\|\||\?\?)(?!\s*(?:["'`](?:\d{1,3}(?:\.\d{1,3}){3}|localhost|)["'`]|null\b|undefined\b|\{ ?\}))/;

/** Finds loops and filters over addresses that keep IPv4 ones, in functions that were given them. */
export class Picks {
  readonly #evaluator: Evaluator;
  readonly #guards: Guards;
  readonly #arms: Arms;
  readonly #design: Design;
  readonly #lexicon: Lexicon;

  constructor(evaluator: Evaluator, guards: Guards, arms: Arms, design: Design, lexicon: Lexicon) {
    this.#evaluator = evaluator;
    this.#guards = guards;
    this.#arms = arms;
    this.#design = design;
    this.#lexicon = lexicon;
  }

  /** `for _, addr := range addrs { if ip.To4() != nil { … } }` */
  loops(): Picking[] {
    const tests = new Set(this.#evaluator.unit.guards.map((guard) => guard.test));
    return this.#evaluator.unit.sites
      .filter((site) => tests.has(site.expr))
      .flatMap((site) => [true, false].flatMap((holds) => this.#loop(site, holds) ?? []));
  }

  #loop(site: Site, holds: boolean): Picking | undefined {
    const { expr } = site;
    const selected = this.#guards.selects(expr, holds);
    if (selected?.kind !== 'is-ipv4' || this.#arms.of(expr, holds) !== 'acts') return undefined;
    // An IPv4-mapped address that is made shorter is none that is picked.
    if (expr.is === 'call' && /\.Is4In6$/.test(spell(expr.callee))) return undefined;
    const otherwise = this.#arms.of(expr, !holds);
    if (otherwise === 'acts') return undefined;
    const list = this.#listOf(selected.of, 0);
    return list && this.#picking(site, expr.span, list);
  }

  /** `addresses.filter((one) => one.family === 4)` */
  filter(site: Site): Picking | undefined {
    const { expr } = site;
    if (expr.is !== 'call' || expr.callee.is !== 'member' || !/^(?:filter|find|pickBy)$/.test(expr.callee.key))
      return undefined;
    // `_.find(addresses, …)`
    const [list, fn] = expr.args.length > 1 ? expr.args : [expr.callee.of, expr.args[0]];
    if (!list || !fn) return undefined;
    if (fn.is === 'record') return this.#matching(fn, list, site);
    const returns = fn.is === 'function' ? (this.#evaluator.unit.functions[fn.index]?.returns ?? []) : [];
    const [only] = returns;
    if (returns.length !== 1 || !only) return undefined;
    const selects = conjuncts(only.value).some((test) => this.#selects(test));
    const after = this.#design.file.slice(expr.span.end, expr.span.end + 80);
    if (!selects || otherwise.test(after)) return undefined;
    return this.#picking(site, only.value.span, list);
  }

  /** `_.filter(addresses, { family: 'IPv4' })` */
  #matching(fields: Extract<Expr, { is: 'record' }>, list: Expr, site: Site): Picking | undefined {
    const family = fields.fields.find((field) => field.key === 'family');
    return family && isIPv4(this.#evaluator.value(family.value)) ? this.#picking(site, family.span, list) : undefined;
  }

  /** A type that is called ip4 may be that of anything; a family is an address's. */
  #selects(test: Expr): boolean {
    if (test.is === 'either' && !test.test) return test.options.every((one) => this.#selects(one));
    const asked = this.#guards.tested(test, true)[0] ?? this.#guards.selects(test, true);
    if (asked?.kind !== 'is-ipv4') return false;
    return (
      test.is === 'call' || /famil|version|isip/i.test(spell(asked.of)) || this.#guards.tested(test, true).length > 0
    );
  }

  /** `getHostIP4(host)`: a function that takes IPv4 only by its name, where nothing else says that this is meant. */
  named(site: Site): string | undefined {
    const { expr } = site;
    const [input] = expr.is === 'call' ? expr.args : [];
    if (expr.is !== 'call' || !input || this.#evaluator.calls.call(expr)) return undefined;
    const name = spell(expr.callee);
    if (!this.#lexicon.fits('lookups of ipv4', name.split('.').at(-1) ?? '')) return undefined;
    return this.#lexicon.meaning(spellings(this.#evaluator.value(input))) === 'address' ? name : undefined;
  }

  #picking(site: Site, span: Span, list: Expr): Picking | undefined {
    const spelled = spell(list);
    const code = this.#design.around(site);
    const own = this.#lexicon.code('interfaces').test(code);
    const named = this.#lexicon.meaning([spelled, ...spellings(this.#evaluator.value(list))]) === 'address';
    // Where another element is taken if there is none, IPv4 is only preferred.
    const prefers = /^\w+$/.test(spelled) && new RegExp(`\\b${spelled}\\[0\\]`).test(code);
    return (own || named) && !prefers ? { site, span, list: spelled, own } : undefined;
  }

  /** The list that a value is an element of, through its fields, conversions and names. */
  #listOf(expr: Expr, step: number): Expr | undefined {
    if (step > MAX_STEPS) return undefined;
    switch (expr.is) {
      case 'other':
        if (expr.what === 'element') return expr.parts[0];
        // `interfaces[name][index]`
        return expr.what === 'key' && expr.parts[0]
          ? (this.#listOf(expr.parts[0], step + 1) ?? expr.parts[0])
          : undefined;
      case 'member':
        return this.#listOf(expr.of, step + 1);
      case 'call':
        return expr.callee.is === 'member' && expr.args.length === 0
          ? this.#listOf(expr.callee.of, step + 1)
          : expr.args[0] && this.#listOf(expr.args[0], step + 1);
      case 'name': {
        const values = this.#evaluator.binding(expr.name, expr.scope, expr.span.start)?.values ?? [];
        return values
          .slice(0, 3)
          .map(({ value }) => this.#listOf(value, step + 1))
          .find((list) => list !== undefined);
      }
      default:
        return undefined;
    }
  }
}
