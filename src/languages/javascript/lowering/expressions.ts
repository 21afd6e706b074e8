import type { Span } from '../../../model/span.ts';
import { concat } from '../../builder.ts';
import type { Expr, TestOperator } from '../../language.ts';
import type { ExpressionShape, Key } from '../syntax.ts';
import { assignment } from './assignments.ts';
import { lowerClass } from './classes.ts';
import { condition, negation, operandsOf } from './conditions.ts';
import { functionExpr } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { record } from './records.ts';
import { statement } from './statements.ts';

type Shape<N, Is extends ExpressionShape<N>['is']> = Extract<ExpressionShape<N>, { is: Is }>;

const comparisons: Readonly<Record<string, TestOperator>> = {
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** The value of an expression. `name` is what a function without a name of its own is known by. */
export function expression<N extends object>(lowering: Lowering<N>, node: N, name = ''): Expr {
  const plain = lowering.syntax.plain(node);
  const span = lowering.spanOf(plain);
  const shape = lowering.syntax.expression(plain);
  return (
    lowering.deeper(span, () => lower(lowering, shape, plain, span, name)) ?? {
      is: 'other',
      what: 'deep',
      parts: [],
      span,
    }
  );
}

function lower<N extends object>(
  lowering: Lowering<N>,
  shape: ExpressionShape<N>,
  node: N,
  span: Span,
  name: string,
): Expr {
  switch (shape.is) {
    case 'literal':
      return { is: 'literal', type: shape.type, text: shape.text, span };
    case 'name':
      return nameExpr(lowering, shape.name, span);
    case 'meta':
      return member(
        nameExpr(lowering, shape.keyword, { ...span, end: span.start + shape.keyword.length }),
        shape.key,
        span,
      );
    case 'member':
      return memberExpr(lowering, expression(lowering, shape.of), shape.key, span);
    case 'call':
      return call(lowering, shape, span);
    case 'template':
      return template(lowering, shape, span);
    case 'unary':
      return unary(lowering, shape, span);
    case 'binary':
      return binary(lowering, shape, node, span);
    case 'choice':
      return choice(lowering, shape, span, (option) => expression(lowering, option, name));
    case 'assignment':
      return assignment(lowering, shape, span).value;
    case 'sequence':
      return sequence(lowering, shape.items, span);
    case 'function':
      return functionExpr(lowering, shape.function, name);
    case 'class':
      return other('class', lowerClass(lowering, shape.class, name), span);
    case 'record':
      return record(lowering, shape.properties, span);
    case 'list':
      return { is: 'list', items: shape.items.map((item) => itemExpr(lowering, item, span)), span };
    case 'block':
      statement(lowering, shape.body);
      return other('do', [], span);
    case 'other':
      return other(shape.what, expressions(lowering, shape.parts), span);
  }
}

export function expressions<N extends object>(lowering: Lowering<N>, nodes: readonly N[]): readonly Expr[] {
  return nodes.map((node) => expression(lowering, node));
}

export function other(what: string, parts: readonly Expr[], span: Span): Expr {
  return { is: 'other', what, parts, span };
}

export function member(of: Expr, key: string, span: Span): Expr {
  return { is: 'member', of, key, span };
}

export function either(options: readonly Expr[], span: Span): Expr {
  return { is: 'either', test: undefined, options, span };
}

export function nameExpr<N extends object>(lowering: Lowering<N>, name: string, span: Span): Expr {
  if (name === 'undefined') return { is: 'literal', type: 'null', text: name, span };
  return { is: 'name', name, scope: lowering.builder.scope, span };
}

/** A key's text where it is constant. */
export function keyText<N extends object>(lowering: Lowering<N>, key: Key<N>): string | undefined {
  if (typeof key === 'string') return key;
  const shape = lowering.syntax.expression(lowering.syntax.plain(key));
  if (shape.is === 'literal' && (shape.type === 'string' || shape.type === 'number')) return shape.text;
  if (shape.is === 'template' && shape.holes.length === 0) return shape.chunks[0]?.text;
  return undefined;
}

export function memberExpr<N extends object>(lowering: Lowering<N>, of: Expr, key: Key<N>, span: Span): Expr {
  const text = keyText(lowering, key);
  if (text !== undefined) return member(of, text, span);
  return typeof key === 'string' ? member(of, key, span) : other('key', [of, expression(lowering, key)], span);
}

function call<N extends object>(lowering: Lowering<N>, shape: Shape<N, 'call'>, span: Span): Expr {
  const callee = expression(lowering, shape.callee);
  return { is: 'call', callee, args: expressions(lowering, shape.args), made: shape.made, span };
}

function template<N extends object>(lowering: Lowering<N>, shape: Shape<N, 'template'>, span: Span): Expr {
  if (shape.holes.length === 0) return { is: 'literal', type: 'string', text: shape.chunks[0]?.text ?? '', span };
  const parts: Expr[] = [];
  shape.chunks.forEach((chunk, index) => {
    if (chunk.text) parts.push({ is: 'literal', type: 'string', text: chunk.text, span: lowering.span(chunk) });
    const hole = shape.holes[index];
    if (hole) parts.push(expression(lowering, hole));
  });
  return concat(parts, span);
}

function unary<N extends object>(lowering: Lowering<N>, shape: Shape<N, 'unary'>, span: Span): Expr {
  if (shape.operator === '!') return negation(lowering, shape.of, span);
  const of = expression(lowering, shape.of);
  const number = of.is === 'literal' && of.type === 'number';
  if (shape.operator === 'void') return number ? { is: 'literal', type: 'null', text: 'undefined', span } : of;
  if (shape.operator === '-' && number) return { ...of, text: `-${of.text}`, span };
  // `+port` is the port still.
  return shape.operator === '+' ? of : other(shape.operator, [of], span);
}

function binary<N extends object>(lowering: Lowering<N>, shape: Shape<N, 'binary'>, node: N, span: Span): Expr {
  const { operator } = shape;
  if (operator === '+') return sum(expressions(lowering, operandsOf(lowering, node, operator)), span);
  if (operator === '&&' || operator === '||' || operator === '??') {
    return alternatives(expressions(lowering, operandsOf(lowering, node, operator)), operator, span);
  }
  const operands = [expression(lowering, shape.left), expression(lowering, shape.right)];
  const op = comparisons[operator];
  return op ? { is: 'test', op, operands, span } : other(operator, operands, span);
}

/** `a + b + c`: text when any part of it is evidently text. */
export function sum(parts: readonly Expr[], span: Span): Expr {
  const texty = parts.some((part) => part.is === 'concat' || (part.is === 'literal' && part.type === 'string'));
  return texty ? concat(parts, span) : other('+', parts, span);
}

function alternatives(parts: readonly Expr[], operator: '&&' | '||' | '??', span: Span): Expr {
  if (operator !== '??' && parts.every((part) => part.is === 'test')) {
    return { is: 'test', op: operator, operands: parts, span };
  }
  return operator === '&&' ? other(operator, parts, span) : either(parts, span);
}

export function choice<N extends object>(
  lowering: Lowering<N>,
  shape: Shape<N, 'choice'>,
  span: Span,
  option: (node: N) => Expr,
): Expr {
  const test = condition(lowering, shape.test);
  return { is: 'either', test, options: [option(shape.yes), option(shape.no)], span };
}

function sequence<N extends object>(lowering: Lowering<N>, items: readonly N[], span: Span): Expr {
  const values = expressions(lowering, items);
  for (const value of values.slice(0, -1)) lowering.builder.expression(value, { is: 'other' });
  return values.at(-1) ?? other('sequence', [], span);
}

function itemExpr<N extends object>(lowering: Lowering<N>, item: N | undefined, span: Span): Expr {
  return item ? expression(lowering, item) : { is: 'literal', type: 'null', text: 'undefined', span };
}
