import type { Expr } from '../languages/language.ts';
import type { GuardKind } from '../model/fact.ts';
import { spell } from './spell.ts';

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

/** `family === 'IPv4' || family === 4`: what all of several tests say of one value. */
export function agreed(all: readonly (Said | undefined)[]): Said | undefined {
  const [first, ...others] = all;
  if (!first || first.of === 'any') return undefined;
  const name = spell(first.of);
  const agree = others.every((one) => one?.kind === first.kind && one.of !== 'any' && spell(one.of) === name);
  return agree ? first : undefined;
}

/** Takes `&&` that holds, `||` that does not, and `!` apart; the others stay whole. */
export function atoms(atom: Atom): Atom[] {
  const { test, holds } = atom;
  if (test.is !== 'test') return [atom];
  if (test.op === '!') return test.operands.flatMap((operand) => atoms({ test: operand, holds: !holds }));
  if ((test.op === '&&' && holds) || (test.op === '||' && !holds)) {
    return test.operands.flatMap((operand) => atoms({ test: operand, holds }));
  }
  return [atom];
}
