import type { Rewriting } from '../model/fix.ts';
import type { Span } from '../model/span.ts';

/**
 * An expression, kept only as far as it helps to find values. No statements: bindings, guards and returns are all that
 * is left of them. Everything here is plain JSON.
 */
export type Expr =
  | {
      readonly is: 'literal';
      readonly type: 'string' | 'number' | 'boolean' | 'null' | 'regex';
      readonly text: string;
      readonly span: Span;
      /** Where each line of a text of several lines begins in the file, where that can be told. */
      readonly lines?: readonly number[];
    }
  /** An identifier, to be looked up from its scope outwards. */
  | { readonly is: 'name'; readonly name: string; readonly scope: number; readonly span: Span }
  /** `a.b`, `a["b"]`, `a[0]`; also one result of several (`a, b := f()` binds b to member 1 of the call). */
  | { readonly is: 'member'; readonly of: Expr; readonly key: string; readonly span: Span }
  /** `made` is true for `new F()` and for conversions and composite literals that make a value of a type. */
  | {
      readonly is: 'call';
      readonly callee: Expr;
      readonly args: readonly Expr[];
      readonly made: boolean;
      readonly span: Span;
    }
  /** `a + b + c` flattened, or a template: literal texts and holes in order. */
  | { readonly is: 'concat'; readonly parts: readonly Expr[]; readonly span: Span }
  /** `a || b`, `a ?? b`; with a test `c ? a : b`, whose first option is taken where the test holds. */
  | { readonly is: 'either'; readonly test: Expr | undefined; readonly options: readonly Expr[]; readonly span: Span }
  | {
      readonly is: 'record';
      readonly type: Expr | undefined;
      readonly fields: readonly Field[];
      readonly complete: boolean;
      readonly span: Span;
    }
  | { readonly is: 'list'; readonly items: readonly Expr[]; readonly span: Span }
  /** A function value: an index into the unit's functions. */
  | { readonly is: 'function'; readonly index: number; readonly span: Span }
  /** A condition: comparison, negation, conjunction, disjunction. `in` holds when operand 0 is found in operand 1. */
  | { readonly is: 'test'; readonly op: TestOperator; readonly operands: readonly Expr[]; readonly span: Span }
  /** A part of a text: Go's `s[a:b]`, `s.slice(a, b)` stays a call. Bounds are undefined where they are left out. */
  | {
      readonly is: 'slice';
      readonly of: Expr;
      readonly from: Expr | undefined;
      readonly to: Expr | undefined;
      readonly span: Span;
    }
  /** Anything else; its operands are kept so that nothing inside is lost. */
  | { readonly is: 'other'; readonly what: string; readonly parts: readonly Expr[]; readonly span: Span };

/** How the operands of a test are held against each other. */
export type TestOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | '!';

export interface Field {
  /** `...` for a spread: the fields of `value` stand here. */
  readonly key: string;
  readonly value: Expr;
  readonly span: Span;
}

/** A name and everything that is ever assigned to it. */
export interface Binding {
  readonly name: string;
  readonly scope: number;
  readonly kind: 'variable' | 'parameter' | 'import' | 'function' | 'type';
  readonly span: Span;
  /** Offset from which the name is visible in its scope; 0 where declarations are hoisted. */
  readonly visibleFrom: number;
  /** Initial value and assignments in source order. */
  readonly values: readonly Assigned[];
  /** Declared type, as an expression (`net.Dialer`); pointers and references are dropped. */
  readonly type: Expr | undefined;
  readonly imported: Imported | undefined;
  readonly parameter: { readonly function: number; readonly index: number } | undefined;
}

export interface Assigned {
  readonly value: Expr;
  readonly span: Span;
  /** Innermost guard of the assignment, -1 for none. */
  readonly guard: number;
}

/** `import { name as local } from module`; name is `*` for the whole module, `default` for its default export. */
export interface Imported {
  readonly module: string;
  readonly name: string;
}

export interface Scope {
  readonly parent: number;
  /** The function whose body this is in, -1 at the top. */
  readonly function: number;
}

export interface FunctionUnit {
  /** Name as declared (`Server.Close` for a method), empty when anonymous. */
  readonly name: string;
  readonly span: Span;
  readonly parameters: readonly number[];
  /** One entry a `return`; several results are a list. */
  readonly returns: readonly { readonly value: Expr; readonly guard: number }[];
  /** Declared result types, where the language has them. */
  readonly results: readonly Expr[];
}

