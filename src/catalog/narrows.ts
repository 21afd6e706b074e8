import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import { namesIPv4, namesIPv6 } from '../evaluate/words.ts';
import type { Expr, Guard, Unit } from '../languages/language.ts';

/**
 * Finds where a function that is given addresses of both families keeps IPv4 ones only: tests in whose IPv4 arm
 * something happens, and in whose other arm nothing does.
 */
export function narrowings(fn: number, evaluator: Evaluator, guards: Guards): readonly Expr[] {
  const { unit } = evaluator;
  const inside = functionsIn(fn, unit);
  if (namesIPv4([unit.functions[fn]?.name ?? '']) || mentionsIPv6(inside, unit)) return [];
  const arms = armsIn(inside, unit);
  return arms
    .filter((arm) => guards.selects(arm.test, arm.holds)?.kind === 'is-ipv4')
    .filter((arm) => !arms.some((other) => other.test === arm.test && other.holds !== arm.holds))
    .map(({ test }) => test);
}

/** The arms of tests in some functions in which anything happens. */
function armsIn(inside: ReadonlySet<number>, unit: Unit): Guard[] {
  const arms = new Map<number, Guard>();
  const see = (guard: number): void => {
    for (let at = guard; at >= 0; at = unit.guards[at]?.parent ?? -1) {
      const arm = unit.guards[at];
      if (!arm || arms.has(at)) return;
      arms.set(at, arm);
    }
  };
  for (const site of unit.sites)
    if (inside.has(functionOf(site.scope, unit)) && site.use.is !== 'test') see(site.guard);
  for (const binding of unit.bindings) {
    if (inside.has(functionOf(binding.scope, unit))) for (const assigned of binding.values) see(assigned.guard);
  }
  const spans = [...inside].flatMap((fn) => unit.functions[fn]?.span ?? []);
  for (const { guard, span } of unit.assignments)
    if (spans.some(({ start, end }) => start <= span.start && span.end <= end)) see(guard);
  for (const fn of inside) for (const returned of unit.functions[fn]?.returns ?? []) see(returned.guard);
  return [...arms.values()];
}

function functionOf(scope: number, unit: Unit): number {
  return unit.scopes[scope]?.function ?? -1;
}

/** A function and the functions inside it. */
function functionsIn(fn: number, unit: Unit): ReadonlySet<number> {
  const inside = new Set([fn]);
  for (const scope of unit.scopes) {
    const outer = unit.scopes[scope.parent]?.function ?? -1;
    if (scope.function >= 0 && inside.has(outer)) inside.add(scope.function);
  }
  return inside;
}

/** Code that names IPv6 anywhere has thought of it. */
function mentionsIPv6(inside: ReadonlySet<number>, unit: Unit): boolean {
  return unit.sites.some((site) => {
    if (!inside.has(functionOf(site.scope, unit))) return false;
    const name = site.expr.is === 'call' ? spell(site.expr.callee) : '';
    return namesIPv6([name]) || /To16$|Is6$|isIPv6|IPv6/.test(name);
  });
}
