import { functionScopes } from '../evaluate/bindings.ts';
import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import { type Lexicon, namesIPv4 } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Family, Select } from '../model/fact.ts';
import { constants, spellings, type Value } from '../model/value.ts';
import { familyOf } from './ends.ts';
import type { Entry } from './schema.ts';
import { type Choice, selectAt } from './select-fact.ts';
import type { Spot, Surroundings } from './surroundings.ts';

const MAX_DEPTH = 6;

/** Finds what is not a socket and has a family: netlink, packet filters, DNS records, objects of an API. */
export class Selects {
  readonly #evaluator: Evaluator;
  readonly #around: Surroundings;
  readonly #lexicon: Lexicon;
  readonly #guards: Guards;

  constructor(evaluator: Evaluator, guards: Guards, around: Surroundings, lexicon: Lexicon) {
    this.#evaluator = evaluator;
    this.#guards = guards;
    this.#around = around;
    this.#lexicon = lexicon;
  }

  read(): Select[] {
    const { sites, functions } = this.#evaluator.unit;
    const facts = sites.flatMap((site) => {
      const found = this.#site(site);
      return found.length > 0 && this.#probes(site.scope) ? [] : found;
    });
    const scopes = functionScopes(this.#evaluator.unit);
    functions.forEach((fn, index) => {
      const scope = scopes[index] ?? -1;
      for (const { value, guard } of fn.returns) {
        const spot: Spot = { scope, guard, span: value.span, use: undefined };
        for (const [expr, entry] of this.#constantsIn(value, 0)) facts.push(this.#constant(expr, entry, fn.name, spot));
      }
    });
    return distinct(facts);
  }

  /** Whether the function around a place only asks what the system can do. */
  #probes(scope: number): boolean {
    const name = this.#around.functions(scope)[0]?.name.split('.').at(-1) ?? '';
    return this.#lexicon.fits('probes', name);
  }

  #site(site: Site): Select[] {
    const { expr, use } = site;
    const spot = { ...site, span: expr.span };
    // What is thrown away was only asked whether it is there.
    if (use.is === 'assigned' && use.names.length > 1 && use.names[0] === '_') return [];
    if (expr.is === 'test') return this.#compared(expr.operands, spot);
    if (expr.is !== 'call' && expr.is !== 'record') return [];
    const call = this.#evaluator.calls.call(expr);
    const means = call?.entry.means;
    if (call && means?.is === 'select') return this.#call(call, means, spot);
    const name = expr.is === 'call' ? spell(expr.callee) : expr.type ? spell(expr.type) : '';
    const given = expr.is === 'call' ? expr.args : expr.fields.map((field) => field.value);
    return given
      .flatMap((one) => this.#constantsIn(one, 0))
      .map(([constant, entry]) => this.#constant(constant, entry, name, { ...spot, span: constant.span }));
  }

  /** `record.Type != RecordTypeA`: a type that is asked for alone; of a family the other arm may be the twin. */
  #compared(operands: readonly Expr[], spot: Spot): Select[] {
    return operands
      .flatMap((operand) => this.#constantsIn(operand, 0))
      .filter(([, entry]) => entry.means.is === 'constant' && entry.means.compared)
      .map(([constant, entry]) =>
        this.#constant(constant, entry, 'A test', { ...spot, span: constant.span }, elsewhere),
      );
  }

  /** Constants that are handed over as they are, in a list, or joined with `|`. */
  #constantsIn(expr: Expr, depth: number): [Expr, Entry][] {
    if (depth > MAX_DEPTH) return [];
    if (expr.is === 'list') return expr.items.flatMap((item) => this.#constantsIn(item, depth + 1));
    if (expr.is === 'other' && expr.what === '|') return expr.parts.flatMap((one) => this.#constantsIn(one, depth + 1));
    if (expr.is !== 'member' && expr.is !== 'name') return [];
    const entry = this.#evaluator.resolver.entries(expr).find((one) => one.means.is === 'constant');
    return entry ? [[expr, entry]] : [];
  }

  #constant(expr: Expr, entry: Entry, place: string, spot: Spot, doubtful = ''): Select {
    const said = entry.means.is === 'constant' ? entry.means : { of: '', repair: '', doubt: '' };
    const { of, repair } = said;
    const doubt = said.doubt || doubtful;
    const named = entry.place.name.split('.').at(-1) ?? '';
    const because = [{ says: `${spell(expr)} stands for IPv4`, span: expr.span }];
    const twin = this.#around.twin(counterpartOf(named), 'the same is done for IPv6', spot, 'file');
    return this.#select(spot, { place, because, twin, decided: 'network', of, repair, doubt });
  }

  #call(call: Call, means: Extract<Entry['means'], { is: 'select' }>, spot: Spot): Select[] {
    const value = means.selector === undefined ? undefined : call.role(means.selector);
    const { of, repair, doubt } = means;
    const address = means.address === undefined ? undefined : call.expr(means.address);
    if (address && this.#isSettled(address, spot)) return [];
    if (value === undefined || value.is === 'absent') {
      if (means.default !== 'ipv4') return [];
      if (call.rest('options').length > 0 && !this.#setsNothing(call)) return [];
      const because = [{ says: `${call.entry.library} uses IPv4 unless told otherwise`, span: undefined }];
      const twin = this.#around.twin(anyIPv6, 'the same is done for IPv6', spot, 'file');
      return [this.#select(spot, { place: call.name, because, twin, decided: 'default', of, repair, doubt })];
    }
    const family = familyOfValue(value);
    const expr = call.expr(means.selector ?? '');
    if (family === 'ipv6') return this.#mixed(call, spot);
    if (family !== 'ipv4') return [];
    const span = expr?.is === 'record' ? spot.span : (expr?.span ?? spot.span);
    const text = expr ? spell(expr) : '';
    const because = [{ says: `${text} stands for IPv4`, span: expr?.span }];
    const twin = this.#around.twin(anyIPv6, 'the same is done for IPv6', spot, 'file');
    const about = { place: call.name, because, twin, decided: 'network', of, repair, doubt } as const;
    return [this.#select({ ...spot, span: call.entry.place.shape === 'record' ? span : spot.span }, about)];
  }

  /** IPv4 inside of what is made for IPv6: copied from the other arm, and one place not changed. */
  #mixed(call: Call, spot: Spot): Select[] {
    const { means } = call.entry;
    if (spot.expr?.is !== 'record' || means.is !== 'select') return [];
    const { of, repair } = means;
    return spot.expr.fields
      .flatMap((field) => argumentsIn(field.value, 0))
      .filter((arg) => arg.is === 'member' && familyOfName(arg.key) === 'ipv4')
      .map((arg) => {
        const because = [{ says: `what is made here is IPv6, and ${spell(arg)} stands for IPv4`, span: arg.span }];
        const about = { place: spell(arg), because, twin: undefined, decided: 'network', doubt: '' } as const;
        return { ...this.#select({ ...spot, span: arg.span }, { ...about, of, repair }), guards: [] };
      });
  }

  /** An address that is written, or that is IPv4 or asked about where it stands. */
  #isSettled(address: Expr, spot: Spot): boolean {
    const value = this.#evaluator.value(address);
    if (value.is === 'text' || namesIPv4([spell(address), ...spellings(value)])) return true;
    return this.#guards.about(spot.guard, this.#guards.subjects(address)).some((one) => one.kind === 'is-ipv4');
  }

  /** Options that are seen and choose no family: `New(Timeout(5))`. */
  #setsNothing(call: Call): boolean {
    return call
      .restExprs('options')
      .every((option) => option.is === 'call' && !/famil|proto|ip_?v/i.test(spell(option.callee)));
  }

  #select(spot: Spot, choice: Choice): Select {
    return selectAt(spot, choice, this.#evaluator.unit.language, this.#around);
  }
}

const elsewhere = 'whether the other types are taken elsewhere is not seen here';

const anyIPv6 = /AF_INET6|SockaddrInet6|\bipv6\.New|FAMILY_V6|Protocol_?IPv?6|IPv6Protocol|INET6|AAAA/i;

/** The same name for IPv6: `FAMILY_V4` and `FAMILY_V6`, `RecordTypeA` and `RecordTypeAAAA`. */
function counterpartOf(name: string): RegExp {
  // Groups are joined one by one: a family elsewhere in the file says nothing of them.
  const group = /^RT(?:M|NL)GRP_IPV4_(\w+)$/.exec(name)?.[1];
  if (group) return new RegExp(`RT(?:M|NL)GRP_IPV6_${group}`);
  const own = /A$/.test(name)
    ? name.replace(/A$/, '(?:AAAA|Aaaa)')
    : name
        .replace(/v4/i, 'v6')
        .replace(/INET$/, 'INET6')
        .replace('IPv4Family', '(?:IPv6|Inet)Family')
        .replace(/_IP$/, '_IP6');
  return new RegExp(`${own}|${anyIPv6.source}`, 'i');
}

/** The family of a selector, which may be a constant of another module. */
function familyOfValue(value: Value): Family {
  const { texts, complete } = constants(value);
  if (complete && texts.length === 1) return familyOf(texts[0]?.text ?? '');
  if (value.is !== 'unknown' && value.is !== 'reference') return 'unknown';
  return familyOfName((value.is === 'unknown' ? value.spelled : value.name).split('.').at(-1) ?? '');
}

/** The family that a constant stands for, by its name. */
function familyOfName(name: string): Family {
  if (/^(?:AF_INET|FAMILY_V4|INET|TypeA|RecordTypeA|RRTypeA)$|I[Pp]v4$/.test(name)) return 'ipv4';
  if (/^(?:AF_INET6|FAMILY_V6|INET6|TypeAAAA|RecordTypeAAAA)$|I[Pp]v6$/.test(name)) return 'ipv6';
  return 'unknown';
}

/** What is handed to the calls in an expression. */
function argumentsIn(expr: Expr, depth: number): readonly Expr[] {
  if (depth > MAX_DEPTH) return [];
  if (expr.is === 'call') return [...expr.args, ...expr.args.flatMap((arg) => argumentsIn(arg, depth + 1))];
  if (expr.is === 'record') return expr.fields.flatMap((field) => argumentsIn(field.value, depth + 1));
  return [];
}

/** One fact for each place: a call may be read more than once. */
function distinct(facts: readonly Select[]): Select[] {
  const seen = new Set<string>();
  return facts.filter(({ span, of }) => {
    const key = `${span.start} ${span.end} ${of}`;
    return !seen.has(key) && seen.add(key);
  });
}
