import type { Binding, FieldAssignment, Unit } from '../languages/language.ts';
import type { LookUp } from './resolver.ts';

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

/** What fields of names are given one by one, by the binding of the name, in source order. */
export function assignedIn(unit: Unit, lookUp: LookUp): ReadonlyMap<Binding, readonly FieldAssignment[]> {
  const assigned = new Map<Binding, FieldAssignment[]>();
  for (const one of unit.assignments) {
    const { target, span } = one;
    const binding = target.is === 'name' ? lookUp(target.name, target.scope, span.start) : undefined;
    if (!binding) continue;
    const own = assigned.get(binding);
    if (own) own.push(one);
    else assigned.set(binding, [one]);
  }
  return assigned;
}

/** The scope that each function opens, by the function's index; -1 where there is none. */
export function functionScopes({ functions, scopes }: Unit): readonly number[] {
  const opened = functions.map(() => -1);
  scopes.forEach((scope, at) => {
    if (opened[scope.function] === -1) opened[scope.function] = at;
  });
  return opened;
}
