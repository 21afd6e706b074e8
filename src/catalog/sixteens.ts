import { atoms } from '../evaluate/atoms.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import { type Lexicon, namesIPv6 } from '../evaluate/words.ts';
import type { Expr, Guard } from '../languages/language.ts';
import type { Narrow } from '../model/fact.ts';
import { conjuncts } from './parses.ts';
import type { Spot, Surroundings } from './surroundings.ts';

/** Finds `ip.To16() != nil` where IPv6 is meant: an IPv4 address has a form of 16 bytes as well. */
export function sixteens(
  evaluator: Evaluator,
  guards: Guards,
  lexicon: Lexicon,
  around: Surroundings,
): readonly Narrow[] {
  const { unit } = evaluator;
  const facts: Narrow[] = [];
  const note = (of: Expr, spot: Spot): void => {
    if (facts.some(({ span }) => span.start === spot.span.start)) return;
    // One who asks for IPv4 too has sorted those out, unless it is in another arm.
    if (guards.about(spot.guard, guards.subjects(of)).some(({ kind }) => kind === 'is-ipv6')) return;
    const because = [{ says: `${spell(of)}.To16() is nil for what is no address only`, span: spot.span }];
    const seen = { language: unit.language, span: spot.span, because, guards: [], twin: undefined, holds: undefined };
    const from = `${spell(of)}.To16()`;
    facts.push({ kind: 'narrow', by: 'conversion', place: from, from, own: false, certain: true, ...seen });
  };
  const sites = new Map(unit.sites.map((site) => [site.expr, site]));
  unit.guards.forEach((guard, index) => {
    const of = sixteenOf(guard.test, guard.holds);
    const site = sites.get(guard.test);
    if (of && site && isForIPv6(guard, index)) note(of, { ...site, guard: guard.parent, span: guard.test.span });
  });
  unit.functions.forEach((fn, index) => {
    const name = fn.name.split('.').at(-1) ?? '';
    if (lexicon.predicate(name) !== 'is-ipv6') return;
    for (const { value, guard } of fn.returns) {
      const test = conjuncts(value).find((one) => sixteenOf(one, true));
      const of = test && sixteenOf(test, true);
      const scope = unit.scopes.findIndex((one) => one.function === index);
      const spot: Spot = { scope, guard, span: value.span, use: undefined };
      if (of && !around.twin(/To4\(|Is4\(|":"/, 'IPv4 is asked for', spot, 'function')) note(of, spot);
    }
  });
  return facts;

  /** Whether IPv6 is what the arm of a test is for: by a test around it, by its function, by what it fills. */
  function isForIPv6(guard: Guard, index: number): boolean {
    for (let at = guard.parent; at >= 0; at = unit.guards[at]?.parent ?? -1) {
      const outer = unit.guards[at];
      if (outer && guards.selects(outer.test, outer.holds)?.kind === 'is-ipv6') return true;
    }
    const filled = unit.bindings.filter(({ values }) => values.some((one) => one.guard === index));
    const fields = unit.assignments.filter((one) => one.guard === index);
    return namesIPv6([
      ...filled.map(({ name }) => name),
      ...fields.flatMap(({ key, value }) => [key, value.is === 'literal' ? value.text : spell(value)]),
    ]);
  }
}

/** The address of `address.To16() != nil`, alone in its test. */
function sixteenOf(test: Expr, holds: boolean): Expr | undefined {
  const all = atoms({ test, holds });
  if (all.some((atom) => /To4|Is4/.test(spelledIn(atom.test)))) return undefined;
  for (const { test: one, holds: is } of all) {
    if (one.is !== 'test' || !(one.op === '!=' ? is : one.op === '==' && !is)) continue;
    const [left, right] = one.operands;
    if (right?.is !== 'literal' || right.type !== 'null' || left?.is !== 'call') continue;
    if (left.callee.is === 'member' && left.callee.key === 'To16') return left.callee.of;
  }
  return undefined;
}

function spelledIn(test: Expr): string {
  return test.is === 'test' ? test.operands.map(spell).join(' ') : spell(test);
}
