import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { spell } from '../evaluate/spell.ts';
import { type Lexicon, words } from '../evaluate/words.ts';
import type { Binding, Expr, FunctionUnit, Site } from '../languages/language.ts';
import type { Value } from '../model/value.ts';
import type { Bracketed } from './url-hosts.ts';

/** A host that is taken as it is where it has no port, so that an IPv6 literal keeps its brackets. */
export interface WholeHost {
  readonly bracketed: Bracketed;
  /** What is done with the host then. */
  readonly target: string;
  readonly site: Site;
}

/** Finds `host, _, err := net.SplitHostPort(address)` whose error branch goes on with the address itself. */
export function wholeHosts(evaluator: Evaluator, guards: Guards, lexicon: Lexicon): readonly WholeHost[] {
  const { unit } = evaluator;
  const returned = unit.functions.flatMap((fn, index) => ofFunction(fn, index, evaluator, guards, lexicon));
  return [...returned, ...unit.bindings.flatMap((binding) => ofBinding(binding, evaluator, guards, lexicon))];
}

/** A function for hosts that returns the host of a cut, or what it was given where that has no port. */
function ofFunction(
  fn: FunctionUnit,
  index: number,
  evaluator: Evaluator,
  guards: Guards,
  lexicon: Lexicon,
): readonly WholeHost[] {
  if (!namesHost(fn.name, lexicon)) return [];
  const values = fn.returns.map(({ value, guard }) => ({ value: firstOf(value), guard }));
  const inputs = values.flatMap(({ value }) => inputOf(value, evaluator) ?? []);
  return values.flatMap(({ value, guard }) => {
    const input = inputs.find((one) => one.is === 'name' && value.is === 'name' && one.name === value.name);
    if (!input || !isWithoutPort(input, guard, guards)) return [];
    const given = evaluator.value(value);
    if (isConnection(value, given, lexicon)) return [];
    const scope = evaluator.unit.scopes.findIndex((one) => one.function === index);
    const site: Site = { expr: value, scope, guard, use: { is: 'returned', function: index } };
    return [{ bracketed: { expr: value, value: given, what: 'whole' }, target: 'what it returns', site }];
  });
}

/** `host = u.Host` where that has no port, which then is looked up, dialled or parsed. */
function ofBinding(binding: Binding, evaluator: Evaluator, guards: Guards, lexicon: Lexicon): readonly WholeHost[] {
  if (binding.values.length < 2) return [];
  const inputs = binding.values.flatMap(({ value }) => inputOf(value, evaluator) ?? []);
  if (inputs.length === 0) return [];
  const found = goesOn(binding, evaluator, lexicon);
  const joined = isJoined(binding, evaluator);
  if (!found && !joined) return [];
  return binding.values.flatMap(({ value, guard }) => {
    const given = evaluator.value(value);
    if (!inputs.some((one) => spell(one) === spell(value))) return [];
    // A bare IPv6 address has too many colons: where only a port is missing, what comes has its brackets.
    const onlyPort = joined && guards.about(guard, new Set()).some(({ kind }) => kind === 'no-port');
    if (!onlyPort && !(found && isAuthority(given) && isWithoutPort(value, guard, guards))) return [];
    const site: Site = { expr: value, scope: binding.scope, guard, use: { is: 'assigned', names: [binding.name] } };
    return [{ bracketed: { expr: value, value: given, what: 'whole' }, target: binding.name, site }];
  });
}

/** What was cut, where an expression is the host of a cut that fails without a port. */
function inputOf(expr: Expr, evaluator: Evaluator): Expr | undefined {
  const held = expr.is === 'name' ? evaluator.binding(expr.name, expr.scope, expr.span.start)?.values[0]?.value : expr;
  if (held?.is !== 'member' || held.key !== '0' || held.of.is !== 'call') return undefined;
  const call = evaluator.calls.call(held.of);
  const [host] = call?.entry.returns ?? [];
  const failsWithoutPort = call?.entry.returns.some((one) => one.fails === 'no-port');
  return failsWithoutPort && host?.kind === 'host' ? held.of.args[0] : undefined;
}

function isWithoutPort(input: Expr, guard: number, guards: Guards): boolean {
  return guards.about(guard, guards.subjects(input)).some((one) => one.kind === 'no-port');
}

/** `strip_port`, `parseHost`, `hostOnly`. */
function namesHost(name: string, lexicon: Lexicon): boolean {
  return lexicon.wordsFit('host functions', name.split('.').at(-1) ?? '');
}

/** The other end of a connection always has a port, and an address alone has no brackets. */
function isConnection(expr: Expr, value: Value, lexicon: Lexicon): boolean {
  if (value.is === 'typed') return value.kind !== 'host:port';
  const name = spell(expr);
  return lexicon.proven([name]) || lexicon.fits('peer', name) || words(name).some((word) => /^ips?$/.test(word));
}

function isAuthority(value: Value): boolean {
  if (value.is === 'either') return value.options.some(isAuthority);
  return value.is === 'typed' && value.kind === 'host:port' && /\.Host$/.test(value.place);
}

/** Whether the host is returned by a function for hosts, or given to what wants it without brackets. */
function goesOn(binding: Binding, evaluator: Evaluator, lexicon: Lexicon): boolean {
  const { functions } = evaluator.unit;
  const isIt = (expr: Expr) =>
    expr.is === 'name' && evaluator.binding(expr.name, expr.scope, expr.span.start) === binding;
  if (functions.some((fn) => namesHost(fn.name, lexicon) && fn.returns.some(({ value }) => isIt(bare(firstOf(value))))))
    return true;
  return evaluator.uses(binding).some((use) => {
    if (use?.is !== 'argument') return false;
    return lexicon.fits('bare hosts', spell(use.callee).split('.').at(-1) ?? '');
  });
}

/** Whether brackets are put around the host again: `net.JoinHostPort(host, port)`. */
function isJoined(binding: Binding, evaluator: Evaluator): boolean {
  return evaluator
    .uses(binding)
    .some(
      (use) =>
        use?.is === 'argument' &&
        use.index === 0 &&
        evaluator.resolver.entries(use.callee).some(({ means }) => means.is === 'join'),
    );
}

/** `strings.ToLower(host)` is the host. */
function bare(value: Expr): Expr {
  const [only, ...others] = value.is === 'call' ? value.args : [];
  return only?.is === 'name' && others.length === 0 ? only : value;
}

function firstOf(value: Expr): Expr {
  return value.is === 'list' ? (value.items[0] ?? value) : value;
}
