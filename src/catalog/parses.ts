import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Parse, ParsedBy, Store } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { constants, type Value } from '../model/value.ts';
import type { Arms } from './arms.ts';
import type { Design } from './design.ts';
import type { Places } from './places.ts';
import type { Means } from './schema.ts';

/** Where an address is taken for an IPv4 one, before names and guards are weighed. */
export interface Taking {
  readonly site: Site;
  readonly span: Span;
  /** Whether IPv6 may be handled anywhere in the file. */
  readonly inFile?: true;
  /** Undefined where what is validated comes later. */
  readonly input: Expr | undefined;
  readonly place: string;
  readonly is:
    | { readonly kind: 'parse'; readonly how: ParsedBy; readonly others: Parse['others']; readonly repair: string }
    | { readonly kind: 'store'; readonly as: Store['as'] };
}

const senderFamily = /(?:^|\.)(?:r_?info|remote_?(?:info|address)|peer_?(?:info|address)?)\.family$|\.remoteFamily$/i;

/** What to write in a schema instead. */
const schemaInstead = 'accept format ipv6 too, with anyOf';

/** Finds where IPv6 addresses are turned away, or meet what only IPv4 survives. */
export class Parses {
  readonly #evaluator: Evaluator;
  readonly #guards: Guards;
  readonly #arms: Arms;
  readonly #design: Design;
  readonly #places: Places;
  readonly #sites = new Map<Expr, Site>();

  constructor(evaluator: Evaluator, guards: Guards, arms: Arms, design: Design, places: Places) {
    this.#evaluator = evaluator;
    this.#guards = guards;
    this.#arms = arms;
    this.#design = design;
    this.#places = places;
    for (const site of evaluator.unit.sites) this.#sites.set(site.expr, site);
  }

