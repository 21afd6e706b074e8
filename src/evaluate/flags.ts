import type { Binding, Expr } from '../languages/language.ts';
import type { Value } from '../model/value.ts';
import type { Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { resultOf } from './results.ts';
import { spell } from './spell.ts';

interface Filled {
  readonly call: Call;
  readonly expr: Expr;
}

/** Names and fields whose value a flag puts there: `flag.StringVar(&addr, "addr", ":8080", "…")`. */
export class Flags {
  readonly #evaluator: Evaluator;
  #names: ReadonlyMap<Binding, Filled> | undefined;
  readonly #fields = new Map<string, Filled>();

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** What a flag gives a name. */
  ofName(binding: Binding): Value | undefined {
    return this.#value(this.#all().get(binding));
  }

  /** What a flag gives a field, by the way it is spelled. */
  ofField(expr: Expr): Value | undefined {
    this.#all();
    return this.#fields.size === 0 ? undefined : this.#value(this.#fields.get(spell(expr)));
  }

  #value(filled: Filled | undefined): Value | undefined {
    return filled && resultOf(filled.call, filled.expr, this.#evaluator);
  }

  #all(): ReadonlyMap<Binding, Filled> {
    if (this.#names) return this.#names;
    const names = new Map<Binding, Filled>();
    this.#names = names;
    for (const { expr } of this.#evaluator.unit.sites) {
      if (expr.is !== 'call' || expr.callee.is !== 'member' || !/Var/.test(expr.callee.key)) continue;
      const call = this.#evaluator.calls.call(expr);
      const into = call?.entry.means.is === 'flag' ? call.entry.means.into : undefined;
      const target = into === undefined ? undefined : call?.expr(into);
      if (!call || !target) continue;
      const binding = target.is === 'name' ? this.#evaluator.resolver.bindingOf(target) : undefined;
      if (binding) names.set(binding, { call, expr });
      else if (target.is === 'member') this.#fields.set(spell(target), { call, expr });
    }
    return names;
  }
}
