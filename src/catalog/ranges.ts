import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import { type Lexicon, namesIPv4 } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import { parseHost } from '../model/address.ts';
import type { Evidence, GuardFact, Range, RangeShape, Step, Twin } from '../model/fact.ts';
import { constantText, spellings, type Value } from '../model/value.ts';
import { type Compared, comparison, comparisonsIn, lookUp } from './compared.ts';
import { pieces } from './joins.ts';
import { loopbackAlone } from './loopback-lists.ts';
import { type Prefix, parsePrefix } from './prefixes.ts';
import type { Purposes } from './purpose.ts';
import type { Means } from './schema.ts';
import { counterparts, type Spot, type Surroundings } from './surroundings.ts';

const MAX_DEPTH = 4;

/** Alone, as the default of a struct's tag, or in a line of pg_hba.conf. */
const everything =
  /^0\.0\.0\.0\/0$|\bdefault:"0\.0\.0\.0\/0"|(?:^|\n)[ \t]*host(?:(?:no)?ssl)?[ \t]+\S+[ \t]+\S+[ \t]+0\.0\.0\.0\/0[ \t]/;

/** Finds prefixes, masks and sets of addresses that are written for one family. */
export class Ranges {
  readonly #evaluator: Evaluator;
  readonly #guards: Guards;
  readonly #around: Surroundings;
  readonly #lexicon: Lexicon;
  readonly #purposes: Purposes;
  /** Literals that are compared with what is named for IPv4: `ipv4Pool.String() == "0.0.0.0/0"`. */
  readonly #besideIPv4: ReadonlySet<Expr>;

