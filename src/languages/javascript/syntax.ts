/** Offsets of a node in its text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * How the lowering sees a parser's tree: one node at a time, as a shallow shape whose children are still the parser's
 * own nodes. A parser that can answer these five questions is a front end; what the shapes mean is written once.
 */
export interface Syntax<N extends object> {
  readonly range: (node: N) => Range;
  /** Takes off what does not change the value: parentheses, `await`, type assertions. */
  readonly plain: (node: N) => N;
  readonly expression: (plain: N) => ExpressionShape<N>;
  readonly pattern: (plain: N) => PatternShape<N>;
  readonly statement: (node: N) => StatementShape<N>;
}

/** A key as it is written, or the expression that computes it. */
export type Key<N> = string | N;

/** The text between two holes of a template. */
export interface Chunk extends Range {
  readonly text: string;
}

/** A type's dotted name (`net.Socket`), as far as it has one. */
export interface TypeName extends Range {
  readonly path: readonly string[];
}

export type ExpressionShape<N> =
  | { readonly is: 'literal'; readonly type: 'string' | 'number' | 'boolean' | 'null' | 'regex'; readonly text: string }
  | { readonly is: 'name'; readonly name: string }
  /** `import.meta`, `new.target`. */
  | { readonly is: 'meta'; readonly keyword: string; readonly key: string }
  | { readonly is: 'member'; readonly of: N; readonly key: Key<N> }
  | { readonly is: 'call'; readonly callee: N; readonly args: readonly N[]; readonly made: boolean }
  /** One chunk more than holes. */
  | { readonly is: 'template'; readonly chunks: readonly Chunk[]; readonly holes: readonly N[] }
  | { readonly is: 'unary'; readonly operator: string; readonly of: N }
  | { readonly is: 'binary'; readonly operator: string; readonly left: N; readonly right: N }
  | { readonly is: 'choice'; readonly test: N; readonly yes: N; readonly no: N }
  | AssignmentShape<N>
  | { readonly is: 'sequence'; readonly items: readonly N[] }
  | { readonly is: 'function'; readonly function: FunctionShape<N> }
  | { readonly is: 'class'; readonly class: ClassShape<N> }
  | { readonly is: 'record'; readonly properties: readonly PropertyShape<N>[] }
  | { readonly is: 'list'; readonly items: readonly (N | undefined)[] }
  | { readonly is: 'block'; readonly body: N }
  | { readonly is: 'other'; readonly what: string; readonly parts: readonly N[] };

/** `operator` is what stands before the `=`: empty, `+`, `||`; `++` and `--` have no value. */
export interface AssignmentShape<N> {
  readonly is: 'assignment';
  readonly operator: string;
  readonly target: N;
  readonly value: N | undefined;
}

export type PropertyShape<N> = Range &
  (
    | { readonly is: 'field'; readonly key: Key<N>; readonly value: N }
    | {
        readonly is: 'method';
        readonly key: Key<N>;
        readonly function: FunctionShape<N>;
        readonly accessor: boolean;
      }
    | { readonly is: 'spread'; readonly of: N }
  );

/** A place that takes a value: in a declaration, a parameter or an assignment. */
export type PatternShape<N> =
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'default'; readonly target: N; readonly value: N }
  | {
      readonly is: 'record';
      readonly properties: readonly { readonly key: Key<N>; readonly target: N }[];
      readonly rest: N | undefined;
    }
  | { readonly is: 'list'; readonly items: readonly (N | undefined)[]; readonly rest: N | undefined }
  /** `a.b` on the left of an assignment. */
  | { readonly is: 'target' };

export interface ParameterShape<N> {
  readonly target: N;
  readonly value: N | undefined;
  readonly type: TypeName | undefined;
  /** TypeScript's `constructor(private host)`. */
  readonly property: boolean;
  readonly decorators: readonly N[];
}

export interface FunctionShape<N> extends Range {
  readonly name: Name | undefined;
  readonly parameters: readonly ParameterShape<N>[];
  /** Statements, or the one expression that an arrow returns. */
  readonly body: readonly N[] | N;
  readonly result: TypeName | undefined;
}

export interface Name extends Range {
  readonly text: string;
}

export interface ClassShape<N> extends Range {
  readonly name: Name | undefined;
  readonly base: N | undefined;
  readonly members: readonly MemberShape<N>[];
  readonly decorators: readonly N[];
}

export type MemberShape<N> =
  | {
      readonly is: 'method';
      readonly key: Key<N>;
      readonly function: FunctionShape<N>;
      readonly decorators: readonly N[];
    }
  | (Range & {
      readonly is: 'field';
      readonly key: Key<N>;
      readonly value: N | undefined;
      readonly decorators: readonly N[];
    })
  | { readonly is: 'block'; readonly body: readonly N[] };

export interface DeclaratorShape<N> {
  readonly target: N;
  readonly value: N | undefined;
  readonly type: TypeName | undefined;
}

/** How a declaration is seen from outside its file. */
export type Exported = 'no' | 'named' | 'default';

/** `name` is the other module's, `local` is ours; for exports the other way round. */
export interface Specifier extends Range {
  readonly name: string;
  readonly local: string;
}

export type StatementShape<N> =
  | { readonly is: 'block'; readonly body: readonly N[] }
  | { readonly is: 'expression'; readonly of: N }
  | VariablesShape<N>
  | { readonly is: 'if'; readonly test: N; readonly yes: N; readonly no: N | undefined }
  | {
      readonly is: 'switch';
      readonly of: N;
      readonly cases: readonly CaseShape<N>[];
    }
  | LoopShape<N>
  | { readonly is: 'each'; readonly target: N; readonly of: N; readonly body: N }
  | {
      readonly is: 'try';
      readonly body: N;
      readonly caught: N | undefined;
      readonly handler: N | undefined;
      readonly last: N | undefined;
    }
  | { readonly is: 'return'; readonly of: N | undefined }
  | { readonly is: 'throw'; readonly of: N }
  /** `break` and `continue`. */
  | { readonly is: 'leave' }
  | { readonly is: 'function'; readonly function: FunctionShape<N>; readonly exported: Exported }
  | { readonly is: 'class'; readonly class: ClassShape<N>; readonly exported: Exported }
  | {
      readonly is: 'enum';
      readonly name: Name;
      readonly members: readonly EnumMember<N>[];
      readonly exported: Exported;
    }
  /** The body of a namespace. */
  | { readonly is: 'namespace'; readonly body: readonly N[] }
  | { readonly is: 'import'; readonly module: string; readonly names: readonly Specifier[] }
  | { readonly is: 'export'; readonly module: string | undefined; readonly names: readonly Specifier[] }
  | { readonly is: 'export-default'; readonly of: N }
  /** A label, or `with`. */
  | { readonly is: 'within'; readonly of: N | undefined; readonly body: N }
  | { readonly is: 'nothing' };

export interface VariablesShape<N> {
  readonly is: 'variables';
  readonly declarators: readonly DeclaratorShape<N>[];
  /** `var` belongs to the function, not to the block. */
  readonly hoisted: boolean;
  readonly exported: Exported;
}

export interface CaseShape<N> {
  /** Undefined for `default`. */
  readonly test: N | undefined;
  readonly body: readonly N[];
}

export interface LoopShape<N> {
  readonly is: 'loop';
  readonly start: N | undefined;
  readonly test: N | undefined;
  readonly step: N | undefined;
  readonly body: N;
  /** False for `do … while`. */
  readonly testedFirst: boolean;
}

export interface EnumMember<N> extends Range {
  readonly key: string;
  readonly value: N | undefined;
}
