/** The variables that are known at a place of a Dockerfile. */
export type Variables = ReadonlyMap<string, string>;

const reference = /\\(.)|\$(?:\{(\w+)(?::?([-+])([^{}]*))?\}|(\w+))/g;

/** Fills `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+text}`; what is not known stays as it is. */
export function fill(text: string, variables: Variables): string {
  if (!text.includes('$')) return text;
  return text.replace(
    reference,
    (whole, escaped?: string, braced?: string, operator?: string, word?: string, plain?: string) => {
      if (escaped !== undefined) return whole;
      const value = variables.get(braced ?? plain ?? '');
      if (operator === '+') return value === undefined || value === '' ? '' : (word ?? '');
      if (operator === '-' && (value === undefined || value === '')) return word ?? '';
      return value ?? whole;
    },
  );
}
