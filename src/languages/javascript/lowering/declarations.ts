import type { Span } from '../../../model/span.ts';
import type { Expr, Field } from '../../language.ts';
import type {
  ClassShape,
  DeclaratorShape,
  EnumMember,
  Exported,
  FunctionShape,
  Name,
  VariablesShape,
} from '../syntax.ts';
import { lowerClass } from './classes.ts';
import { expression, nameExpr } from './expressions.ts';
import { lowerFunction, typeExpr } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { declareImports, importsOf } from './modules.ts';
import { type Leaf, namesIn, takeApart } from './patterns.ts';

/**
 * Every name is visible from 0: JavaScript finds names by their block alone, and a function may use a `const` that
 * stands below it.
 */
export function declareLeaf<N extends object>(
  lowering: Lowering<N>,
  { name, span, value }: Leaf<N>,
  scope?: number,
  type?: Expr,
): void {
  if (name === undefined) return;
  lowering.declare({
    name,
    kind: 'variable',
    span,
    visibleFrom: 0,
    type,
    ...(value && { value }),
    ...(scope !== undefined && { scope }),
  });
}

export function declareVariables<N extends object>(lowering: Lowering<N>, shape: VariablesShape<N>): void {
  const scope = shape.hoisted ? lowering.variableScope : lowering.builder.scope;
  for (const declarator of shape.declarators) {
    declareOne(lowering, declarator, scope);
    if (shape.exported === 'no') continue;
    const span = lowering.spanOf(declarator.target);
    for (const name of namesIn(lowering, declarator.target)) exportName(lowering, name, name, span);
  }
}

function declareOne<N extends object>(lowering: Lowering<N>, declarator: DeclaratorShape<N>, scope: number): void {
  const imports = importsOf(lowering, declarator);
  if (imports) {
    declareImports(lowering, imports, scope);
    return;
  }
  const names = namesIn(lowering, declarator.target);
  const value = declarator.value && expression(lowering, declarator.value, names.length === 1 ? names[0] : '');
  const type = declarator.type && typeExpr(lowering, declarator.type);
  takeApart(lowering, declarator.target, value, (leaf) => declareLeaf(lowering, leaf, scope, type));
  if (value) lowering.builder.expression(value, { is: 'assigned', names });
}

/** Names that take each element of something in turn, or whatever is caught. */
export function declareTaken<N extends object>(
  lowering: Lowering<N>,
  target: N,
  value: Expr | undefined,
  hoisted: boolean,
): void {
  const scope = hoisted ? lowering.variableScope : lowering.builder.scope;
  takeApart(lowering, target, value, (leaf) => declareLeaf(lowering, leaf, scope));
}

export function declareFunction<N extends object>(lowering: Lowering<N>, name: Name, value: Expr): void {
  lowering.declare({ name: name.text, kind: 'function', span: lowering.span(name), visibleFrom: 0, value });
}

export function functionDeclaration<N extends object>(
  lowering: Lowering<N>,
  shape: FunctionShape<N>,
  exported: Exported,
): void {
  const name = shape.name ?? { ...shape, text: 'default' };
  const span = lowering.span(shape);
  const index = lowerFunction(lowering, shape, '');
  declareFunction(lowering, name, { is: 'function', index, span });
  exportDeclared(lowering, name, exported);
}

export function classDeclaration<N extends object>(
  lowering: Lowering<N>,
  shape: ClassShape<N>,
  exported: Exported,
): void {
  const name = shape.name ?? { ...shape, text: 'default' };
  lowering.declare({ name: name.text, kind: 'type', span: lowering.span(name), visibleFrom: 0 });
  for (const base of lowerClass(lowering, shape, '')) lowering.builder.expression(base, { is: 'other' });
  exportDeclared(lowering, name, exported);
}

/** An enum is a record of constants; members without a value count on from the one before. */
export function enumDeclaration<N extends object>(
  lowering: Lowering<N>,
  name: Name,
  members: readonly EnumMember<N>[],
  exported: Exported,
): void {
  const fields: Field[] = [];
  let next = 0;
  for (const member of members) {
    const span = lowering.span(member);
    const value = member.value ? expression(lowering, member.value) : numberExpr(next, span);
    next = value.is === 'literal' && value.type === 'number' ? Number(value.text) + 1 : next + 1;
    fields.push({ key: member.key, value, span });
  }
  const span = lowering.span(name);
  const value: Expr = { is: 'record', type: undefined, fields, complete: true, span };
  lowering.declare({ name: name.text, kind: 'variable', span, visibleFrom: 0, value });
  lowering.builder.expression(value, { is: 'assigned', names: [name.text] });
  exportDeclared(lowering, name, exported);
}

function numberExpr(value: number, span: Span): Expr {
  return { is: 'literal', type: 'number', text: String(value), span };
}

function exportDeclared<N extends object>(lowering: Lowering<N>, name: Name, exported: Exported): void {
  if (exported === 'no') return;
  exportName(lowering, exported === 'default' ? 'default' : name.text, name.text, lowering.span(name));
}

function exportName<N extends object>(lowering: Lowering<N>, name: string, local: string, span: Span): void {
  if (lowering.builder.scope === 0) lowering.exported.set(name, nameExpr(lowering, local, span));
}
