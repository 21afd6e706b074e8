import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Expr } from '../languages/language.ts';
import { parseHost } from '../model/address.ts';
import { constants, type Value } from '../model/value.ts';

/** A host that is compared with an address which stands for any, or for this machine. */
export interface Compared {
  readonly of: Expr;
  readonly host: 'wildcard' | 'loopback';
  /** As it is written: `0.0.0.0`. */
  readonly written: string;
}

/** `host == "0.0.0.0"`, `remote === '127.0.0.1'`. */
export function comparison(test: Extract<Expr, { is: 'test' }>, evaluator: Evaluator): Compared | undefined {
  const [left, right] = test.operands;
  if (!left || !right || (test.op !== '==' && test.op !== '!=')) return undefined;
  const value = evaluator.value(right);
  if (value.is !== 'text' || value.type !== 'string' || evaluator.value(left).is === 'text') return undefined;
  const host = special(value.text);
  return host && { of: left, host, written: value.text };
}

/** `['127.0.0.1', 'localhost'].includes(remote)`: a list of which no item is an IPv6 address. */
export function lookUp(call: Call, evaluator: Evaluator): Compared | undefined {
  const { means } = call.entry;
  if (means.is !== 'contains' && means.is !== 'index') return undefined;
  const list = call.role(means.input);
  const of = call.expr(means.text);
  if (list.is !== 'list' || !of || evaluator.value(of).is === 'text') return undefined;
  if (isCollected(call.expr(means.input), evaluator)) return undefined;
  const texts = list.items.flatMap(textsOf);
  if (texts.some((text) => text.includes(':') && !text.startsWith('::ffff:'))) return undefined;
  const written = texts.find((text) => special(text) !== undefined);
  const host = written === undefined ? undefined : special(written);
  return written !== undefined && host ? { of, host, written } : undefined;
}

/** What a function of the program's own returns may have been added to there: addresses of interfaces, of a setting. */
function isCollected(list: Expr | undefined, evaluator: Evaluator): boolean {
  const maker = list && evaluator.resolver.madeBy(list);
  return maker !== undefined && evaluator.calls.call(maker)?.entry.means.is !== 'same';
}

function textsOf(value: Value): readonly string[] {
  return constants(value).texts.map(({ text }) => text);
}

function special(text: string): Compared['host'] | undefined {
  const host = parseHost(text);
  if (!('family' in host) || host.family !== 'ipv4') return undefined;
  return host.is === 'wildcard' || host.is === 'loopback' ? host.is : undefined;
}

/** The two sides of each comparison in a test. */
export function comparisonsIn(test: Expr): readonly (readonly Expr[])[] {
  if (test.is !== 'test') return [];
  return test.op === '||' || test.op === '&&' ? test.operands.flatMap(comparisonsIn) : [test.operands];
}
