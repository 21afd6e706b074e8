import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Expr } from '../languages/language.ts';

const MAX_STEPS = 8;

/** Methods and functions that give a text in every library that has them. */
const givesText =
  /(?:^|\.)(?:String|Hostname|Itoa|FormatInt|FormatUint|Getenv|Sprintf|Sprint|TrimSpace|TrimPrefix|TrimSuffix|Trim|ToLower|Join|JoinHostPort)$/;
const givesInteger = /(?:^|\.)(?:len|Atoi)$/;

/**
 * The type of an expression as it is declared in this file: `string`, `int`, `net.IP`; empty where it is not seen.
 * Nothing is guessed: a repair that does not compile is worse than a longer one.
 */
export function plainType(expr: Expr, evaluator: Evaluator, steps = 0): string {
  if (steps > MAX_STEPS) return '';
  switch (expr.is) {
    case 'literal':
      return expr.type === 'string' ? 'string' : expr.type === 'number' && /^\d+$/.test(expr.text) ? 'int' : '';
    case 'concat':
      return 'string';
    case 'call':
      return resultType(expr, 0, evaluator);
    case 'name':
      return typeOfName(expr, evaluator, steps);
    case 'member':
      if (/^\d+$/.test(expr.key) && expr.of.is === 'call') return resultType(expr.of, Number(expr.key), evaluator);
      return typeOfField(expr, evaluator, steps);
    default:
      return '';
  }
}

function typeOfName(expr: Extract<Expr, { is: 'name' }>, evaluator: Evaluator, steps: number): string {
  const binding = evaluator.binding(expr.name, expr.scope, expr.span.start);
  if (!binding) return '';
  if (binding.type) return spell(binding.type);
  const [first] = binding.values;
  return first ? plainType(first.value, evaluator, steps + 1) : '';
}

/** A field of a struct that this file declares. */
function typeOfField(expr: Extract<Expr, { is: 'member' }>, evaluator: Evaluator, steps: number): string {
  const holder = plainType(expr.of, evaluator, steps + 1);
  const declared = holder === '' ? undefined : evaluator.binding(holder, 0, expr.span.start)?.values[0]?.value;
  const field = declared?.is === 'record' ? declared.fields.find((one) => one.key === expr.key) : undefined;
  return field ? spell(field.value) : '';
}

function resultType(expr: Extract<Expr, { is: 'call' }>, result: number, evaluator: Evaluator): string {
  const { callee } = expr;
  const name = spell(callee);
  if (/(?:^|\.)SplitHostPort$/.test(name) && result < 2) return 'string';
  if (result === 0 && (givesText.test(name) || name === 'string')) return 'string';
  if (result === 0 && (givesInteger.test(name) || name === 'int')) return 'int';
  if (callee.is !== 'name') return '';
  const value = evaluator.binding(callee.name, callee.scope, callee.span.start)?.values[0]?.value;
  const declared = value?.is === 'function' ? evaluator.unit.functions[value.index]?.results[result] : undefined;
  return declared ? spell(declared) : '';
}
