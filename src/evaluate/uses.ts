import type { Binding, Expr, Unit, Use } from '../languages/language.ts';
import type { LookUp } from './resolver.ts';

/** What happens to each name of a unit; undefined stands for a use that the syntax does not tell. */
export type Uses = ReadonlyMap<Binding, readonly (Use | undefined)[]>;

/** Collects the uses of all names once. Comparisons do not count: they leave a value as it is. */
export function usesOf(unit: Unit, lookUp: LookUp): Uses {
  const uses = new Map<Binding, (Use | undefined)[]>();
  const note = (expr: Expr, use: Use | undefined): void => {
    if (expr.is === 'name') {
      const binding = lookUp(expr.name, expr.scope, expr.span.start);
      if (!binding) return;
      const list = uses.get(binding);
      if (list) list.push(use);
      else uses.set(binding, [use]);
    } else {
      const shown = expr.is === 'other' && expr.what === 'shown';
      for (const inner of insideOf(expr)) note(inner, shown ? { is: 'message' } : undefined);
    }
  };
  for (const site of unit.sites) {
    const { expr, use } = site;
    if (expr.is === 'call') {
      note(expr.callee, undefined);
      expr.args.forEach((arg, index) => {
        note(arg, { is: 'argument', callee: expr.callee, index, outer: use });
      });
    }
    if (expr.is === 'concat') for (const part of expr.parts) note(part, { is: 'part', outer: use });
    if (expr.is === 'record') {
      for (const field of expr.fields) note(field.value, { is: 'field', key: field.key, type: expr.type, outer: use });
    }
    if (expr.is === 'slice') note(expr.of, undefined);
  }
  for (const binding of unit.bindings) for (const assigned of binding.values) note(assigned.value, undefined);
  for (const assignment of unit.assignments) note(assignment.value, undefined);
  for (const fn of unit.functions) for (const returned of fn.returns) note(returned.value, undefined);
  return uses;
}

/** What is inside an expression that is no site: sites are visited by themselves. */
function insideOf(expr: Expr): readonly Expr[] {
  switch (expr.is) {
    case 'member':
      return [expr.of];
    case 'either':
      return expr.options;
    case 'list':
      return expr.items;
    case 'other':
      return expr.parts;
    case 'test':
      // `{open && <a href={url} />}`
      return expr.operands.filter((one) => one.is === 'other');
    default:
      return [];
  }
}
