import type { Entry } from '../catalog/schema.ts';
import type { GuardKind } from '../model/fact.ts';
import type { Given, Input, Question, Unknown, Value } from '../model/value.ts';

/** What a function that is one test says of its first argument where it is true. */
export interface Predicate {
  readonly says: GuardKind;
}

/**
 * What other files say. Whoever reads a file alone gets no answers; `link` reads a file again with those that it has
 * found. An answer of undefined is "not known", never "nothing".
 */
export interface Outside {
  /** A package-level or exported value, or one result of such a function. */
  readonly value: (question: Question) => Value | undefined;
  readonly predicate: (question: Question) => Predicate | undefined;
  /** What a function of another file does with what it is given: `var listen = net.Listen`, or one that calls it. */
  readonly entries: (question: Question) => readonly Entry[] | undefined;
  /** What the workloads of the project give the program by a variable or a flag. */
  readonly given: (from: Input['from'], name: string) => Given | undefined;
}

/** A file that is read alone. */
export const nowhere: Outside = {
  value: () => undefined,
  predicate: () => undefined,
  entries: () => undefined,
  given: () => undefined,
};

/** Everything in a value that only another file can tell. */
export function questionsOf(value: Value): readonly Question[] {
  switch (value.is) {
    case 'unknown':
      return value.asks === undefined ? [] : [value.asks];
    case 'reference':
      return value.name === '*' ? [] : [{ module: value.module, name: value.name, wants: 'value', index: 0 }];
    case 'joined':
      return value.parts.flatMap(questionsOf);
    case 'either':
      return value.options.flatMap(questionsOf);
    case 'list':
      return value.items.flatMap(questionsOf);
    case 'fields':
      return value.fields.flatMap((field) => questionsOf(field.value));
    case 'input':
      return [{ module: value.from, name: value.name, wants: 'input', index: 0 }, ...questionsOf(value.fallback)];
    default:
      return [];
  }
}

/** A part of something that only another file can tell asks for the whole. */
export function partOf(whole: Value, part: Unknown): Unknown {
  const [asks] = whole.is === 'unknown' || whole.is === 'reference' ? questionsOf(whole) : [];
  return asks ? { ...part, asks } : part;
}

/** A question as text, so that equal ones are asked once. */
export function keyOf({ module, name, wants, index }: Question): string {
  return `${wants} ${index} ${name} of ${module}`;
}