/** A test that holds (or does not) wherever the guard is in force: an arm of if, switch or ternary, or the code after an early exit. */
export interface Guard {
  readonly test: Expr;
  readonly holds: boolean;
  /** The guard around this one, -1 for none. */
  readonly parent: number;
}

/** What becomes of a site's value, as far as the syntax shows it. */
export type Use =
  | { readonly is: 'argument'; readonly callee: Expr; readonly index: number; readonly outer: Use }
  /** A part of a text that is put together, or an item of a list. */
  | { readonly is: 'part'; readonly outer: Use }
  /** `a, b := site` or `x.host = site`: the targets as they are spelled. */
  | { readonly is: 'assigned'; readonly names: readonly string[] }
  /** A field of a record; `type` where the record has one. */
  | { readonly is: 'field'; readonly key: string; readonly type: Expr | undefined; readonly outer: Use }
  | { readonly is: 'returned'; readonly function: number }
  /** An index or a computed key. */
  | { readonly is: 'key' }
  /** A bound of a slice. */
  | { readonly is: 'bound'; readonly side: 'from' | 'to' }
  /** A part is taken at once: `f(x)[0]`, `f(x).length`. */
  | { readonly is: 'member'; readonly key: string; readonly outer: Use }
  | { readonly is: 'test' }
  /** Thrown, or otherwise made for people to read. */
  | { readonly is: 'message' }
  | { readonly is: 'other' };

/** An expression that a catalog entry, a recogniser or a join may have something to say about. */
export interface Site {
  readonly expr: Expr;
  readonly scope: number;
  readonly guard: number;
  readonly use: Use;
}

/** `target.field = value`, so that options built in steps can be read. */
export interface FieldAssignment {
  readonly target: Expr;
  readonly key: string;
  readonly value: Expr;
  readonly guard: number;
  readonly span: Span;
}

export interface Comment {
  /** Without its delimiters. */
  readonly text: string;
  readonly span: Span;
}

/** Something that was not understood, so that silence is never mistaken for health. */
export interface GaveUp {
  readonly why: string;
  readonly span: Span;
}

/** What one source file says. */
export interface Unit {
  readonly file: string;
  readonly language: string;
  readonly scopes: readonly Scope[];
  readonly bindings: readonly Binding[];
  readonly functions: readonly FunctionUnit[];
  readonly guards: readonly Guard[];
  readonly sites: readonly Site[];
  readonly assignments: readonly FieldAssignment[];
  /** Top-level names that other files may use, with their binding. */
  readonly exports: readonly Export[];
  /** Name of the package, in languages where its files see each other's names without an import; else empty. */
  readonly package: string;
  /** Where the code is built for, if its file says that it is no part of a program in a pod of Linux. */
  readonly elsewhere?: 'on-windows' | 'not-built' | undefined;
  readonly resources: readonly Resource[];
  readonly embedded: readonly Embedded[];
  /** None where no comment of the file can be for only6. */
  readonly comments: readonly Comment[];
  readonly gaveUp: readonly GaveUp[];
}

/** A top-level name that others may use. */
export interface Export {
  readonly name: string;
  readonly binding: number;
  /** Whether only the files of the same package can. */
  readonly within: 'package' | 'anywhere';
}

/** One object of a manifest. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The whole object: records, lists and literals, each with its span. */
  readonly root: Expr;
  readonly span: Span;
  /** The parts of it that a template's tests decide about; left out where no template has a hand in it. */
  readonly arms?: readonly Arm[];
}

/** A place of a template where a value comes in; offsets count in the text of the file. */
export interface Hole {
  readonly start: number;
  readonly end: number;
  readonly expr: Expr;
}

/** A part of a template that is there only where all of its tests hold. */
export interface Arm {
  readonly start: number;
  readonly end: number;
  /** As the template language writes them: `.Values.ipv6.enabled`, `not .Values.tls`. */
  readonly holds: readonly string[];
  /** Tests of the arms before it, of which none may hold. */
  readonly fails: readonly string[];
}

/**
 * A text inside a file that may be the configuration of a program: a key of a ConfigMap, a named part of a template, a
 * here-document, or the whole file. Its characters stand `start` characters after the beginning of the file.
 */
export interface Embedded {
  /** What the text is called: `nginx.conf`, `default.conf.tmpl`. */
  readonly name: string;
  /** With each character of a hole masked. */
  readonly text: string;
  readonly start: number;
  readonly holes: readonly Hole[];
  /** False where it is not known whether a program ever reads it: not everything that a script writes is used. */
  readonly certain: boolean;
}

