import type { Expr, Unit } from '../languages/language.ts';
import type { LookUp } from './resolver.ts';

type CallExpr = Extract<Expr, { is: 'call' }>;

/** The calls of each function of a unit, where every use of the function is such a call. */
export class Callers {
  readonly #unit: Unit;
  readonly #text: string;
  readonly #lookUp: LookUp;
  #byName: ReadonlyMap<string, readonly CallExpr[]> | undefined;
  #counts: ReadonlyMap<string, number> | undefined;
  #declared: ReadonlyMap<string, number> | undefined;
  #holders: ReadonlyMap<number, string> | undefined;
  readonly #memo = new Map<string, readonly CallExpr[] | undefined>();

  constructor(unit: Unit, text: string, lookUp: LookUp) {
    this.#unit = unit;
    this.#text = text;
    this.#lookUp = lookUp;
  }

  /** Whether nobody but its own file can call a function. */
  areSeen(index: number): boolean {
    const name = this.#nameOf(index);
    if (name === '' || name.includes('.') || this.#text === '') return false;
    return !this.#unit.exports.some((one) => one.name === name);
  }

  /** The calls of a function in the unit; undefined where it is used in another way as well. */
  of(index: number): readonly CallExpr[] | undefined {
    const calls = this.#ofName(this.#nameOf(index));
    return calls?.every((call) => this.#means(call, index)) ? calls : undefined;
  }

  /** The name of a function, or of the variable that holds it: `trim := func(s string) string { … }`. */
  #nameOf(index: number): string {
    const name = this.#unit.functions[index]?.name ?? '';
    if (name !== '') return name;
    this.#holders ??= new Map(
      this.#unit.bindings.flatMap(({ name: holder, values: [only, ...others] }) =>
        only?.value.is === 'function' && others.length === 0 ? [[only.value.index, holder] as const] : [],
      ),
    );
    return this.#holders.get(index) ?? '';
  }

  #ofName(name: string): readonly CallExpr[] | undefined {
    if (!this.#memo.has(name)) this.#memo.set(name, this.#find(name));
    return this.#memo.get(name);
  }

  #find(name: string): readonly CallExpr[] | undefined {
    this.#byName ??= callsIn(this.#unit);
    const calls = this.#byName.get(name) ?? [];
    this.#declared ??= countsOf(this.#unit.functions.map((_, index) => this.#nameOf(index)));
    // How often names stand in the code, comments left out.
    this.#counts ??= countsOf(withoutComments(this.#text).match(/(?<![\w$.])[\w$]+/g) ?? []);
    return calls.length + (this.#declared.get(name) ?? 0) === (this.#counts.get(name) ?? 0) ? calls : undefined;
  }

  #means({ callee }: CallExpr, index: number): boolean {
    const binding = callee.is === 'name' ? this.#lookUp(callee.name, callee.scope, callee.span.start) : undefined;
    const value = binding?.values.length === 1 ? binding.values[0]?.value : undefined;
    return value?.is === 'function' && value.index === index;
  }
}

function callsIn(unit: Unit): ReadonlyMap<string, readonly CallExpr[]> {
  const calls = new Map<string, CallExpr[]>();
  for (const { expr } of unit.sites) {
    if (expr.is !== 'call' || expr.callee.is !== 'name') continue;
    const own = calls.get(expr.callee.name);
    if (own) own.push(expr);
    else calls.set(expr.callee.name, [expr]);
  }
  return calls;
}

function countsOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** The text without its comments; two slashes after a colon or a quote begin none. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/(?<!["'`:])\/\/|\/\*/g)) {
    if (match.index < from) continue;
    kept.push(text.slice(from, match.index));
    const end = match[0] === '//' ? text.indexOf('\n', match.index) : text.indexOf('*/', match.index + 2);
    if (end < 0) return kept.join(' ');
    from = match[0] === '//' ? end : end + 2;
  }
  kept.push(text.slice(from));
  return kept.join(' ');
}
