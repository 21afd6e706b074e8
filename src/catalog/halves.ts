import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Expr } from '../languages/language.ts';
import type { Half, Halves } from '../model/fact.ts';
import type { Joined, Piece } from './joins.ts';
import { plainType } from './plain-types.ts';

/** Where the halves of a join stand in its own expression; undefined where one of them is written somewhere else. */
export function halvesOf({ host, port, portText }: Joined, expr: Expr, evaluator: Evaluator): Halves | undefined {
  const first = half(host, evaluator);
  const second = port && half(port, evaluator);
  if (!first || !isInside(first, expr) || (port && !(second && isInside(second, expr)))) return undefined;
  const halves = { host: first, port: second, portText };
  if (expr.is !== 'call') return { ...halves, as: 'concatenation' };
  const call = evaluator.calls.call(expr);
  const means = call?.entry.means;
  if (!call || (means?.is !== 'format' && means?.is !== 'glue')) return undefined;
  if (means.is === 'glue') return { ...halves, as: 'list' };
  const format = call.expr(means.format);
  const index = host.expr ? call.restExprs(means.values).indexOf(host.expr) : -1;
  return format?.is === 'literal' && index >= 0 ? { ...halves, as: 'format', format: format.span, index } : undefined;
}

function half({ expr }: Piece, evaluator: Evaluator): Half | undefined {
  return expr && { span: expr.span, type: plainType(expr, evaluator) };
}

function isInside({ span }: Half, { span: whole }: Expr): boolean {
  return span.file === whole.file && span.start >= whole.start && span.end <= whole.end;
}
