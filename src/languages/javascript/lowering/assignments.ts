import type { Span } from '../../../model/span.ts';
import type { Expr } from '../../language.ts';
import type { AssignmentShape } from '../syntax.ts';
import { either, expression, other, sum } from './expressions.ts';
import type { Lowering } from './lowering.ts';
import { exportAssigned } from './modules.ts';
import { type Leaf, namesIn, takeApart } from './patterns.ts';

/**
 * Notes what is assigned and gives the value back. Whoever asks reads it as an expression, so that
 * `a = b = host + port` and `f(a = host + port)` are one site each.
 */
export function assignment<N extends object>(
  lowering: Lowering<N>,
  shape: AssignmentShape<N>,
  span: Span,
): { readonly value: Expr; readonly names: readonly string[] } {
  const names = namesIn(lowering, shape.target);
  const right = assigned(lowering, shape.value, names);
  const value = combined(lowering, shape, right?.value, span);
  takeApart(lowering, shape.target, value, (leaf) => store(lowering, leaf, span));
  return { value, names: [...names, ...(right?.names ?? [])] };
}

function assigned<N extends object>(lowering: Lowering<N>, node: N | undefined, names: readonly string[]) {
  if (!node) return undefined;
  const plain = lowering.syntax.plain(node);
  const shape = lowering.syntax.expression(plain);
  if (shape.is === 'assignment') return assignment(lowering, shape, lowering.spanOf(plain));
  return { value: expression(lowering, plain, names.length === 1 ? names[0] : ''), names: [] };
}

/** `x += v` and its kin make their value of the old one and the new one. */
function combined<N extends object>(
  lowering: Lowering<N>,
  { operator, target }: AssignmentShape<N>,
  value: Expr | undefined,
  span: Span,
): Expr {
  if (operator === '' && value) return value;
  const parts = [expression(lowering, target), ...(value ? [value] : [])];
  if (operator === '+') return sum(parts, span);
  return operator === '||' || operator === '??' ? either(parts, span) : other(operator, parts, span);
}

function store<N extends object>(lowering: Lowering<N>, { name, node, value }: Leaf<N>, span: Span): void {
  if (!value) return;
  if (name !== undefined) {
    lowering.builder.assign(name, value, span);
    return;
  }
  const target = expression(lowering, node);
  lowering.builder.expression(target, { is: 'other' });
  if (target.is !== 'member') return;
  lowering.builder.assignField(target.of, target.key, value, span);
  exportAssigned(lowering, target.of, target.key, value);
}
