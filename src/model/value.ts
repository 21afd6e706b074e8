import type { Span } from './span.ts';

/** A name on the way to a value, nearest to its use first: evidence, and a step of the reasoning. */
export interface Named {
  readonly name: string;
  readonly span: Span;
  /** What is said of it as a step of the reasoning, where that is not "is set here". */
  readonly says?: string;
}

interface Seen {
  readonly span: Span;
  /** The names that were followed to get here, nearest first. */
  readonly via: readonly Named[];
}

/** A constant. */
export interface Text extends Seen {
  readonly is: 'text';
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly text: string;
}

/** The parts of a concatenation, template or format, in order. */
export interface Joined extends Seen {
  readonly is: 'joined';
  readonly parts: readonly Value[];
}

/** `a ? b : c`, `env || default`, a variable that is assigned more than once. */
export interface Either extends Seen {
  readonly is: 'either';
  readonly options: readonly Value[];
}

/** Comes from outside the program; `fallback` is what holds when it is not set, and is `absent` when nothing does. */
export interface Input extends Seen {
  readonly is: 'input';
  readonly from: 'env' | 'flag' | 'config';
  readonly name: string;
  readonly fallback: Value;
}

/** An array or a tuple, such as the arguments of `strings.Join`. */
export interface List extends Seen {
  readonly is: 'list';
  readonly items: readonly Value[];
}

/** An object or a struct: options, addresses. */
export interface Fields extends Seen {
  readonly is: 'fields';
  readonly fields: readonly { readonly key: string; readonly value: Value }[];
  /** False when a spread or an unknown key may hide a field. */
  readonly complete: boolean;
}

/** What a place guarantees of its result, such as `RemoteAddr` (an address with a port) or an SRV target (a name). */
export type Kind = 'ip' | 'ip:port' | 'ipv4' | 'ipv6' | 'name' | 'host' | 'host:port' | 'bracketed' | 'port' | 'url';

/** Not constant, but a catalog entry says what it is. */
export interface Typed extends Seen {
  readonly is: 'typed';
  readonly kind: Kind;
  /** Whether an IPv6 address is certain to come here on an IPv6-only cluster. */
  readonly proven: boolean;
  readonly place: string;
  readonly spelled: string;
}

/** An exported name of another module; only `link` can resolve it. */
export interface Reference extends Seen {
  readonly is: 'reference';
  readonly module: string;
  readonly name: string;
}

/** Not passed: the library's default applies. Half of the truth is defaults. */
export interface Absent {
  readonly is: 'absent';
}

/** All that a program is given by one name; undefined where its own default holds, since nothing is given. */
export type Given = readonly (Value | undefined)[];

/** A value that only the running program knows; how it is spelled is the evidence that is left. */
export interface Unknown extends Seen {
  readonly is: 'unknown';
  readonly spelled: string;
  readonly from: 'parameter' | 'field' | 'call' | 'local' | 'other';
  /** Another file may know it. */
  readonly asks?: Question;
}

/** What a file cannot answer by itself, because the answer stands in another one. */
export interface Question {
  /** The module as it is imported; empty for names that are visible without an import. */
  readonly module: string;
  /** `defaultHost`, `isIPv6`, `default`. */
  readonly name: string;
  /**
   * A value, a result of a function, what a test says, the place of a library that is reached by the name, or what a
   * program is given by that name (`module` is then `env` or `flag`).
   */
  readonly wants: 'value' | 'result' | 'predicate' | 'place' | 'input';
  /** Which result. */
  readonly index: number;
}

/** What is known about one argument. Never a bare string: "unknown" must stay visible. */
export type Value = Text | Joined | Either | Input | List | Fields | Typed | Reference | Absent | Unknown;

/** Nothing was given: the library's default holds. */
export const absent: Absent = { is: 'absent' };

/** Every constant that a value may be; the flag says whether there are others. */
export function constants(value: Value): { texts: readonly Text[]; complete: boolean } {
  switch (value.is) {
    case 'text':
      return { texts: [value], complete: true };
    case 'either': {
      const all = value.options.map(constants);
      return { texts: all.flatMap((one) => one.texts), complete: all.every((one) => one.complete) };
    }
    case 'input':
      return { texts: constants(value.fallback).texts, complete: false };
    default:
      return { texts: [], complete: false };
  }
}

/** The text of a value that is one constant. */
export function constantText(value: Value): string | undefined {
  return value.is === 'text' ? value.text : undefined;
}

/** The names of a value, nearest first: those that were followed, then its own spelling. */
export function spellings(value: Value): readonly string[] {
  if (value.is === 'absent') return [];
  const via = value.via.map((named) => named.name);
  if (value.is === 'unknown' || value.is === 'typed') return [...via, value.spelled];
  if (value.is === 'input' || value.is === 'reference') return [...via, value.name];
  return via;
}

/** Where a value stands in the source, if it stands anywhere. */
export function spanOf(value: Value): Span | undefined {
  return value.is === 'absent' ? undefined : value.span;
}
