import type { Expr } from '../languages/language.ts';
import type { GuardKind } from '../model/fact.ts';

/** One test without `&&`, `||` and `!`, and whether it holds. */
export interface Atom {
  readonly test: Expr;
  readonly holds: boolean;
}

/** What a test says, and of what. `any` is said of the whole program, such as "IPv6 is on". */
export interface Said {
  readonly kind: GuardKind;
  readonly of: Expr | 'any';
}

/** What holds where a test does not. */
export const opposite: Readonly<Partial<Record<GuardKind, GuardKind>>> = {
  'is-ipv4': 'is-ipv6',
  'is-ipv6': 'is-ipv4',
  'has-colon': 'no-colon',
  'no-colon': 'has-colon',
  'has-brackets': 'no-brackets',
  'no-brackets': 'has-brackets',
  'ipv6-on': 'ipv6-off',
  'ipv6-off': 'ipv6-on',
};

/** What a test says where it holds, or the opposite where it does not. */
export function flipped(said: Said | undefined, flip: boolean): Said | undefined {
  if (!said || !flip) return said;
  const kind = opposite[said.kind];
  return kind && { kind, of: said.of };
}

/** Takes `&&` that holds, `||` that does not, and `!` apart. */
export function atoms(atom: Atom): Atom[] {
  const { test, holds } = atom;
  if (test.is !== 'test') return [atom];
  if (test.op === '!') return test.operands.flatMap((operand) => atoms({ test: operand, holds: !holds }));
  if ((test.op === '&&' && holds) || (test.op === '||' && !holds)) {
    return test.operands.flatMap((operand) => atoms({ test: operand, holds }));
  }
  return test.op === '&&' || test.op === '||' ? [] : [atom];
}
