import type { Expr } from '../../language.ts';
import type { ClassShape, MemberShape } from '../syntax.ts';
import { expression, keyText, nameExpr } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { statements } from './statements.ts';

/** Reads a class and returns what it extends. */
export function lowerClass<N extends object>(
  lowering: Lowering<N>,
  shape: ClassShape<N>,
  known: string,
): readonly Expr[] {
  readDecorators(lowering, shape.decorators);
  const base = shape.base ? [expression(lowering, shape.base)] : [];
  const name = shape.name?.text ?? known;
  lowering.builder.inScope(() => {
    for (const member of shape.members) readMember(lowering, member, name);
  });
  return base;
}

function readMember<N extends object>(lowering: Lowering<N>, member: MemberShape<N>, className: string): void {
  const { builder } = lowering;
  if (member.is === 'block') {
    readStaticBlock(lowering, member.body);
    return;
  }
  readDecorators(lowering, member.decorators);
  const key = keyText(lowering, member.key);
  if (key === undefined && typeof member.key !== 'string') {
    builder.expression(expression(lowering, member.key), { is: 'key' });
  }
  const name = [className, key].filter(Boolean).join('.');
  if (member.is === 'method') {
    lowerFunction(lowering, member.function, name);
    return;
  }
  if (!member.value) return;
  const value = expression(lowering, member.value, name);
  const span = lowering.span(member);
  if (key !== undefined) builder.assignField(nameExpr(lowering, 'this', span), key, value, span);
  builder.expression(value, { is: 'assigned', names: [`this.${key ?? ''}`] });
}

function readStaticBlock<N extends object>(lowering: Lowering<N>, body: readonly N[]): void {
  const outer = lowering.variableScope;
  lowering.builder.inScope(() => {
    lowering.variableScope = lowering.builder.scope;
    statements(lowering, body);
  });
  lowering.variableScope = outer;
}

function readDecorators<N extends object>(lowering: Lowering<N>, decorators: readonly N[]): void {
  for (const decorator of decorators) lowering.builder.expression(expression(lowering, decorator), { is: 'other' });
}
