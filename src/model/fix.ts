import type { Located } from './finding.ts';
import type { Span } from './span.ts';

/** What a rule would change, as far as it can be said without looking at the text. */
export type Change =
  /** One text for another inside of the code; a wildcard before a port is given its brackets. */
  | { readonly is: 'swap'; readonly span: Span; readonly from: string; readonly to: string }
  /** A field that is added to an object or a struct. */
  | { readonly is: 'field'; readonly record: Span; readonly text: string }
  /** A key that is taken out of a manifest, with its value. */
  | { readonly is: 'without'; readonly key: string; readonly value: Span };

/** How a rule would repair what it reports. */
export interface Repair {
  /** What is done, for people: `Listen on both families`. */
  readonly title: string;
  /** False where a person should look at it: it may fail where IPv6 is off, or mean more than was asked. */
  readonly safe: boolean;
  readonly changes: readonly Change[];
}

/** What stands at the span is replaced; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A repair worked out for the text. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (Edit & { readonly at: Located })[];
}
