import type { Expr } from '../../language.ts';
import type { FunctionShape, ParameterShape, TypeName } from '../syntax.ts';
import { declareFunction, declareLeaf } from './declarations.ts';
import { expression, member, nameExpr } from './expressions.ts';
import type { Lowering } from './lowering.ts';
import { namesIn, takeApart } from './patterns.ts';
import { returned, statements } from './statements.ts';

/** Reads a function and returns its index. `name` is for those that have none of their own. */
export function lowerFunction<N extends object>(lowering: Lowering<N>, shape: FunctionShape<N>, name: string): number {
  return readFunction(lowering, shape, shape.name?.text ?? name, () => {});
}

/** A function expression's own name is known only inside of it. */
export function functionExpr<N extends object>(
  lowering: Lowering<N>,
  shape: FunctionShape<N>,
  name: string,
): Extract<Expr, { is: 'function' }> {
  const own = shape.name;
  const index = readFunction(lowering, shape, own?.text ?? name, (index) => {
    if (own) declareFunction(lowering, own, { is: 'function', index, span: lowering.span(shape) });
  });
  return { is: 'function', index, span: lowering.span(shape) };
}

function readFunction<N extends object>(
  lowering: Lowering<N>,
  shape: FunctionShape<N>,
  name: string,
  prepare: (index: number) => void,
): number {
  const { builder } = lowering;
  const outer = lowering.variableScope;
  const results = shape.result ? [typeExpr(lowering, shape.result)] : [];
  const index = builder.inFunction(name, lowering.span(shape), results, (index) => {
    lowering.variableScope = builder.scope;
    prepare(index);
    shape.parameters.forEach((parameter, at) => {
      declareParameter(lowering, parameter, { function: index, index: at });
    });
    if (isList(shape.body)) statements(lowering, shape.body);
    else returned(lowering, shape.body);
  });
  lowering.variableScope = outer;
  return index;
}

function isList<N>(body: readonly N[] | N): body is readonly N[] {
  return Array.isArray(body);
}

/** A pattern's parts are taken from a parameter with a blank name, which no source can spell. */
function declareParameter<N extends object>(
  lowering: Lowering<N>,
  shape: ParameterShape<N>,
  parameter: { readonly function: number; readonly index: number },
): void {
  const { builder } = lowering;
  for (const decorator of shape.decorators) builder.expression(expression(lowering, decorator), { is: 'other' });
  const target = lowering.syntax.plain(shape.target);
  const pattern = lowering.syntax.pattern(target);
  const span = lowering.spanOf(target);
  const name = pattern.is === 'name' ? pattern.name : ' '.repeat(parameter.index);
  const value = shape.value && expression(lowering, shape.value, name);
  const type = shape.type && typeExpr(lowering, shape.type);
  lowering.declare({ name, kind: 'parameter', span, visibleFrom: 0, type, parameter, ...(value && { value }) });
  if (value) builder.expression(value, { is: 'assigned', names: namesIn(lowering, target) });
  const itself = nameExpr(lowering, name, span);
  if (shape.property) builder.assignField(nameExpr(lowering, 'this', span), name, itself, span);
  if (pattern.is !== 'name') takeApart(lowering, target, itself, (leaf) => declareLeaf(lowering, leaf));
}

/** A declared type as the expression that would name it. */
export function typeExpr<N extends object>(lowering: Lowering<N>, type: TypeName): Expr {
  const span = lowering.span(type);
  const [first = '', ...rest] = type.path;
  let expr: Expr = { is: 'name', name: first, scope: lowering.builder.scope, span };
  for (const key of rest) expr = member(expr, key, span);
  return expr;
}
