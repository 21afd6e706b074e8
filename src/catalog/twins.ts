import { spell } from '../evaluate/spell.ts';
import type { Expr, Site, Unit } from '../languages/language.ts';
import { parseHost } from '../model/address.ts';
import type { Dial, Fact, Join, Listen, Resolve, Twin } from '../model/fact.ts';
import { constants } from '../model/value.ts';

/** A fact with the site it came from. */
export interface Placed {
  readonly fact: Fact;
  readonly site: Site;
  /** The names of what it is about. */
  readonly subjects: ReadonlySet<string>;
}

/** Marks each fact that has its counterpart for the other family close by. A file may hold thousands: only those are compared that can be one. */
export function findTwins(placed: readonly Placed[], unit: Unit): Fact[] {
  const byPlace = new Map<string, Placed[]>();
  for (const one of placed) {
    const role = roleOf(one.fact);
    for (const fn of role === undefined ? [] : functionsAround(one.site.scope, unit)) {
      const list = byPlace.get(`${fn} ${role}`);
      if (list) list.push(one);
      else byPlace.set(`${fn} ${role}`, [one]);
    }
  }
  return placed.map((one) => {
    const roles = rolesOfTwins(one.fact);
    if (roles.length === 0) return one.fact;
    // Callbacks side by side do the same for either family: the function around them counts as well.
    const near = functionsAround(one.site.scope, unit).flatMap((fn) =>
      roles.flatMap((role) => byPlace.get(`${fn} ${role}`) ?? []),
    );
    const twin = twinOf(one, near, unit);
    return twin ? { ...one.fact, twin } : one.fact;
  });
}

/** What a fact can be for others: the other way to join, or the same for IPv6. */
type Role = Join['brackets'] | 'ipv6';

const ways: readonly Join['brackets'][] = ['none', 'always', 'kept'];

function roleOf(fact: Fact): Role | undefined {
  if (fact.kind === 'join') return fact.brackets;
  const ends = fact.kind === 'dial' || fact.kind === 'listen' || fact.kind === 'resolve';
  return ends && isIPv6(fact) ? 'ipv6' : undefined;
}

function rolesOfTwins(fact: Fact): readonly Role[] {
  if (fact.kind === 'port-test') return ways.filter((way) => way !== 'none');
  if (fact.kind === 'join') return ways.filter((way) => way !== fact.brackets);
  const ends = fact.kind === 'dial' || fact.kind === 'listen' || fact.kind === 'resolve';
  return ends && fact.family === 'ipv4' ? ['ipv6'] : [];
}

/** The function of a scope and the one around it; the top of a file counts only for what stands there. */
function functionsAround(scope: number, unit: Unit): readonly number[] {
  const own = unit.scopes[scope]?.function ?? -1;
  let at = scope;
  while (at >= 0 && unit.scopes[at]?.function === own) at = unit.scopes[at]?.parent ?? -1;
  const outer = unit.scopes[at]?.function ?? -1;
  return own < 0 || outer < 0 ? [own] : [own, outer];
}

function twinOf(one: Placed, near: readonly Placed[], unit: Unit): Twin | undefined {
  for (const other of near) {
    if (other === one) continue;
    const says = isTwin(one, other, unit);
    if (says) return { says, span: other.fact.span };
  }
  return undefined;
}

function isTwin(one: Placed, next: Placed, unit: Unit): string | undefined {
  const a = one.fact;
  const b = next.fact;
  if (a.kind === 'join' || a.kind === 'port-test') {
    const own = a.kind === 'join' ? a.brackets : 'none';
    if (!shares(one.subjects, next.subjects) || !opposed(one.site, next.site, unit)) return undefined;
    return own === 'none' ? 'the other arm adds brackets' : 'the other arm adds none';
  }
  if ((a.kind === 'dial' || a.kind === 'listen' || a.kind === 'resolve') && b.kind === a.kind) {
    // `dns.resolve(name)` asks for A records without being told, `dns.resolve6(name)` for the others by its name.
    if ((a.decided !== b.decided && a.kind !== 'resolve') || !sameAct(a.place, b.place)) return undefined;
    // Two literals one after the other are two destinations; a second that depends on the first is its fallback.
    const fallback = a.kind !== 'dial' || a.decided !== 'host' || one.site.guard !== next.site.guard;
    return fallback ? 'the same is done for IPv6' : undefined;
  }
  return undefined;
}

function isIPv6(fact: Listen | Dial | Resolve): boolean {
  if (fact.family === 'ipv6') return true;
  if (fact.kind !== 'listen') return false;
  const hosts = constants(fact.host).texts.map((text) => parseHost(text.text));
  return hosts.some((host) => host.is === 'wildcard' && host.family === 'ipv6');
}

/** `resolve4` and `resolve6` are one act, `get` and `createSocket` are two. */
function sameAct(a: string, b: string): boolean {
  const last = (place: string) => (place.split('.').at(-1) ?? '').replace(/\d+/g, '');
  return last(a) === last(b);
}

function shares(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const name of a) if (b.has(name)) return true;
  return false;
}

/** Whether two sites stand in the two arms of one test. */
function opposed(a: Site, b: Site, unit: Unit): boolean {
  const arms = armsOf(a.guard, unit);
  for (const [test, holds] of armsOf(b.guard, unit)) if (arms.has(test) && arms.get(test) !== holds) return true;
  return false;
}

function armsOf(guard: number, unit: Unit): ReadonlyMap<number, boolean> {
  const arms = new Map<number, boolean>();
  for (let at = guard; at >= 0; at = unit.guards[at]?.parent ?? -1) {
    const one = unit.guards[at];
    if (one && !comparesPorts(one.test)) arms.set(one.test.span.start, one.holds);
  }
  return arms;
}

/** `port == defaultPort`: a test of the port says nothing of the host. */
function comparesPorts(test: Expr): boolean {
  return (
    test.is === 'test' &&
    (test.op === '==' || test.op === '!=') &&
    test.operands.every((one) => /port$/i.test(spell(one)))
  );
}
