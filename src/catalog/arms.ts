import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Purposes } from './purpose.ts';

/** What is done where a test came out one way: nothing, a refusal (an error, a message), or something. */
export type Outcome = 'nothing' | 'refuses' | 'acts';

/** Says what happens in the arms of tests. */
export class Arms {
  readonly #evaluator: Evaluator;
  readonly #lexicon: Lexicon;
  readonly #purposes: Purposes;
  readonly #own: Outcome[];
  readonly #byTest = new Map<Expr, number[]>();

  constructor(evaluator: Evaluator, lexicon: Lexicon, purposes: Purposes) {
    this.#evaluator = evaluator;
    this.#lexicon = lexicon;
    this.#purposes = purposes;
    this.#own = evaluator.unit.guards.map((): Outcome => 'nothing');
    this.#read();
    this.#widen();
    evaluator.unit.guards.forEach((guard, index) => {
      const known = this.#byTest.get(guard.test);
      if (known) known.push(index);
      else this.#byTest.set(guard.test, [index]);
    });
  }

  /** Whether an error is added to those that are returned in the end where the test holds, or does not. */
  collects(test: Expr, holds: boolean): boolean {
    const { guards, bindings } = this.#evaluator.unit;
    const arms = new Set((this.#byTest.get(test) ?? []).filter((at) => guards[at]?.holds === holds));
    return bindings.some(
      ({ name, values }) =>
        isFault(name) &&
        values.some(
          ({ value, guard }) => arms.has(guard) && value.is === 'call' && /^append$/.test(spell(value.callee)),
        ),
    );
  }

  /** What happens where the test holds, or does not; undefined where there is no such arm. */
  of(test: Expr, holds: boolean): Outcome | undefined {
    const arms = (this.#byTest.get(test) ?? []).filter((at) => this.#evaluator.unit.guards[at]?.holds === holds);
    return arms.length === 0 ? undefined : arms.map((at) => this.#own[at] ?? 'nothing').reduce(worse);
  }

  /** The scopes that begin in the arm are not known; what stands in it is, by its guard. */
  #read(): void {
    const { unit } = this.#evaluator;
    let outer = { start: -1, end: -1 };
    for (const site of unit.sites) {
      const { span } = site.expr;
      // What is inside a statement comes after it, and is judged with it.
      if (!isStatement(site) || (span.start >= outer.start && span.end <= outer.end)) continue;
      outer = span;
      if (site.guard >= 0) this.#note(site.guard, this.#ofSite(site));
    }
    for (const binding of unit.bindings) {
      for (const { value, guard } of binding.values) {
        if (guard >= 0) this.#note(guard, this.#ofAssigned(binding.name, value));
      }
    }
    for (const { key, value, guard } of unit.assignments)
      if (guard >= 0) this.#note(guard, this.#ofAssigned(key, value));
    for (const fn of unit.functions) {
      const [result, ...others] = fn.results;
      // An error is all that comes back: none means that the input is right.
      const onlyError = result !== undefined && others.length === 0 && spell(result) === 'error';
      for (const { value, guard } of fn.returns)
        if (guard >= 0) this.#note(guard, isFailure(value) !== (onlyError && isNull(value)) ? 'refuses' : 'acts');
    }
  }

  #note(guard: number, outcome: Outcome): void {
    this.#own[guard] = worse(this.#own[guard] ?? 'nothing', outcome);
  }

  /** What happens inside an inner arm happens in the outer one. */
  #widen(): void {
    const { guards } = this.#evaluator.unit;
    for (let at = guards.length - 1; at >= 0; at--) {
      const parent = guards[at]?.parent ?? -1;
      if (parent >= 0) this.#note(parent, this.#own[at] ?? 'nothing');
    }
  }

  #ofSite(site: Site): Outcome {
    const { expr, use } = site;
    if (use.is === 'message' || this.#purposes.of(site) === 'text') return 'refuses';
    if (use.is === 'assigned') return use.names.some(isFault) || isFailure(expr) ? 'refuses' : 'acts';
    if (expr.is !== 'call') return 'nothing';
    const name = spell(expr.callee).split('.').at(-1) ?? '';
    const speaks = this.#lexicon.fits('speaking calls', name) || isFault(name) || expr.args.some(isError);
    return speaks ? 'refuses' : 'acts';
  }

  /** A constant for what was one before, such as a length or a flag, is bookkeeping. */
  #ofAssigned(name: string, value: Expr): Outcome {
    if (value.is === 'literal' && !isFailure(value)) return 'nothing';
    return isFault(name) || isFailure(value) ? 'refuses' : 'acts';
  }
}

function worse(a: Outcome, b: Outcome): Outcome {
  if (a === 'acts' || b === 'acts') return 'acts';
  return a === 'refuses' || b === 'refuses' ? 'refuses' : 'nothing';
}

/** Expressions that stand by themselves; those inside others, and what is returned, are judged with the whole. */
function isStatement({ use }: Site): boolean {
  return use.is === 'other' || use.is === 'message' || use.is === 'assigned';
}

const fault =
  /(?:^|[a-z_])(?:err(?:or)?s?|errorf|exception|fail(?:ed|ure|s)?|invalid|unsupported|reject(?:ed)?|abort|exit|panic|fatalf?)$/i;

function isNull(value: Expr): boolean {
  return value.is === 'literal' && value.type === 'null';
}

/** Names of what goes wrong: `err`, `ErrUnsupported`, `allErrs`, `reject`. */
function isFault(name: string): boolean {
  const last = name.split('.').at(-1) ?? '';
  return fault.test(last) || /^Err[A-Z]|^(?:err|invalid|unsupported|throw)/.test(last);
}

/** An error that is made or handed on. */
function isError(expr: Expr): boolean {
  if (expr.is === 'name') return isFault(expr.name);
  if (expr.is === 'member') return isFault(expr.key);
  if (expr.is !== 'call') return false;
  const callee = spell(expr.callee);
  return isFault(callee) || /^(?:x?errors?|status|field)\./i.test(callee) || expr.args.some(isError);
}

/** A result that says that there is none: nil, false, an empty text, an error; of several one error is enough. */
function isFailure(expr: Expr): boolean {
  switch (expr.is) {
    case 'literal':
      return expr.type === 'null' || /^(?:false|0+|-1|)$/.test(expr.text);
    case 'list':
      return expr.items.some(isError) || expr.items.every(isFailure);
    case 'record':
      return expr.fields.length === 0 || expr.fields.some(({ key }) => isFault(key));
    default:
      return isError(expr);
  }
}