/** How a configuration is written; many programs share one syntax. */
export type Syntax =
  /** `key word word;` with sections in braces (nginx); where lines end directives: Corefile, Caddyfile. */
  | { readonly is: 'braces'; readonly ends: 'semicolon' | 'line' }
  /** `key word word`, one a line. A line that begins with one of the words opens a section (HAProxy). */
  | { readonly is: 'lines'; readonly sections: readonly string[] }
  /** `key = value` below `[section]`. */
  | { readonly is: 'ini' }
  | { readonly is: 'yaml' }
  /** `<key>value</key>`. */
  | { readonly is: 'xml' };

/** One setting of a program's configuration. */
export interface Directive {
  /** The sections around it, outermost first: `http`, `server`. */
  readonly sections: readonly string[];
  readonly key: string;
  /** Literals and concatenations; `other` where a template decides in the middle of a word. */
  readonly args: readonly Expr[];
  /** A number for each of these sections: two sections of one name have two. */
  readonly blocks: readonly number[];
  /** The number of the innermost section, 0 outside of all. */
  readonly block: number;
  readonly span: Span;
}

/** How a language says things: rules ask for these instead of knowing a language. */
export interface Idioms {
  /** Name of the language for people. */
  readonly title: string;
  /** How to join a host and a port so that IPv6 is bracketed. */
  readonly join: (host: string, port: string) => string;
  /** How to cut an address into host and port. */
  readonly split: (address: string) => string;
  /** What parses an address of either family; left out where addresses are not parsed. */
  readonly parse?: string;
}

export interface Frontend {
  /**
   * Never throws for bad source: what cannot be read is in `gaveUp`. A front end may leave out functions of whose text
   * `matters` says that nothing in it can lead to a finding.
   */
  readonly lower: (text: string, file: string, matters?: (text: string) => boolean) => Unit;
}

/** Files of the project, by paths relative to its root. Nothing outside of the root is seen. */
export interface ProjectFiles {
  /** Paths of the files in a folder. */
  readonly list: (folder: string) => readonly string[];
  /** Undefined where there is no such file, or none that can be read. */
  readonly text: (file: string) => string | undefined;
}

/** How the files of a language name each other. */
export interface Modules {
  /** Files that make up a module, as `from` names it; empty for what `from` sees without an import. */
  readonly filesOf: (module: string, from: string, project: ProjectFiles) => readonly string[];
}

/**
 * What a file must hold for anything in it to matter, besides what the catalog names: it is looked for before the file is
 * parsed, must never lose a finding, and has to be cheap.
 */
export interface Anchors {
  /** Words that select a family or the loopback; none that only a guard would use. */
  readonly words: readonly string[];
  readonly patterns?: readonly RegExp[];
  /**
   * In source, which is looked through for addresses that are joined, cut and matched, besides: how a line of comment
   * begins, in which nothing matters.
   */
  readonly comment?: RegExp;
}

/** What the path of a file says of where its code runs, if not in a pod of Linux. */
export interface Elsewhere {
  /** What is looked at: the file's own name, or each folder that it is in. */
  readonly part: 'name' | 'folder';
  readonly like: RegExp;
  readonly runs: 'nowhere' /* in a cluster */ | 'nodes with IPv4';
  /** For the sentence that says why a finding is a note. */
  readonly says: string;
}

/** One entry of `src/languages/<id>/index.ts`. Cheap to import; the parser comes with `load`. */
export interface Language {
  readonly id: string;
  /** Whether a file is this language's, by its path alone. */
  readonly claims: (path: string) => boolean;
  /** What of a file is this language's: the rest is blanked, and each offset stays. Left out where that is all of it. */
  readonly sourceIn?: (text: string, path: string) => string;
  /** Languages that share a catalog share this: TypeScript reads `javascript`. */
  readonly catalog: string;
  /** In a configuration names mean other things than in code: a host is a name that DNS knows. */
  readonly kind: 'code' | 'configuration';
  /** The same for all languages that share a catalog. */
  readonly anchors: Anchors;
  /** For files that are judged together: they describe objects of a cluster, images, and what starts there. */
  readonly together?: true;
  readonly idioms: Idioms;
  /** The first that fits holds. */
  readonly elsewhere?: readonly Elsewhere[];
  /** Left out where files say nothing about each other. */
  readonly modules?: Modules;
  /** Left out where nothing is repaired. */
  readonly repairs?: Rewriting;
  readonly load: () => Promise<Frontend>;
}
