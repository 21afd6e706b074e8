import type { Expr } from '../languages/language.ts';

/** An expression as a person would name it: `svc.Spec.ClusterIP`, `addr.String()`, `parts[0]`. */
export function spell(expr: Expr): string {
  switch (expr.is) {
    case 'name':
      return expr.name;
    case 'member':
      return /^\d+$/.test(expr.key) ? spell(expr.of) : `${spell(expr.of)}.${expr.key}`;
    case 'call':
      return `${expr.made ? 'new ' : ''}${spell(expr.callee)}()`;
    case 'literal':
      return expr.type === 'string' ? JSON.stringify(expr.text) : expr.text;
    case 'either': {
      // `address === '::' ? 'localhost' : address`: what is written is not what the value is called.
      const named = expr.options.find(({ is }) => is !== 'literal') ?? expr.options[0];
      return named ? spell(named) : '…';
    }
    case 'slice':
      return spell(expr.of);
    case 'other':
      return expr.what === 'key' && expr.parts[0] ? `${spell(expr.parts[0])}[${keyOf(expr.parts[1])}]` : '…';
    default:
      return '…';
  }
}

/** `this[kUrl]`: a key that is kept in a name says what it is. */
function keyOf(key: Expr | undefined): string {
  return key?.is === 'name' && key.name.length > 1 ? key.name : '…';
}
