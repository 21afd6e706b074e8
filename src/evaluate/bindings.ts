import type { Unit } from '../languages/language.ts';

/** Bindings by scope and name. */
export function indexBindings(unit: Unit): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const index = new Map<number, Map<string, number>>();
  unit.bindings.forEach((binding, at) => {
    const scope = index.get(binding.scope) ?? new Map<string, number>();
    scope.set(binding.name, at);
    index.set(binding.scope, scope);
  });
  return index;
}
