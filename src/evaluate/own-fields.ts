import type { Expr, FieldAssignment, Unit } from '../languages/language.ts';

/** Which class a `this` belongs to: two classes of one file may both have a `host`. */
export class OwnFields {
  readonly #unit: Unit;
  /** Scopes in which methods stand: the bodies of classes and objects. */
  readonly #bodies = new Set<number>();
  readonly #byKey = new Map<string, FieldAssignment[]>();

  constructor(unit: Unit) {
    this.#unit = unit;
    unit.scopes.forEach(({ parent, function: fn }) => {
      const outer = unit.scopes[parent]?.function ?? -1;
      if (fn >= 0 && fn !== outer && unit.functions[fn]?.name.includes('.')) this.#bodies.add(parent);
    });
    for (const one of unit.assignments) {
      if (one.target.is !== 'name' || one.target.name !== 'this') continue;
      const own = this.#byKey.get(one.key);
      if (own) own.push(one);
      else this.#byKey.set(one.key, [one]);
    }
  }

  /** What is assigned to `this.key` in the class of the one who asks, in source order. */
  assigned(self: Extract<Expr, { is: 'name' }>, key: string): readonly FieldAssignment[] {
    const all = this.#byKey.get(key) ?? [];
    if (all.length === 0) return all;
    const body = this.#bodyOf(self.scope);
    return all.filter(({ target }) => target.is === 'name' && this.#bodyOf(target.scope) === body);
  }

  #bodyOf(from: number): number {
    for (let scope = from; scope >= 0; scope = this.#unit.scopes[scope]?.parent ?? -1)
      if (this.#bodies.has(scope)) return scope;
    return -1;
  }
}
