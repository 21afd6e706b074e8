import { fillIn } from '../../model/fill.ts';

/** The variables that are known at a place of a Dockerfile. */
export type Variables = ReadonlyMap<string, string>;

const reference = /\\(.)|\$(?:\{(\w+)(?::?([-+])([^{}]*))?\}|(\w+))/g;

/** Fills `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+text}`; what is not known stays as it is. */
export function fill(text: string, variables: Variables): string {
  if (!text.includes('$')) return text;
  return fillIn(text, reference, ([, escaped, braced, operator, word, plain]) => {
    if (escaped) return undefined;
    const value = variables.get(braced || plain || '');
    if (operator === '+') return value ? word : '';
    return operator === '-' && !value ? word : value;
  });
}
