import type { Span } from '../../../model/span.ts';
import type { Expr } from '../../language.ts';
import { choice, expression } from './expressions.ts';
import type { Lowering } from './lowering.ts';

/** An expression of which only the truth matters: `&&`, `||` and `!` are tests here. */
export function condition<N extends object>(lowering: Lowering<N>, node: N): Expr {
  const plain = lowering.syntax.plain(node);
  const span = lowering.spanOf(plain);
  const shape = lowering.syntax.expression(plain);
  if (shape.is === 'binary' && (shape.operator === '&&' || shape.operator === '||')) {
    return junction(lowering, plain, shape.operator, span);
  }
  if (shape.is === 'unary' && shape.operator === '!') return negation(lowering, shape.of, span);
  if (shape.is === 'unary' && shape.operator === '~') return found(lowering, shape.of, span);
  if (shape.is === 'choice') return choice(lowering, shape, span, (option) => condition(lowering, option));
  return expression(lowering, plain);
}

/** `a && b && c` as a list, however long: chains of thousands are written by generators. */
export function operandsOf<N extends object>(lowering: Lowering<N>, node: N, operator: string): readonly N[] {
  const rightmostFirst: N[] = [];
  let left = node;
  for (;;) {
    const shape = lowering.syntax.expression(left);
    if (shape.is !== 'binary' || shape.operator !== operator) break;
    rightmostFirst.push(shape.right);
    left = lowering.syntax.plain(shape.left);
  }
  return [...rightmostFirst, left].reverse();
}

function junction<N extends object>(lowering: Lowering<N>, node: N, op: '&&' | '||', span: Span): Expr {
  const operands = lowering.deeper(span, () =>
    operandsOf(lowering, node, op).map((operand) => condition(lowering, operand)),
  );
  return operands ? { is: 'test', op, operands, span } : { is: 'other', what: 'deep', parts: [], span };
}

export function negation<N extends object>(lowering: Lowering<N>, of: N, span: Span): Expr {
  const operand = lowering.deeper(span, () => condition(lowering, of));
  return operand ? { is: 'test', op: '!', operands: [operand], span } : { is: 'other', what: 'deep', parts: [], span };
}

/** `~text.indexOf(x)` is how "found" was written before `includes`. */
function found<N extends object>(lowering: Lowering<N>, of: N, span: Span): Expr {
  const minusOne: Expr = { is: 'literal', type: 'number', text: '-1', span };
  return { is: 'test', op: '!=', operands: [expression(lowering, of), minusOne], span };
}
