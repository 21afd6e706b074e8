import type { Span } from '../../../model/span.ts';
import type { Expr, Field } from '../../language.ts';
import type { PropertyShape } from '../syntax.ts';
import { expression, keyText } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import type { Lowering } from './lowering.ts';

export function record<N extends object>(
  lowering: Lowering<N>,
  properties: readonly PropertyShape<N>[],
  span: Span,
): Expr {
  const fields = properties.map((property) => field(lowering, property));
  const known = fields.filter((one) => one !== undefined);
  return { is: 'record', type: undefined, fields: known, complete: known.length === fields.length, span };
}

/** Undefined for what may hide a field: computed keys, accessors. What is inside them is read all the same. */
function field<N extends object>(lowering: Lowering<N>, property: PropertyShape<N>): Field | undefined {
  const { builder } = lowering;
  const key = property.is === 'spread' ? '...' : keyText(lowering, property.key);
  const value = propertyValue(lowering, property, key);
  if (key !== undefined && value && !(property.is === 'method' && property.accessor)) {
    return { key, value, span: lowering.span(property) };
  }
  if (property.is !== 'spread' && typeof property.key !== 'string') {
    builder.expression(expression(lowering, property.key), { is: 'key' });
  }
  builder.expression(value, { is: 'other' });
  return undefined;
}

function propertyValue<N extends object>(lowering: Lowering<N>, property: PropertyShape<N>, key = ''): Expr {
  if (property.is === 'spread') return expression(lowering, property.of);
  if (property.is === 'field') return expression(lowering, property.value, key);
  return {
    is: 'function',
    index: lowerFunction(lowering, property.function, key),
    span: lowering.span(property.function),
  };
}
