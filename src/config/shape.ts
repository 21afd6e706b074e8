/**
 * What a configuration file may hold, said once: from it follow the check of a file, the types that the program sees,
 * and the JSON schema that editors use. `about` is one sentence for people.
 */
export type Shape =
  | { readonly is: 'text'; readonly about: string }
  | { readonly is: 'choice'; readonly about: string; readonly options: readonly string[] }
  /** One item may stand without its list. */
  | { readonly is: 'list'; readonly about: string; readonly of: Shape }
  /** Free keys, or keys from a list that has a name (`rule`). */
  | {
      readonly is: 'map';
      readonly about: string;
      readonly of: Shape;
      readonly keys: { readonly called: string; readonly known: readonly string[] } | undefined;
    }
  /** Of an open record, keys that are not named here are left to who reads it. */
  | {
      readonly is: 'record';
      readonly about: string;
      readonly must: Fields;
      readonly may: Fields;
      readonly open: boolean;
    };

/** The keys of a record with their shapes. */
export type Fields = Readonly<Record<string, Shape>>;

/** What a checked file gives to the program. */
export type TypeOf<S> = S extends { readonly is: 'text' }
  ? string
  : S extends { readonly is: 'choice'; readonly options: readonly (infer O)[] }
    ? O
    : S extends { readonly is: 'list'; readonly of: infer I }
      ? readonly TypeOf<I>[]
      : S extends { readonly is: 'map'; readonly of: infer V }
        ? Readonly<Record<string, TypeOf<V>>>
        : S extends { readonly is: 'record'; readonly must: infer M; readonly may: infer O }
          ? { readonly [K in keyof M]: TypeOf<M[K]> } & { readonly [K in keyof O]?: TypeOf<O[K]> }
          : never;

/** A text; numbers have to be in quotes. */
export function text(about: string) {
  return { is: 'text', about } as const;
}

/** One of these words. */
export function choice<const O extends readonly string[]>(about: string, options: O) {
  return { is: 'choice', about, options } as const;
}

/** Any number of items of one shape. */
export function list<const I extends Shape>(about: string, of: I) {
  return { is: 'list', about, of } as const;
}

/** With `known`, only these keys are allowed; `called` is what one of them is. */
export function map<const V extends Shape>(about: string, of: V, known?: readonly string[], called = 'key') {
  return { is: 'map', about, of, keys: known && { called, known } } as const;
}

/** Keys that must and keys that may be there. */
export function record<const M extends Fields, const O extends Fields>(about: string, must: M, may: O, open = false) {
  return { is: 'record', about, must, may, open } as const;
}
