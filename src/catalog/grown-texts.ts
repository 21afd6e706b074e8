import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Assigned, Expr } from '../languages/language.ts';

const MAX_STEPS = 6;

/**
 * The parts of a text that grows step by step, `url = 'http://' + host; url += ':' + port`: where a colon follows the text
 * so far, what that was put together from stands in its place.
 */
export function grown(parts: readonly Expr[], guard: number, evaluator: Evaluator): readonly Expr[] {
  const [, colon] = parts;
  return colon?.is === 'literal' && colon.text.startsWith(':') ? unrolled(parts, guard, evaluator, 0) : parts;
}

function unrolled(parts: readonly Expr[], guard: number, evaluator: Evaluator, step: number): readonly Expr[] {
  const [first, ...rest] = parts;
  if (first?.is !== 'name' || step > MAX_STEPS) return parts;
  const before = lastGiven(first, guard, evaluator);
  const own = before && partsOf(before);
  return own ? [...unrolled(own, guard, evaluator, step + 1), ...rest] : parts;
}

/** What a name was given last, where that has happened wherever the place is reached. */
function lastGiven(name: Extract<Expr, { is: 'name' }>, guard: number, evaluator: Evaluator): Expr | undefined {
  const { guards } = evaluator.unit;
  const last = lastBefore(evaluator.binding(name.name, name.scope, name.span.start)?.values ?? [], name.span.start);
  if (!last) return undefined;
  for (let at = guard; at >= 0; at = guards[at]?.parent ?? -1) if (at === last.guard) return last.value;
  return last.guard < 0 ? last.value : undefined;
}

/** Values stand in the order of the source: half of them is left out at a time, since a generated file may have thousands. */
function lastBefore(values: readonly Assigned[], at: number): Assigned | undefined {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle]?.value.span.end ?? at) <= at) from = middle + 1;
    else to = middle;
  }
  return values[from - 1];
}

function partsOf(expr: Expr): readonly Expr[] | undefined {
  if (expr.is === 'concat') return expr.parts;
  return expr.is === 'other' && expr.what === '+' ? expr.parts : undefined;
}
