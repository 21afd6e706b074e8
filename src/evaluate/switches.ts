import type { GuardKind } from '../model/fact.ts';

/**
 * Heuristics that can be switched off one at a time, so that a corpus run shows what each earns and what it costs.
 * Nothing but `src/dev` switches any of them.
 */
export const switches = [
  'words:address',
  'words:maybe',
  'words:port',
  'words:neither',
  'words:transparent',
  'words:proven',
  'guard:is-ipv4',
  'guard:is-ipv6',
  'guard:colon',
  'guard:brackets',
  'guard:no-port',
  'guard:ipv6-off',
  'guard:in-tests',
  'guard:build',
  'twin',
  'evidence:weak',
  'follow:bindings',
] as const;

/** One of `switches`. */
export type Switch = (typeof switches)[number];

/** What a guard is switched off by. */
export const switchOf: Readonly<Record<GuardKind, Switch>> = {
  'is-ipv4': 'guard:is-ipv4',
  'is-ipv6': 'guard:is-ipv6',
  'has-colon': 'guard:colon',
  'no-colon': 'guard:colon',
  'has-brackets': 'guard:brackets',
  'no-brackets': 'guard:brackets',
  'no-port': 'guard:no-port',
  'ipv6-off': 'guard:ipv6-off',
  'ipv6-on': 'guard:ipv6-off',
  'in-tests': 'guard:in-tests',
  'on-windows': 'guard:build',
  'not-built': 'guard:build',
};

let off: ReadonlySet<string> = new Set();

/** Whether a heuristic is switched off just now. */
export function isOff(name: Switch): boolean {
  return off.has(name);
}

/** Runs with some heuristics switched off. */
export async function withSwitchedOff<T>(names: readonly string[], run: () => Promise<T>): Promise<T> {
  const before = off;
  off = new Set(names);
  try {
    return await run();
  } finally {
    off = before;
  }
}