  /** Tests of which one arm refuses whatever is not IPv4. */
  refusals(): Taking[] {
    const tests = new Set(this.#evaluator.unit.guards.map((guard) => guard.test));
    return [...tests].flatMap((test) => [true, false].flatMap((holds) => this.#refusal(test, holds) ?? []));
  }

  #refusal(test: Expr, holds: boolean): Taking | undefined {
    const site = this.#sites.get(test);
    const said = this.#guards.tested(test, holds).find(({ kind }) => kind === 'is-ipv4') ?? this.#sender(test, holds);
    if (!site || !said) return undefined;
    if (isMembership(test)) return undefined;
    const otherwise = this.#arms.of(test, !holds);
    // `if ip.To4() == nil { errs = append(errs, …) }`
    if (this.#arms.of(test, holds) === undefined && otherwise === 'refuses' && this.#arms.collects(test, !holds))
      return this.#rejected(site, said.of);
    if (this.#arms.of(test, holds) !== 'acts' || otherwise === undefined || otherwise === 'acts') return undefined;
    return this.#rejected(site, said.of);
  }

  /** `rinfo.family === 'IPv4'`: the family of whoever sent something. */
  #sender(test: Expr, holds: boolean): { readonly of: Expr } | undefined {
    const said = this.#guards.selects(test, holds);
    return said?.kind === 'is-ipv4' && senderFamily.test(spell(said.of)) ? said : undefined;
  }

  /** What was asked for its family, `net.isIP(host) === 4`, is about its argument. */
  #rejected(site: Site, of: Expr): Taking {
    const input = (of.is === 'call' && /\b(?:isIP|len)$/.test(spell(of.callee)) ? of.args[0] : undefined) ?? of;
    const is = { kind: 'parse', how: 'library', others: 'rejected', repair: '' } as const;
    return { site, span: site.expr.span, input, place: spell(input), is };
  }

  /** Functions that answer whether an address is IPv4, and are not named so. */
  answers(): Taking[] {
    return this.#evaluator.unit.functions.flatMap(({ name, returns }) =>
      (name === '' ? [] : returns).flatMap(({ value }) => {
        const found = conjuncts(value).flatMap((test) =>
          this.#guards.tested(test, true).map((said) => ({ said, site: this.#siteIn(test) })),
        )[0];
        if (found?.said.kind !== 'is-ipv4' || !found.site) return [];
        return [this.#rejected(found.site, found.said.of)];
      }),
    );
  }

  #siteIn(test: Expr): Site | undefined {
    if (test.is === 'test' && test.op !== '!') {
      return this.#sites.get(test) ?? test.operands.map((one) => this.#sites.get(one)).find((one) => one !== undefined);
    }
    return this.#sites.get(test);
  }

  /** A conversion to IPv4 whose result is used as if there always were one. */
  conversion(call: Call, means: Extract<Means, { is: 'test' }>, site: Site): Taking | undefined {
    const input = call.expr(means.of);
    if (!input || means.otherwise === undefined) return undefined;
    const what = consumed(site, this.#evaluator) ?? this.#consumedLater(site) ?? this.#taken(input, site);
    return what && { site, span: site.expr.span, input, place: call.name, is: what };
  }

  /** `{ type: 'string', format: 'ipv4' }` of a schema. */
  format(site: Site): Taking | undefined {
    if (site.expr.is !== 'record') return undefined;
    const format = site.expr.fields.find(({ key }) => key === 'format');
    if (format?.value.is !== 'literal' || format.value.text !== 'ipv4') return undefined;
    const is = { kind: 'parse', how: 'validator', others: 'rejected', repair: schemaInstead } as const;
    return { site, span: format.span, input: undefined, place: 'format: ipv4', is };
  }

  /** `validate:"required,ipv4"` of a struct's field. */
  tag(site: Site): Taking | undefined {
    if (site.expr.is !== 'literal' || site.use.is !== 'field') return undefined;
    const found = this.#places.tagged(site.expr.text);
    if (!found) return undefined;
    const is = { kind: 'parse', how: 'validator', others: 'rejected', repair: found.repair } as const;
    return { site, span: site.expr.span, input: undefined, place: `The tag ${found.word}`, is };
  }

  /** `ips[0].To4()`: the first address is hoped to be IPv4, and nobody looks whether it is. */
  #taken(input: Expr, { use, expr, scope, guard }: Site): Taking['is'] | undefined {
    if (input.is !== 'member' || !/^\d+$/.test(input.key)) return undefined;
    if (use.is === 'returned') return none;
    const [name = ''] = use.is === 'assigned' && use.names.length === 1 ? use.names : [];
    if (!/^\w+$/.test(name)) return undefined;
    return isChecked(name, this.#design.around({ use, expr, scope, guard })) ? undefined : none;
  }

  /** A library that takes IPv4 only, by itself or because it is told to. */
  called(call: Call, means: Extract<Means, { is: 'parse' }>, site: Site): Taking | undefined {
    const { how, others, repair } = means;
    if (means.family !== undefined && !isIPv4(call.role(means.family))) return undefined;
    const input = means.input === undefined ? undefined : call.expr(means.input);
    const is = { kind: 'parse', how, others, repair } as const;
    const taking = { site, span: site.expr.span, input, place: call.name, is };
    // What validates one family stands beside what validates the other.
    return others === 'rejected' ? { ...taking, inFile: true } : taking;
  }

  /** `v4 := ip.To4(); v4[3]`, unless it is looked at whether there is one. */
  #consumedLater({ use, expr, scope, guard }: Site): Taking['is'] | undefined {
    const [name = '', more] = use.is === 'assigned' ? use.names : [];
    if (more !== undefined || !/^\w+$/.test(name)) return undefined;
    const code = this.#design.around({ use, expr, scope, guard });
    if (isChecked(name, code)) return undefined;
    if (new RegExp(`Uint32\\(${name}\\b`).test(code)) return { kind: 'store', as: 'uint32' };
    if (new RegExp(`\\bcopy\\([^,()]+, ?${name}\\b`).test(code)) return { kind: 'store', as: '4 bytes' };
    return new RegExp(`\\b${name}\\[[0-3]\\]`).test(code) ? crash : undefined;
  }
}

const crash = { kind: 'parse', how: 'library', others: 'panic', repair: '' } as const;

const none = { kind: 'parse', how: 'library', others: 'nil', repair: '' } as const;

/** Whether it is looked at whether there is a value at all. */
function isChecked(name: string, code: string): boolean {
  return new RegExp(`\\b${name}\\s*[!=]==?\\s*(?:nil|null)\\b|\\blen\\(${name}\\)`).test(code);
}

/** What the use of a conversion takes for granted. */
function consumed({ use }: Site, { resolver }: Evaluator): Taking['is'] | undefined {
  if (use.is === 'member') {
    if (/^\d+$/.test(use.key)) return crash;
    return /^(?:String|Mask)$/.test(use.key) ? none : undefined;
  }
  if (use.is !== 'argument') return undefined;
  const callee = spell(use.callee).split('.').at(-1) ?? '';
  if (callee === 'SetBytes') return none;
  if (resolver.entries(use.callee).some(({ means }) => means.is === 'number')) return { kind: 'store', as: 'uint32' };
  return callee === 'copy' && use.index === 1 ? { kind: 'store', as: '4 bytes' } : undefined;
}

/** Whether an argument asks for IPv4: `4`, `'ipv4'`, `['ipv4']`. */
export function isIPv4(value: Value): boolean {
  if (value.is === 'list') return value.items.length > 0 && value.items.every(isIPv4);
  const { texts, complete } = constants(value);
  return complete && texts.length > 0 && texts.every(({ text }) => /^(?:(?:ip)?v)?4$/i.test(text));
}

/** `v4 := ip.To4(); v4 != nil && shared.Contains(v4)`: whether an address is in a range, which turns none away. */
function isMembership(test: Expr): boolean {
  return conjuncts(test).some(
    (part) => part.is === 'call' && part.callee.is === 'member' && part.callee.key === 'Contains',
  );
}

/** The parts of `a && b`. */
export function conjuncts(value: Expr): readonly Expr[] {
  if (value.is === 'other' && value.what === '&&') return value.parts;
  return value.is === 'test' && value.op === '&&' ? value.operands : [value];
}
