import type { Expr } from '../../language.ts';
import type { CaseShape } from '../syntax.ts';
import { condition } from './conditions.ts';
import { expression } from './expressions.ts';
import type { Lowering } from './lowering.ts';
import { leaves, statements } from './statements.ts';

export function readSwitch<N extends object>(lowering: Lowering<N>, of: N, cases: readonly CaseShape<N>[]): void {
  const { builder } = lowering;
  const subject = expression(lowering, of);
  builder.expression(subject, { is: 'test' });
  builder.inScope(() => {
    const tests = cases.map(({ test }) => test && caseTest(lowering, subject, test));
    let entered: number[] = [];
    cases.forEach(({ body }, index) => {
      entered.push(index);
      readCase(lowering, body, tests, entered);
      if (leaves(lowering, body.at(-1))) entered = [];
    });
  });
}

/** `switch (true)` is a list of conditions. */
function caseTest<N extends object>(lowering: Lowering<N>, subject: Expr, node: N): Expr {
  const condensed = subject.is === 'literal' && subject.text === 'true';
  const value = condensed ? condition(lowering, node) : expression(lowering, node);
  lowering.builder.expression(value, { is: 'test' });
  return condensed ? value : { is: 'test', op: '==', operands: [subject, value], span: value.span };
}

/** A body is reached by its own label and by those that fall through to it; with `default` among them, by all but the others. */
function readCase<N extends object>(
  lowering: Lowering<N>,
  body: readonly N[],
  tests: readonly (Expr | undefined)[],
  entered: readonly number[],
): void {
  if (body.length === 0) return;
  const { builder } = lowering;
  const own = entered.map((index) => tests[index]).filter((test) => test !== undefined);
  const test = own.length === entered.length ? anyOf(own) : undefined;
  if (test) {
    builder.guarded(test, true, () => statements(lowering, body));
    return;
  }
  const [first, ...rest] = tests.filter((test, index) => test !== undefined && !entered.includes(index));
  const read = () => statements(lowering, body);
  if (!first) read();
  else
    builder.guarded(first, false, () => {
      for (const test of rest) if (test) builder.guardRest(test, false);
      read();
    });
}

function anyOf(tests: readonly Expr[]): Expr | undefined {
  const [first, last] = [tests[0], tests.at(-1)];
  if (!first || !last || first === last) return first;
  return { is: 'test', op: '||', operands: tests, span: { ...first.span, end: last.span.end } };
}
