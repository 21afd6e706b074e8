import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Select } from '../model/fact.ts';
import type { Entry } from './schema.ts';
import type { Surroundings } from './surroundings.ts';

const MAX_DEPTH = 12;

type Member = Extract<Expr, { is: 'member' }>;

/** Finds fields that hold IPv4 addresses by design, where nothing in the file reads their counterpart. */
export function fieldsRead(evaluator: Evaluator, around: Surroundings): Select[] {
  const { unit } = evaluator;
  const seen = new Set<number>();
  const facts: Select[] = [];
  const read = (expr: Expr, site: Omit<Site, 'expr' | 'use'>): void => {
    for (const member of membersIn(expr, 0)) {
      const entry = evaluator.resolver.field(member.key);
      if (entry?.means.is !== 'field' || seen.has(member.span.start)) continue;
      seen.add(member.span.start);
      const spot = { ...site, span: member.span, use: undefined };
      const twin = around.twin(/ip_?v6/i, 'IPv6 addresses are read as well', spot, 'file');
      const guards = around.guards(spot).filter((guard) => guard.kind !== 'is-ipv4' || guard.span !== member.span);
      facts.push({ ...factOf(member, entry, unit.language), guards, twin });
    }
  };
  for (const site of unit.sites) if (site.use.is !== 'test' || site.expr.is !== 'test') read(site.expr, site);
  for (const { scope, values } of unit.bindings)
    for (const { value, guard } of values) if (value.is !== 'function') read(value, { scope, guard });
  unit.functions.forEach((fn, index) => {
    const scope = unit.scopes.findIndex((one) => one.function === index);
    for (const { value, guard } of fn.returns) read(value, { scope, guard });
  });
  return facts;
}

function factOf(member: Member, entry: Entry, language: string): Omit<Select, 'guards' | 'twin'> {
  const { of, repair } = entry.means.is === 'field' ? entry.means : { of: '', repair: '' };
  return {
    kind: 'select',
    language,
    span: member.span,
    place: spell(member),
    because: [{ says: `${member.key} of ${entry.library} holds IPv4 only`, span: member.span }],
    holds: undefined,
    certain: true,
    family: 'ipv4',
    decided: 'field',
    of,
    repair,
  };
}

/** The fields that an expression reads; what is only compared is not used as an address. */
function membersIn(expr: Expr, depth: number): Member[] {
  if (depth > MAX_DEPTH) return [];
  const inside = (parts: readonly Expr[]): Member[] => parts.flatMap((part) => membersIn(part, depth + 1));
  switch (expr.is) {
    case 'member':
      return [expr, ...membersIn(expr.of, depth + 1)];
    case 'call':
      return inside([expr.callee, ...expr.args]);
    case 'record':
      return inside(expr.fields.map((field) => field.value));
    case 'concat':
    case 'other':
      return inside(expr.parts);
    case 'list':
      return inside(expr.items);
    case 'either':
      return inside(expr.options);
    default:
      return [];
  }
}
