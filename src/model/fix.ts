import type { Halves } from './fact.ts';
import type { Located } from './finding.ts';
import type { Span } from './span.ts';

/** What a rule would change, as far as it can be said without looking at the text. */
export type Change =
  /** One text for another inside of the code; a wildcard before a port is given its brackets. */
  | {
      readonly is: 'swap';
      readonly span: Span;
      readonly from: string;
      readonly to: string;
      /** Whether the text is YAML, which wants quotes around `::` and `*`. */
      readonly yaml?: boolean;
    }
  /** A field that is added to an object or a struct. */
  | { readonly is: 'field'; readonly record: Span; readonly text: string }
  /** A key that is taken out of a manifest, with its value. */
  | { readonly is: 'without'; readonly key: string; readonly value: Span }
  /** What matches in the line where a span begins, once, and what is written in its place: `$1` as in a replacement. */
  | { readonly is: 'line'; readonly span: Span; readonly from: string; readonly to: string }
  /** Arguments that a container is given: at the end of its list, or in a list of their own below its image. */
  | {
      readonly is: 'arguments';
      readonly key: string;
      readonly image: Span;
      readonly list: Span | undefined;
      readonly add: readonly string[];
    }
  /** A host and a port that are joined as the language does it, with brackets where they belong. */
  | { readonly is: 'rejoin'; readonly language: string; readonly span: Span; readonly halves: Halves };

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
  /** It follows from others, as imports do: it is worked out anew where several repairs are made together. */
  readonly follows?: true;
}

/** Edits that are worked out for a text, and whether they keep what the code does. */
export interface Rewrite {
  readonly edits: readonly Edit[];
  readonly safe: boolean;
}

/** A repair worked out for the text. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (Edit & { readonly at: Located })[];
}

/** How the code of a language is rewritten. */
export interface Rewriting {
  /** A join by hand as the language does it; undefined where it is written in no form that is known. */
  readonly rejoin: (text: string, halves: Halves, span: Span) => Rewrite | undefined;
  /** What imports need after edits of the text; undefined where names stand in the way. */
  readonly imports: (text: string, edits: readonly Edit[]) => readonly Edit[] | undefined;
}
