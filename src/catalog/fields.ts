import { functionScopes } from '../evaluate/bindings.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Select } from '../model/fact.ts';
import type { Surroundings } from './surroundings.ts';

const MAX_DEPTH = 12;

type Member = Extract<Expr, { is: 'member' }>;

/** Finds fields that hold IPv4 addresses by design, where nothing in the file reads their counterpart. */
export function fieldsRead(evaluator: Evaluator, around: Surroundings, lexicon: Lexicon): Select[] {
  const { unit } = evaluator;
  const seen = new Set<number>();
  const facts: Select[] = [];
  const read = (expr: Expr, site: Omit<Site, 'expr' | 'use'>, compared = false): void => {
    eachMember(expr, (member) => {
      const said = compared ? inComparison : saidOf(member, evaluator);
      if (!said || seen.has(member.span.start)) return;
      seen.add(member.span.start);
      const spot = { ...site, span: member.span, use: undefined };
      const where = compared ? 'function' : 'file';
      const twin = around.twin(/ip_?v6/i, 'IPv6 addresses are read as well', spot, where);
      const guards = around.guards(spot);
      facts.push({ ...factOf(member, said, unit.language), guards, twin });
    });
  };
  for (const site of unit.sites) {
    if (site.expr.is !== 'test') read(site.expr, site);
    else for (const member of comparedWithPod(site.expr.operands, lexicon)) read(member, site, true);
  }
  for (const { scope, values } of unit.bindings)
    for (const { value, guard } of values) if (value.is !== 'function') read(value, { scope, guard });
  const scopes = functionScopes(unit);
  unit.functions.forEach((fn, index) => {
    const scope = scopes[index] ?? -1;
    for (const { value, guard } of fn.returns) read(value, { scope, guard });
  });
  return facts;
}

/** What a field for IPv4 addresses is, and what stands beside it. */
interface Said {
  readonly says: string;
  readonly of: string;
  readonly repair: string;
}

/** A field that a library has for IPv4, or one that says so by its name. */
function saidOf(member: Member, evaluator: Evaluator): Said | undefined {
  const entry = evaluator.resolver.field(member.key);
  if (entry?.means.is === 'field') {
    const { of, repair } = entry.means;
    return { says: `${member.key} of ${entry.library} holds IPv4 only`, of, repair };
  }
  if (!field4.test(member.key) || isOfModule(member.of, evaluator)) return undefined;
  const repair = member.key.replace('4', '6');
  return { says: `${member.key} is for IPv4 by its name`, of: 'addresses', repair };
}

const field4 = /^I[Pp][Vv]4(?:Addr(?:ess)?)?$/;
const privateIP = /^[pP]rivateI[pP](?:[aA]ddr(?:ess)?)?$/;
const inComparison: Said = {
  says: 'what a cloud calls a private IP is the IPv4 address of an interface',
  of: 'addresses',
  repair: 'the field for IPv6',
};

function isOfModule(of: Expr, evaluator: Evaluator): boolean {
  return of.is === 'name' && evaluator.binding(of.name, of.scope, of.span.start)?.imported !== undefined;
}

/** `one.PrivateIP == pod.PodIP`: the address of a pod is never among those, where it is IPv6. */
function comparedWithPod(operands: readonly Expr[], lexicon: Lexicon): readonly Member[] {
  const [left, right] = operands;
  if (operands.length !== 2 || !left || !right) return [];
  return [
    [left, right],
    [right, left],
  ].flatMap(([field, other]) =>
    field?.is === 'member' && privateIP.test(field.key) && other && lexicon.proven([spell(other)]) ? [field] : [],
  );
}

function factOf(member: Member, { says, of, repair }: Said, language: string): Omit<Select, 'guards' | 'twin'> {
  return {
    kind: 'select',
    language,
    span: member.span,
    place: spell(member),
    because: [{ says, span: member.span }],
    holds: undefined,
    certain: true,
    family: 'ipv4',
    decided: 'field',
    of,
    repair,
  };
}

/** Visits the fields that an expression reads; what is only compared is not used as an address. */
function eachMember(expr: Expr, visit: (member: Member) => void, depth = 0): void {
  if (depth > MAX_DEPTH) return;
  if (expr.is === 'member') visit(expr);
  for (const part of partsOf(expr)) eachMember(part, visit, depth + 1);
}

function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.is) {
    case 'member':
      return [expr.of];
    case 'call':
      return [expr.callee, ...expr.args];
    case 'record':
      return expr.fields.map((field) => field.value);
    case 'concat':
    case 'other':
      return expr.parts;
    case 'list':
      return expr.items;
    case 'either':
      return expr.options;
    default:
      return [];
  }
}
