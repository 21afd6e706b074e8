import type { Span } from '../../../model/span.ts';
import type { Expr } from '../../language.ts';
import type { PatternShape } from '../syntax.ts';
import { either, expression, member, memberExpr, other } from './expressions.ts';
import type { Lowering } from './lowering.ts';

/** A name or a field at the end of a pattern, and the value that it takes, if any is known. */
export interface Leaf<N> {
  /** Undefined for a field. */
  readonly name: string | undefined;
  readonly node: N;
  readonly span: Span;
  readonly value: Expr | undefined;
}

/** Takes a pattern apart: each name gets the part of the value that belongs to it. */
export function takeApart<N extends object>(
  lowering: Lowering<N>,
  node: N,
  value: Expr | undefined,
  each: (leaf: Leaf<N>) => void,
): void {
  const plain = lowering.syntax.plain(node);
  const span = lowering.spanOf(plain);
  const shape = lowering.syntax.pattern(plain);
  lowering.deeper(span, () => {
    if (shape.is === 'default') takeDefault(lowering, shape, value, each);
    else if (shape.is === 'record') takeFields(lowering, shape, value, each);
    else if (shape.is === 'list') takeItems(lowering, shape, value, each);
    else each({ name: shape.is === 'name' ? shape.name : undefined, node: plain, span, value });
  });
}

function takeDefault<N extends object>(
  lowering: Lowering<N>,
  shape: Extract<PatternShape<N>, { is: 'default' }>,
  value: Expr | undefined,
  each: (leaf: Leaf<N>) => void,
): void {
  const names = namesIn(lowering, shape.target);
  const fallback = expression(lowering, shape.value, names[0]);
  lowering.builder.expression(fallback, { is: 'assigned', names });
  const span = { ...lowering.spanOf(shape.target), end: fallback.span.end };
  takeApart(lowering, shape.target, value ? either([value, fallback], span) : fallback, each);
}

function takeFields<N extends object>(
  lowering: Lowering<N>,
  shape: Extract<PatternShape<N>, { is: 'record' }>,
  value: Expr | undefined,
  each: (leaf: Leaf<N>) => void,
): void {
  for (const { key, target } of shape.properties) {
    const part = value && memberExpr(lowering, value, key, lowering.spanOf(target));
    takeApart(lowering, target, part, each);
  }
  takeRest(lowering, shape.rest, value, each);
}

function takeItems<N extends object>(
  lowering: Lowering<N>,
  shape: Extract<PatternShape<N>, { is: 'list' }>,
  value: Expr | undefined,
  each: (leaf: Leaf<N>) => void,
): void {
  shape.items.forEach((target, index) => {
    if (!target) return;
    takeApart(lowering, target, value && member(value, String(index), lowering.spanOf(target)), each);
  });
  takeRest(lowering, shape.rest, value, each);
}

function takeRest<N extends object>(
  lowering: Lowering<N>,
  rest: N | undefined,
  value: Expr | undefined,
  each: (leaf: Leaf<N>) => void,
): void {
  if (rest) takeApart(lowering, rest, value && other('rest', [value], lowering.spanOf(rest)), each);
}

/** All names of a pattern in source order. */
export function namesIn<N extends object>(lowering: Lowering<N>, node: N): readonly string[] {
  const shape = lowering.syntax.pattern(lowering.syntax.plain(node));
  if (shape.is === 'name') return [shape.name];
  if (shape.is === 'default') return namesIn(lowering, shape.target);
  if (shape.is === 'target') return [spelled(lowering, node)];
  const targets = shape.is === 'record' ? shape.properties.map(({ target }) => target) : shape.items;
  return [...targets, shape.rest].flatMap((target) => (target ? namesIn(lowering, target) : []));
}

/** A target as it is spelled: `this.options.host`. */
export function spelled<N extends object>(lowering: Lowering<N>, node: N): string {
  const shape = lowering.syntax.expression(lowering.syntax.plain(node));
  if (shape.is === 'name') return shape.name;
  if (shape.is === 'meta') return `${shape.keyword}.${shape.key}`;
  if (shape.is === 'call') return `${spelled(lowering, shape.callee)}()`;
  if (shape.is !== 'member') return '';
  const of = spelled(lowering, shape.of);
  return typeof shape.key === 'string' ? `${of}.${shape.key}` : `${of}[${keySpelled(lowering, shape.key)}]`;
}

function keySpelled<N extends object>(lowering: Lowering<N>, key: N): string {
  const shape = lowering.syntax.expression(lowering.syntax.plain(key));
  return shape.is === 'literal' ? shape.text : spelled(lowering, key);
}