  constructor(evaluator: Evaluator, guards: Guards, around: Surroundings, lexicon: Lexicon, purposes: Purposes) {
    this.#evaluator = evaluator;
    this.#guards = guards;
    this.#around = around;
    this.#lexicon = lexicon;
    this.#purposes = purposes;
    this.#besideIPv4 = new Set(
      evaluator.unit.sites
        .flatMap(({ expr }) => comparisonsIn(expr))
        .flatMap(([left, right]) =>
          left && right?.is === 'literal' && namesIPv4(spell(left).split('.')) ? [right] : [],
        ),
    );
  }

  read(): Range[] {
    const { sites } = this.#evaluator.unit;
    const facts = sites.flatMap((site) => this.#site(site));
    // A prefix in a list is told with the list.
    const lists = facts.filter((fact) => fact.shape === 'list' || fact.shape === 'rule');
    const inside = (fact: Range): boolean =>
      lists.some((list) => list !== fact && list.span.start <= fact.span.start && fact.span.end <= list.span.end);
    return this.#besideEachOther(facts.filter((fact) => !inside(fact)));
  }

  /** Comparisons with the wildcard or the loopback of IPv4 that have one with that of IPv6 beside them. */
  #besideEachOther(facts: readonly Range[]): Range[] {
    const twins = (['wildcard', 'loopback'] as const).map((shape) => {
      const spans = facts.filter((fact) => fact.shape === shape).map((fact) => fact.span);
      return spans.length === 0 ? undefined : this.#around.compared(spans, shape);
    });
    return facts.map((fact) => {
      const twin = twins.map((one) => one?.get(fact.span)).find((one) => one !== undefined);
      return twin ? { ...fact, twin } : fact;
    });
  }

  #site(site: Site): Range[] {
    switch (site.expr.is) {
      case 'literal':
        return this.#literal(site);
      case 'list':
        return this.#list(site.expr, site);
      case 'record':
        return [...this.#network(site.expr, site), ...this.#call(site.expr, site)];
      case 'test':
        return this.#test(site.expr, site);
      case 'concat':
        return this.#length(site);
      case 'call':
        return [...this.#length(site), ...this.#call(site.expr, site), ...this.#rule(site.expr.args, site)];
      default:
        return [];
    }
  }

  #call(expr: Extract<Expr, { is: 'call' | 'record' }>, site: Site): Range[] {
    const call = this.#evaluator.calls.call(expr);
    const means = call?.entry.means;
    if (!call || !means) return [];
    if (means.is === 'mask') return this.#mask(call, means, site);
    if (means.is === 'prefix') return this.#prefixed(call, means, site);
    if (means.is === 'ipv4-ranges') return this.#library(call, means, site);
    const compared = lookUp(call, this.#evaluator);
    return compared && (compared.host === 'wildcard' || this.#isPeer(compared.of))
      ? this.#compared(compared, site)
      : [];
  }

  /** `CIDRMask(64, 64)` is no mask at all; one of 32 bits is judged where it meets an address. */
  #mask(call: Call, means: Extract<Means, { is: 'mask' }>, site: Site): Range[] {
    const bits = constantText(call.role(means.bits));
    if (bits === undefined) return [];
    const written = `${call.name} of ${bits} bits`;
    if (/^\d+$/.test(bits) && bits !== '32' && bits !== '128') {
      const because = [{ says: `an address has 32 or 128 bits, never ${bits}`, span: site.expr.span }];
      return [this.#range(site, { shape: 'bad-mask', written, because, repair: 'a length of 128' })];
    }
    if (bits !== '32') return [];
    const { use } = site;
    // `ip.Mask(net.CIDRMask(24, 32))` is nil for an IPv6 address.
    if (use.is === 'argument' && use.callee.is === 'member' && use.callee.key === 'Mask')
      return this.#masked(use.callee.of, written, site);
    return [];
  }

  /** `IPNet{IP: ip, Mask: CIDRMask(32, 32)}`. */
  #network(record: Extract<Expr, { is: 'record' }>, site: Site): Range[] {
    const ip = record.fields.find((field) => /^(?:IP|Addr|Address)$/.test(field.key))?.value;
    const mask = record.fields.find((field) => /^(?:Net)?[mM]ask$/.test(field.key))?.value;
    if (!ip || !mask) return [];
    const made = this.#maskOf(mask);
    return made === undefined ? [] : this.#masked(ip, made, { ...site, expr: mask });
  }

  /** How a mask for IPv4 is written, where it is one. */
  #maskOf(expr: Expr): string | undefined {
    const call = this.#evaluator.calls.call(expr);
    const means = call?.entry.means;
    if (!call || means?.is !== 'mask') return undefined;
    return constantText(call.role(means.bits)) === '32' ? `${call.name} of 32 bits` : undefined;
  }

  #masked(ip: Expr, written: string, site: Site): Range[] {
    if (this.#isIPv4(ip)) return [];
    const twin = this.#around.twin(counterparts.mask, 'there is a mask for IPv6', spotOf(site), 'function');
    const repair = 'a mask as long as the address: 128 bits where To4() is nil';
    return [
      this.#range(site, {
        shape: 'mask',
        written,
        about: spell(ip),
        twin,
        repair,
        subjects: this.#guards.subjects(ip),
      }),
    ];
  }

  #isIPv4(expr: Expr, depth = 0): boolean {
    if (depth > MAX_DEPTH) return false;
    if (namesIPv4([spell(expr)])) return true;
    if (expr.is === 'member' && this.#evaluator.resolver.field(expr.key)?.means.is === 'field') return true;
    const call = this.#evaluator.calls.call(expr);
    if (call?.entry.means.is === 'test' && call.entry.means.says === 'is-ipv4') return true;
    const value = this.#evaluator.value(expr);
    if (namesIPv4(spellings(value)) || (value.is === 'typed' && value.kind === 'ipv4')) return true;
    if (value.is === 'list' && value.items.length === 4) return true;
    const text = constantText(value);
    if (text !== undefined) return isFamily(text, 'ipv4');
    if (expr.is === 'call' && expr.args.length > 0 && expr.callee.is === 'member') {
      if (/^(?:IPv4|DefaultMask|IPv4Mask)$/.test(expr.callee.key)) return true;
      return expr.args.length === 1 && expr.args[0] !== undefined && this.#isIPv4(expr.args[0], depth + 1);
    }
    if (expr.is === 'record')
      return expr.fields.length === 4 && expr.fields.every((field) => /^[0-3]$/.test(field.key));
    if (expr.is !== 'name') return false;
    const binding = this.#evaluator.binding(expr.name, expr.scope, expr.span.start);
    return binding?.values.some((assigned) => this.#isIPv4(assigned.value, depth + 1)) ?? false;
  }

  /** `addr + "/32"`, `Sprintf("%s/32", ip)`. */
  #length(site: Site): Range[] {
    const all = pieces(site.expr, site.guard, this.#evaluator);
    if (!all) return [];
    return all.flatMap((piece, index) => {
      const text = constantText(all[index + 1]?.value ?? piece.value);
      if (index + 1 >= all.length || text === undefined || !/^\/32(?![\w.])/.test(text)) return [];
      if (piece.value.is === 'text' || /[\w.:]$/.test(constantText(all[index - 1]?.value ?? piece.value) ?? ''))
        return [];
      if (index > 0 && constantText(all[index - 1]?.value ?? piece.value) === undefined) return [];
      return this.#lengthOn(piece.value, piece.expr, site);
    });
  }

  #lengthOn(value: Value, expr: Expr | undefined, site: Site): Range[] {
    const names = spellings(value);
    const meaning = this.#lexicon.meaning(names);
    if (meaning === 'neither' || this.#isForPeople(site)) return [];
    if (expr && this.#isIPv4(expr)) return [];
    if (namesIPv4(names)) return [];
    const about = expr ? spell(expr) : (names[0] ?? '');
    const twin =
      this.#around.twin(/\/128/, 'IPv6 addresses get /128', spotOf(site), 'file') ??
      this.#around.twin(counterparts.mask, 'there is a length for IPv6', spotOf(site), 'function');
    const subjects = expr ? this.#guards.subjects(expr) : new Set(names);
    const evidence = meaning === 'address' ? 'named' : 'weak';
    const repair = '/128 for an IPv6 address, or a function that chooses by family';
    return [this.#range(site, { shape: 'length', written: '/32', about, twin, repair, subjects, evidence })];
  }

  /** Log and error texts; an error that a call gives back is none. */
  #isForPeople(site: Site): boolean {
    const { use } = site;
    if (use.is === 'argument' && use.outer.is === 'assigned' && use.outer.names.includes('err')) return false;
    return this.#purposes.of(site) === 'text';
  }

  #prefixed(call: Call, means: Extract<Means, { is: 'prefix' }>, site: Site): Range[] {
    const expr = call.expr(means.address);
    if (constantText(call.role(means.bits)) !== '32' || !expr || this.#isIPv4(expr)) return [];
    const twin = this.#around.twin(counterparts.mask, 'there is a length for IPv6', spotOf(site), 'file');
    const subjects = this.#guards.subjects(expr);
    const repair =
      call.entry.place.shape === 'record'
        ? '128 for the length where the address is IPv6'
        : 'addr.BitLen() for the length';
    return [this.#range(site, { shape: 'length', written: '32 bits', about: spell(expr), twin, repair, subjects })];
  }

  #library(call: Call, means: Extract<Means, { is: 'ipv4-ranges' }>, site: Site): Range[] {
    const input = call.role(means.input);
    const expr = call.expr(means.input);
    if (constantText(input) !== undefined || (expr && this.#isIPv4(expr))) return [];
    const subjects = expr ? this.#guards.subjects(expr) : new Set(spellings(input));
    const about = expr ? spell(expr) : '';
    const twin = this.#around.twin(counterparts.prefix, 'IPv6 is handled as well', spotOf(site), 'function');
    return [this.#range(site, { shape: 'library', written: call.name, about, twin, repair: means.repair, subjects })];
  }

  /** A literal that stands by itself. */
  #literal(site: Site): Range[] {
    const { expr, use } = site;
    if (expr.is !== 'literal' || !everything.test(expr.text)) return [];
    if (expr.text === '0.0.0.0/0' && (this.#isForPeople(site) || use.is === 'message' || use.is === 'key')) return [];
    if (this.#besideIPv4.has(expr)) return [];
    const twin = this.#around.twin(
      this.#lexicon.code('ipv6 everything'),
      'IPv6 has ::/0 beside it',
      spotOf(site),
      'file',
    );
    return [this.#range(site, { shape: 'everything', written: '0.0.0.0/0', twin, repair: '::/0 beside it' })];
  }

  /** `[]string{"10.0.0.0/8", "172.16.0.0/12"}`, also with a call around each. */
  #list(list: Extract<Expr, { is: 'list' }>, site: Site): Range[] {
    const rule = this.#rule(list.items, site);
    if (rule.length > 0) return rule;
    const loopback = loopbackAlone(list, site, this.#evaluator, this.#lexicon);
    if (loopback !== undefined)
      return [this.#range(site, { shape: 'list', written: loopback, repair: '::1 beside 127.0.0.1' })];
    const prefixes = list.items.flatMap((item) => this.#prefixesIn(item, 0));
    const private_ = prefixes.filter((prefix) => prefix.family === 'ipv4' && prefix.special);
    const named = this.#lexicon.fits('range-list', [...namesOfUse(site)].join(' '));
    if (prefixes.some((prefix) => prefix.family === 'ipv6') || private_.length < (named ? 1 : 2)) return [];
    const twin = this.#around.twin(counterparts.prefix, 'there are IPv6 prefixes as well', spotOf(site), 'file');
    const written = private_
      .slice(0, 2)
      .map(({ text }) => text)
      .join(', ');
    return [this.#range(site, { shape: 'list', written, twin, repair: 'fc00::/7, fe80::/10 and ::1/128 beside them' })];
  }

  #prefixesIn(expr: Expr, depth: number): Prefix[] {
    if (depth > MAX_DEPTH) return [];
    const text = constantText(this.#evaluator.value(expr));
    const prefix = text === undefined ? undefined : parsePrefix(text);
    if (prefix) return [prefix];
    if (expr.is === 'call') return expr.args.flatMap((arg) => this.#prefixesIn(arg, depth + 1));
    if (expr.is === 'record') return expr.fields.flatMap((field) => this.#prefixesIn(field.value, depth + 1));
    return [];
  }

  /** The words of a packet filter: `-d 224.0.0.0/4` beside what is not constant. */
  #rule(words: readonly Expr[], site: Site): Range[] {
    const texts = words.map((word) => (word.is === 'literal' ? word.text : undefined));
    const at = texts.findIndex((text, index) => {
      const flag = texts[index - 1] ?? '';
      const prefix = text === undefined ? undefined : parsePrefix(text);
      // A broadcast has no counterpart in IPv6.
      return (
        prefix?.family === 'ipv4' &&
        !text?.startsWith('255.') &&
        /^(?:-[sd]|--(?:src|dst|source|destination))$/.test(flag)
      );
    });
    const prefix = words[at];
    if (!prefix || texts.every((text) => text !== undefined)) return [];
    const written = texts[at] ?? '';
    const twin = this.#around.twin(counterparts.prefix, 'there are IPv6 prefixes as well', spotOf(site), 'file');
    return [
      this.#range(
        { ...site, expr: prefix },
        { shape: 'rule', written, twin, repair: 'the prefix for IPv6 in the rules of ip6tables' },
      ),
    ];
  }

  /** `host == "0.0.0.0"`, `remote === '127.0.0.1'`, `prefix > 32`. */
  #test(test: Extract<Expr, { is: 'test' }>, site: Site): Range[] {
    const [left, right] = test.operands;
    if (!left || !right) return [];
    const constant = this.#evaluator.value(right);
    if (constant.is === 'text' && constant.type === 'number') return this.#limit(test.op, left, constant.text, site);
    const compared = comparison(test, this.#evaluator);
    return compared ? this.#compared(compared, site) : [];
  }

  #compared({ of, host, written }: Compared, site: Site): Range[] {
    const proven = host === 'loopback' && this.#isPeer(of);
    const repair = host === 'wildcard' ? '"::" as well' : '"::1" and "::ffff:127.0.0.1" as well';
    const subjects = this.#guards.subjects(of);
    const evidence = proven ? 'proven' : 'named';
    return [this.#range(site, { shape: host, written, about: spell(of), repair, subjects, evidence })];
  }

  /** Whether a name says that it is the other end of a connection. */
  #isPeer(expr: Expr): boolean {
    const value = this.#evaluator.value(expr);
    const values = value.is === 'either' ? value.options : [value];
    return this.#lexicon.fits('peer', [spell(expr), ...values.flatMap(spellings)].join(' '));
  }

  /** `prefix > 32`, and `ones == 32` for a single address. */
  #limit(op: string, left: Expr, text: string, site: Site): Range[] {
    const about = spell(left);
    const over = (op === '>' || op === '<=') && text === '32';
    // What is compared with the length of the whole mask asks for the family.
    const whole = (op === '==' || op === '!=') && text === '32' && !/bits(?:\(\))?$/i.test(about);
    const named = about.replace(/\.(?:Get)?Value(?:\(\))?$/, '');
    if (!(over || whole) || !this.#lexicon.fits('prefix-length', named)) return [];
    const twin = this.#around.twin(/\b128\b/, 'IPv6 has 128 bits', spotOf(site), 'file');
    const subjects = this.#guards.subjects(left);
    const repair = '128 where the address is IPv6';
    return [this.#range(site, { shape: 'limit', written: `${op} 32`, about, twin, repair, subjects })];
  }

  #range(site: Site, about: About): Range {
    const { file, start, end } = site.expr.span;
    const subjects = about.subjects ?? new Set<string>();
    return {
      kind: 'range',
      language: this.#evaluator.unit.language,
      span: { file, start, end },
      place: about.written,
      because: about.because ?? [],
      guards: [...this.#around.guards(spotOf(site)), ...this.#ofSubject(site, subjects)],
      twin: about.twin,
      holds: undefined,
      certain: true,
      shape: about.shape,
      family: 'ipv4',
      written: about.written,
      about: about.about ?? '',
      evidence: about.evidence ?? 'constant',
      repair: about.repair,
    };
  }

  #ofSubject(site: Site, subjects: ReadonlySet<string>): readonly GuardFact[] {
    return this.#guards.about(site.guard, subjects);
  }
}

interface About {
  readonly shape: RangeShape;
  readonly written: string;
  readonly repair: string;
  readonly about?: string;
  readonly twin?: Twin | undefined;
  readonly because?: readonly Step[];
  readonly subjects?: ReadonlySet<string>;
  readonly evidence?: Evidence;
}

function spotOf(site: Site): Spot {
  return { scope: site.scope, guard: site.guard, span: site.expr.span, use: site.use };
}

function isFamily(text: string, family: 'ipv4'): boolean {
  const prefix = parsePrefix(text);
  if (prefix) return prefix.family === family;
  const host = parseHost(text);
  return 'family' in host && host.family === family;
}

function namesOfUse(site: Site): readonly string[] {
  const { use } = site;
  if (use.is === 'assigned') return use.names;
  if (use.is === 'field') return [use.key];
  return use.is === 'argument' ? [spell(use.callee)] : [];
}
