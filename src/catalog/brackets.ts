import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Expr } from '../languages/language.ts';
import { constants, type Value } from '../model/value.ts';
import { assignedOnce } from './optional-ports.ts';

const MAX_STEPS = 4;

/** Whether the host that is given to a library's join may have its brackets already, so that there will be two pairs. */
export function keepsBrackets(expr: Expr | undefined, host: Value, evaluator: Evaluator, guard: number): boolean {
  if (expr === undefined) return false;
  const last = lastGiven(expr, evaluator, guard);
  return isUrlHost(last ? evaluator.value(last) : host)
    ? !isReplaced(expr, evaluator)
    : isCutAtLastColon(expr, evaluator, 0);
}

/** Whether a host was cut off before a port, and so has the brackets that stood around it. */
export function wasCut(expr: Expr | undefined, evaluator: Evaluator): boolean {
  return expr !== undefined && isCutAtLastColon(expr, evaluator, 0);
}

/** The host of a URL keeps its brackets. What is split off it first does not, unless it is taken as a whole after all. */
function isUrlHost(host: Value): boolean {
  if (host.is === 'either') return host.options.some(isUrlHost);
  return host.is === 'typed' && host.kind === 'host:port' && host.place === 'URL.Host';
}

/** What a name was given last where nothing else can come in between: in the arm that the place is in, or in one around it. */
function lastGiven(expr: Expr, evaluator: Evaluator, guard: number): Expr | undefined {
  if (expr.is !== 'name') return undefined;
  const { guards } = evaluator.unit;
  const around = new Set([-1]);
  for (let at = guard; at >= 0; at = guards[at]?.parent ?? -1) around.add(at);
  const before = (evaluator.binding(expr.name, expr.scope, expr.span.start)?.values ?? []).filter(
    ({ span }) => span.start < expr.span.start,
  );
  const last = before.at(-1);
  return before.length > 1 && last && around.has(last.guard) ? last.value : undefined;
}

/** Whether a URL's host is given another value anywhere. */
function isReplaced(expr: Expr, { unit }: Evaluator): boolean {
  return (
    expr.is === 'member' && unit.assignments.some((one) => one.key === expr.key && spell(one.target) === spell(expr.of))
  );
}

/** `addr[:strings.LastIndex(addr, ":")]`, under whatever name. */
function isCutAtLastColon(expr: Expr, evaluator: Evaluator, step: number): boolean {
  if (step > MAX_STEPS) return false;
  if (expr.is === 'name') {
    const [only, ...others] = evaluator.binding(expr.name, expr.scope, expr.span.start)?.values ?? [];
    return only !== undefined && others.length === 0 && isCutAtLastColon(only.value, evaluator, step + 1);
  }
  // A conversion of a named string type, `string(address[:at])`, cuts nothing else off.
  if (expr.is === 'call' && expr.args.length === 1 && expr.args[0] && /^(?:string|String)$/.test(spell(expr.callee)))
    return isCutAtLastColon(expr.args[0], evaluator, step + 1);
  if (expr.is !== 'slice' || !expr.to || (expr.from?.is === 'literal' ? expr.from.text !== '0' : expr.from))
    return false;
  const call = evaluator.calls.call(assignedOnce(expr.to, evaluator));
  const means = call?.entry.means;
  if (!call || means?.is !== 'index' || means.cut !== 'last') return false;
  const mark = call.role(means.text);
  const start = mark.is === 'joined' ? mark.parts[0] : mark;
  return (
    start !== undefined &&
    constants(start).texts.some(({ text }) => (mark === start ? text === ':' : text.startsWith(':')))
  );
}
