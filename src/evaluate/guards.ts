import type { Means } from '../catalog/schema.ts';
import type { Expr, Guard } from '../languages/language.ts';
import type { GuardFact, GuardKind } from '../model/fact.ts';
import { type Question, spellings, type Value } from '../model/value.ts';
import { type Atom, agreed, atoms, flipped, opposite, type Said } from './atoms.ts';
import type { Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { patternOf, saidByPattern } from './patterns.ts';
import { spell } from './spell.ts';
import { isOff, switchOf } from './switches.ts';
import { type Lexicon, words } from './words.ts';

const MAX_STEPS = 8;
const MAX_NAMES = 48;

/** Reads the tests that dominate a place, as far as they are about one value. */
export class Guards {
  readonly #evaluator: Evaluator;
  readonly #lexicon: Lexicon;
  readonly #subjects = new Map<Expr, ReadonlySet<string>>();
  readonly #visited = new Set<Expr>();
  readonly #inlining = new Set<object>();
  /** Tests of other files that stand around something that was asked about. */
  readonly questions: Question[] = [];
  readonly #said = new Map<number, readonly { said: Said; subjects: ReadonlySet<string>; guard: Guard }[]>();

  constructor(evaluator: Evaluator, lexicon: Lexicon) {
    this.#evaluator = evaluator;
    this.#lexicon = lexicon;
  }

  /** The guards in force at `guard` that are about one of the subjects. */
  about(guard: number, subjects: ReadonlySet<string>): GuardFact[] {
    const found: GuardFact[] = [];
    for (let at = guard; at >= 0; at = this.#evaluator.unit.guards[at]?.parent ?? -1) {
      for (const { said, subjects: own, guard: source } of this.#read(at)) {
        if (isOff(switchOf[said.kind])) continue;
        if (said.of === 'any' || intersects(own, subjects)) found.push({ kind: said.kind, span: source.test.span });
      }
    }
    return found;
  }

  /** The family that a test selects where it holds, or does not, and of what. */
  selects(test: Expr, holds: boolean): { kind: 'is-ipv4' | 'is-ipv6'; of: Expr } | undefined {
    return atoms({ test, holds })
      .filter((atom) => atom.test.is !== 'call' || this.#isAsked(atom.test))
      .flatMap((atom) => this.#atom(atom))
      .flatMap(({ kind, of }) => (of !== 'any' && (kind === 'is-ipv4' || kind === 'is-ipv6') ? [{ kind, of }] : []))[0];
  }

  /** What a library's own test says of an address, `ip.To4() != nil`: names of flags may be about anything. */
  tested(test: Expr, holds: boolean): { kind: GuardKind; of: Expr }[] {
    return atoms({ test, holds })
      .filter((atom) => this.#isAsked(atom.test))
      .flatMap((atom) => this.#atom(atom))
      .flatMap(({ kind, of }) =>
        of !== 'any' && (kind === 'is-ipv4' || kind === 'is-ipv6') && this.#isAddress(of) ? [{ kind, of }] : [],
      );
  }

  /** What a text holds, how often, and what it matches, says less of it: patterns are judged by themselves. */
  #isAsked(test: Expr): boolean {
    if (test.is === 'call')
      return !/^(?:contains|index|count|match|strip)$/.test(this.#evaluator.calls.call(test)?.entry.means.is ?? '');
    if (test.is !== 'test' || !test.operands.some(isNullOrNumber)) return false;
    const number = test.operands.some((one) => one.is === 'literal' && one.type === 'number');
    return !number || test.operands.some((one) => /famil|version|isip|^len\(/i.test(spell(one)));
  }

  /** The length of a list of parts is 4 too. */
  #isAddress(of: Expr): boolean {
    const list = of.is === 'call' && spell(of.callee) === 'len' ? of.args[0] : undefined;
    if (!list) return true;
    const source = this.#evaluator.calls.call(this.#sourceOf(list)?.of ?? list);
    return (
      source?.entry.means.is !== 'split' && this.#lexicon.meaning(spellings(this.#evaluator.value(list))) === 'address'
    );
  }

  #read(at: number) {
    const known = this.#said.get(at);
    if (known) return known;
    const guard = this.#evaluator.unit.guards[at];
    const read = guard
      ? atoms(guard)
          .flatMap((atom) => this.#atom(atom))
          .map((said) => ({ said, subjects: said.of === 'any' ? new Set<string>() : this.subjects(said.of), guard }))
      : [];
    this.#said.set(at, read);
    return read;
  }

  /** The names by which a value is known here: its own spelling, those it was followed through, and its object's. */
  subjects(expr: Expr): ReadonlySet<string> {
    const known = this.#subjects.get(expr);
    if (known) return known;
    const names = new Set<string>();
    this.#visited.clear();
    this.#addSubjects(expr, names, 0);
    this.#subjects.set(expr, names);
    return names;
  }

  #addSubjects(expr: Expr, names: Set<string>, step: number): void {
    if (step > MAX_STEPS || names.size > MAX_NAMES || this.#visited.has(expr)) return;
    this.#visited.add(expr);
    names.add(spell(expr));
    for (const name of spellings(this.#evaluator.value(expr))) names.add(name);
    if (expr.is === 'call') {
      // A conversion or a part of a value is about that value: `ip.String()`, `ParseIP(host)`, `getHost(addr)`.
      if (expr.callee.is === 'member' && expr.callee.of.is !== 'literal')
        this.#addReceiver(expr.callee.of, names, step);
      for (const arg of expr.args)
        if (arg.is === 'name' || arg.is === 'member' || arg.is === 'call') this.#addSubjects(arg, names, step + 1);
    }
    if (expr.is === 'member' || expr.is === 'slice') this.#addReceiver(expr.of, names, step);
    if (expr.is === 'name') {
      const binding = this.#evaluator.binding(expr.name, expr.scope, expr.span.start);
      for (const assigned of binding?.values.slice(0, 4) ?? []) {
        if (assigned.value.is !== 'function' && assigned.value.is !== 'record')
          this.#addSubjects(assigned.value, names, step + 1);
      }
    }
    if (expr.is === 'concat' || expr.is === 'other')
      for (const part of expr.parts.slice(0, 4)) this.#addSubjects(part, names, step + 1);
  }

  #addReceiver(of: Expr, names: Set<string>, step: number): void {
    if (of.is === 'name' && this.#isModule(of)) return;
    if (of.is === 'name' && (of.name === 'this' || of.name.length === 1) && step > 0) return;
    this.#addSubjects(of, names, step + 1);
  }

  #isModule(expr: Extract<Expr, { is: 'name' }>): boolean {
    return this.#evaluator.binding(expr.name, expr.scope, expr.span.start)?.imported !== undefined;
  }

  #atom(atom: Atom): Said[] {
    const said = this.#positive(atom.test);
    if (!said) return [];
    if (atom.holds) return [said];
    const kind = opposite[said.kind];
    return kind ? [{ kind, of: said.of }] : [];
  }

  #positive(test: Expr): Said | undefined {
    if (test.is === 'call') return this.#predicate(test);
    if (test.is === 'name' || test.is === 'member') return this.#flag(test) ?? this.#match(test);
    if (test.is !== 'test') return undefined;
    if (test.op === '||' || test.op === '&&') return agreed(test.operands.map((one) => this.#positive(one)));
    const [left, right] = test.operands;
    if (!left || !right) return undefined;
    return this.#comparison(test.op, left, right) ?? this.#comparison(mirrored[test.op] ?? test.op, right, left);
  }

  /** `const m = pattern.exec(text); if (m) …`: no match is null. */
  #match(test: Expr): Said | undefined {
    const source = test.is === 'name' ? this.#sourceOf(test)?.of : undefined;
    const call = source && this.#evaluator.calls.call(source);
    return call?.entry.means.is === 'match' ? this.#matched(call, call.entry.means) : undefined;
  }

  #predicate(test: Extract<Expr, { is: 'call' }>): Said | undefined {
    const call = this.#evaluator.calls.call(test);
    const means = call?.entry.means;
    if (call && means?.is === 'test') {
      const of = call.expr(means.of);
      if (of && means.says !== 'has-port') return { kind: means.says, of };
    }
    if (call && means?.is === 'match') return this.#matched(call, means);
    if (call && means?.is === 'contains' && saysMissingPort(call.role(means.text)))
      return { kind: 'no-port', of: 'any' };
    if (call && means?.is === 'contains') return textTest(call.role(means.text), call.expr(means.input), this.#lexicon);
    const name = test.callee.is === 'member' ? test.callee.key : test.callee.is === 'name' ? test.callee.name : '';
    const of = test.args[0] ?? (test.callee.is === 'member' ? test.callee.of : undefined);
    const says = this.#lexicon.predicate(name);
    // `uuid.v4()` asks nothing: a bare version is a question where it is put about something.
    if (says && of && (test.args.length > 0 || !/^v?[46]$/i.test(name))) return { kind: guardKind(says), of };
    return this.#inlined(test);
  }

  /** `/^\[/.test(host)`: what the pattern is found in. */
  #matched(call: Call, means: Extract<Means, { is: 'match' }>): Said | undefined {
    const pattern = patternOf(call.expr(means.pattern), this.#evaluator.resolver);
    const kind = pattern && saidByPattern(pattern);
    const of = call.expr(means.input);
    return kind && of && { kind, of };
  }

  /** A function of one line is its test: `func hasPort(s string) bool { return strings.Contains(s, ":") }`. */
  #inlined(test: Extract<Expr, { is: 'call' }>): Said | undefined {
    const [arg] = test.args;
    if (!arg) return undefined;
    const question = this.#evaluator.asked(test.callee, 'predicate', 0);
    if (question) {
      const told = this.#evaluator.outside.predicate(question);
      if (!told) this.questions.push(question);
      return told && { kind: told.says, of: arg };
    }
    if (test.callee.is !== 'name') return undefined;
    const says = this.#saidBy(
      this.#evaluator.binding(test.callee.name, test.callee.scope, test.callee.span.start)?.values[0]?.value,
    );
    return says && { kind: says, of: arg };
  }

  /** What a top-level function of this unit says of its argument, where it is one test. */
  predicate(name: string): GuardKind | undefined {
    const { unit } = this.#evaluator;
    return this.#saidBy(unit.bindings[unit.exports.find((one) => one.name === name)?.binding ?? -1]?.values[0]?.value);
  }

  #saidBy(value: Expr | undefined): GuardKind | undefined {
    const fn = value?.is === 'function' ? this.#evaluator.unit.functions[value.index] : undefined;
    const [only] = fn?.returns ?? [];
    // What a function says of itself, by itself or through others, says nothing.
    if (fn?.returns.length !== 1 || !only || this.#inlining.has(fn)) return undefined;
    this.#inlining.add(fn);
    const said = this.#positive(only.value);
    this.#inlining.delete(fn);
    return said?.kind;
  }

  /** `cfg.IPv6Enabled`, `dualStack`, `isIPv6`: a name that says which family is at hand. */
  #flag(test: Expr): Said | undefined {
    const name = test.is === 'member' ? test.key : test.is === 'name' ? test.name : '';
    const parts = words(name);
    const six = parts.some((word) => /^(?:ip)?v?6$/.test(word) && word !== '6');
    if (/dual_?stack/i.test(name)) return { kind: 'ipv6-on', of: 'any' };
    const four = parts.some((word) => /^(?:ip)?v?4$/.test(word) && word !== '4');
    if (six === four) return undefined;
    return { kind: six ? 'ipv6-on' : 'is-ipv4', of: six ? 'any' : test };
  }

  #comparison(op: string, left: Expr, right: Expr): Said | undefined {
    const equal = op === '==';
    const unequal = op === '!=';
    const constant = this.#evaluator.value(right);
    if (constant.is === 'text' && constant.type === 'null' && (equal || unequal))
      return flipped(this.#notNull(left), equal);
    if (constant.is === 'text' && constant.type === 'number') return this.#number(op, left, Number(constant.text));
    if (constant.is === 'text' && /^E(?:AFNOSUPPORT|ADDRNOTAVAIL)$/.test(constant.text))
      return flipped({ kind: 'ipv6-off', of: 'any' }, unequal);
    if (equal && saysMissingPort(constant)) return { kind: 'no-port', of: 'any' };
    if (equal && constant.is === 'text' && this.#lexicon.saysTests(spell(left), constant.text))
      return { kind: 'in-tests', of: 'any' };
    if (equal || unequal) return flipped(this.#family(left, right), unequal);
    return undefined;
  }

  /** `ip.To4() != nil`, `err != nil` after SplitHostPort. */
  #notNull(left: Expr): Said | undefined {
    const call = this.#evaluator.calls.call(left);
    if (call?.entry.means.is === 'test' && call.entry.means.says !== 'has-port') {
      const of = call.expr(call.entry.means.of);
      return of && { kind: call.entry.means.says, of };
    }
    if (call?.entry.means.is === 'match') return this.#matched(call, call.entry.means);
    const source = this.#sourceOf(left);
    if (!source) return undefined;
    const from = this.#evaluator.calls.call(source.of);
    if (source.result === 0 && from?.entry.means.is === 'match') return this.#matched(from, from.entry.means);
    if (from && from.entry.returns[source.result]?.fails === 'no-port') {
      const of = source.of.is === 'call' ? source.of.args[0] : undefined;
      return of && { kind: 'no-port', of };
    }
    if (source.result === 0 && from?.entry.means.is === 'test') return this.#notNull(source.of);
    return undefined;
  }

  /** The call that a name has its value from, and which of its results. */
  #sourceOf(expr: Expr): { of: Expr; result: number } | undefined {
    if (expr.is === 'member' && /^\d+$/.test(expr.key) && expr.of.is === 'call')
      return { of: expr.of, result: Number(expr.key) };
    if (expr.is !== 'name') return undefined;
    const values = this.#evaluator.binding(expr.name, expr.scope, expr.span.start)?.values ?? [];
    // An error variable is used again and again: the last assignment before the test counts.
    const before = values.filter((assigned) => assigned.span.start <= expr.span.start).at(-1);
    if (!before) return undefined;
    if (before.value.is === 'call') return { of: before.value, result: 0 };
    return before.value.is === 'member' ? this.#sourceOf(before.value) : undefined;
  }

  /** `strings.Index(s, ":") >= 0`, `strings.Count(s, ":") > 1`, `len(ip) == net.IPv4len`, `net.isIP(s) === 6`. */
  #number(op: string, left: Expr, number: number): Said | undefined {
    const source = this.#evaluator.calls.call(left) ? left : this.#sourceOf(left)?.of;
    const call = source && this.#evaluator.calls.call(source);
    const means = call?.entry.means;
    if (call && means?.is === 'index') {
      const found = (op === '>=' && number === 0) || (op === '>' && number <= 0) || (op === '!=' && number === -1);
      const missing = (op === '<' && number === 0) || (op === '==' && number === -1) || (op === '<=' && number === -1);
      if (found || missing)
        return flipped(textTest(call.role(means.text), call.expr(means.input), this.#lexicon), missing);
    }
    if (call && means?.is === 'count') {
      const of = call.expr(means.input);
      const asked = textTest(call.role(means.text), of, this.#lexicon);
      if (number === 0 && /^[!=]=$/.test(op)) return flipped(asked, op === '==');
      if (asked?.kind !== 'has-colon') return undefined;
      const many = (op === '>' && number >= 1) || (op === '>=' && number >= 2);
      const few = (op === '<' && number <= 2) || (op === '<=' && number <= 1) || (op === '==' && number <= 1);
      if (of && (many || few)) return flipped({ kind: 'is-ipv6', of }, few);
    }
    if ((op === '==' || op === '!=') && number === 1) {
      const parts = this.#partsOf(left);
      if (parts) return flipped({ kind: 'no-colon', of: parts }, op === '!=');
    }
    if (op === '==' || op === '!=') {
      const kind = number === 6 ? 'is-ipv6' : number === 4 ? 'is-ipv4' : undefined;
      if (kind && /famil|version|isip|len/i.test(spell(left))) return flipped({ kind, of: left }, op === '!=');
    }
    return undefined;
  }

  /** `len(parts)` and `parts.length`, where the parts are those of a cut at colons: what was cut. */
  #partsOf(length: Expr): Expr | undefined {
    const list =
      length.is === 'call' && spell(length.callee) === 'len'
        ? length.args[0]
        : length.is === 'member' && length.key === 'length'
          ? length.of
          : undefined;
    const source = list && (this.#evaluator.calls.call(list) ? list : this.#sourceOf(list)?.of);
    const call = source && this.#evaluator.calls.call(source);
    const means = call?.entry.means;
    if (!call || means?.is !== 'split' || means.separator === undefined) return undefined;
    const separator = call.role(means.separator);
    return separator.is === 'text' && separator.text === ':' ? call.expr(means.input) : undefined;
  }

  /** `family === 'IPv6'`, `proto == ProtocolIPv4`: both sides may be spelled. */
  #family(left: Expr, right: Expr): Said | undefined {
    const value = this.#evaluator.value(right);
    if (value.is === 'text' && value.text === '[' && left.is === 'member' && left.key === '0')
      return { kind: 'has-brackets', of: left.of };
    const text = value.is === 'text' ? value.text : spell(right);
    // `isIPv4(a) == isIPv4(b)`: of the same family, whichever that is.
    if (value.is !== 'text' && /(?:^|\.)(?:is|has|want)[A-Z_]\w*(?:\(\))?$/i.test(text)) return undefined;
    const kind = /(?:^|[^a-z])(?:ip|tcp|udp|inet|af_inet|family_?|v)*v?6$|IPv?6$|INET6$/i.test(text)
      ? 'is-ipv6'
      : /(?:^|[^a-z])(?:ip|tcp|udp|v)+4$|IPv?4$|AF_INET$|ProtocolIP$/i.test(text)
        ? 'is-ipv4'
        : undefined;
    return kind && { kind, of: left };
  }
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function guardKind(says: string): GuardKind {
  switch (says) {
    case 'is-ipv6':
    case 'is-ipv4':
    case 'no-port':
    case 'has-brackets':
      return says;
    default:
      return 'has-colon';
  }
}

function textTest(text: Value, of: Expr | undefined, lexicon: Lexicon): Said | undefined {
  if (text.is !== 'text' || !of) return undefined;
  if (text.text === ':' || text.text === '::') return { kind: 'has-colon', of };
  if (text.text === '[' || text.text === ']' || text.text === ']:') return { kind: 'has-brackets', of };
  // Several ports are kept in one text too: `8080.18080`.
  if (text.text === '.' && lexicon.meaning([spell(of)]) !== 'port') return { kind: 'is-ipv4', of };
  return undefined;
}

/** The error text of an address without a port is unmistakable, whatever was done with the error before. */
function saysMissingPort(value: Value): boolean {
  return value.is === 'text' && value.text.startsWith('missing port');
}

function isNullOrNumber(expr: Expr): boolean {
  return expr.is === 'literal'
    ? expr.type === 'null' || expr.type === 'number'
    : /(?:^|\.)IPv[46]len$/.test(spell(expr));
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}
