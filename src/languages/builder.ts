import type { Span } from '../model/span.ts';
import type {
  Assigned,
  Binding,
  Comment,
  Export,
  Expr,
  FieldAssignment,
  FunctionUnit,
  GaveUp,
  Guard,
  Imported,
  Scope,
  Site,
  Unit,
  Use,
} from './language.ts';

/** A literal alone says something only where it holds an address, a pattern for one or for URLs, or a column with room for one. */
const telling =
  /\$\([A-Z]|^\[[\da-f:]*:[\da-f:.]*\]$|[?+*)]:(?:\\{0,2}\/){2}\)?\??\(|\d\.\d{1,3}\.\d{1,3}\.\d|char(?:acter)?(?: varying)? ?\(1[56]\)|\bsize:1[56]\b|inet_aton\(/i;

/** How patterns write a digit, and the dot that stands behind it. */
const digit = /\\d|\[0-9|25\[0-5\]|:digit:/i;
const dot = /\\\.|\[\.\]/;

function tells(text: string): boolean {
  if (telling.test(text)) return true;
  const from = text.search(digit);
  return from >= 0 && dot.test(text.slice(from));
}

const dottedQuad = /\d\.\d{1,3}\.\d{1,3}\.\d|^(?:10|127|172\.\d\d|192\.168)\.$/;

/** A list says something as a whole where one of its items is an address, as it is or given to a call. */
function holdsQuad(item: Expr): boolean {
  if (item.is === 'call') return item.args.some((arg) => arg.is === 'literal' && dottedQuad.test(arg.text));
  return item.is === 'literal' && dottedQuad.test(item.text);
}

interface OpenBinding {
  readonly declared: Omit<Binding, 'values'>;
  readonly values: Assigned[];
}

/** A name's declaration; what is left out is not known. */
export interface Declaration {
  readonly name: string;
  readonly kind: Binding['kind'];
  readonly span: Span;
  /** 0 for a name that is hoisted. */
  readonly visibleFrom: number;
  /** The scope it belongs to, when that is not the innermost (JavaScript's `var`). */
  readonly scope?: number;
  readonly value?: Expr;
  readonly type?: Expr | undefined;
  readonly imported?: Imported;
  readonly parameter?: { readonly function: number; readonly index: number };
}

/**
 * Collects a unit while a front end walks its tree. The front end says which scopes, names, guards and expressions
 * there are; sites and the guards inside expressions are found here, once for all languages.
 */
export class UnitBuilder {
  readonly #file: string;
  readonly #language: string;
  readonly #scopes: Scope[] = [{ parent: -1, function: -1 }];
  readonly #bindings: OpenBinding[] = [];
  readonly #byScope: Map<string, number>[] = [new Map()];
  readonly #functions: { -readonly [K in keyof FunctionUnit]: FunctionUnit[K] }[] = [];
  readonly #returns: { value: Expr; guard: number }[][] = [];
  readonly #guards: Guard[] = [];
  readonly #sites: Site[] = [];
  readonly #assignments: FieldAssignment[] = [];
  readonly #pending: { name: string; scope: number; assigned: Assigned }[] = [];
  readonly #comments: Comment[] = [];
  readonly #gaveUp: GaveUp[] = [];
  #exports: Export[] = [];
  #package = '';
  #elsewhere: Unit['elsewhere'];
  #scope = 0;
  #guard = -1;

  constructor(file: string, language: string) {
    this.#file = file;
    this.#language = language;
  }

  span(start: number, end: number): Span {
    return { file: this.#file, start, end };
  }

  get scope(): number {
    return this.#scope;
  }

  get guard(): number {
    return this.#guard;
  }

  /** The function whose body is being read, -1 at the top. */
  get function(): number {
    return this.#scopes[this.#scope]?.function ?? -1;
  }

  get package(): string {
    return this.#package;
  }

  setPackage(name: string): void {
    this.#package = name;
  }

  setElsewhere(elsewhere: Unit['elsewhere']): void {
    this.#elsewhere = elsewhere;
  }

  inScope(body: () => void): void {
    this.#enter(this.function, body);
  }

  /** Opens a function's scope and reads its parameters and body; returns its index. Guards around it hold inside as well. */
  inFunction(name: string, span: Span, results: readonly Expr[], body: (index: number) => void): number {
    const index = this.#functions.length;
    this.#functions.push({ name, span, parameters: [], returns: [], results });
    this.#returns.push([]);
    this.#enter(index, () => body(index));
    return index;
  }

  #enter(fn: number, body: () => void): void {
    const outer = this.#scope;
    this.#scope = this.#scopes.length;
    this.#scopes.push({ parent: outer, function: fn });
    this.#byScope.push(new Map());
    const guard = this.#guard;
    body();
    this.#guard = guard;
    this.#scope = outer;
  }

  declare(declaration: Declaration): number {
    const { name, kind, span, visibleFrom, value, type, imported, parameter } = declaration;
    const scope = declaration.scope ?? this.#scope;
    const known = this.#byScope[scope]?.get(name);
    const assigned = value && { value, span: value.span, guard: this.#guard };
    if (known !== undefined) {
      if (assigned) this.#bindings[known]?.values.push(assigned);
      return known;
    }
    const index = this.#bindings.length;
    this.#bindings.push({
      declared: { name, scope, kind, span, visibleFrom, type, imported, parameter },
      values: assigned ? [assigned] : [],
    });
    this.#byScope[scope]?.set(name, index);
    const fn = parameter && this.#functions[parameter.function];
    if (fn) fn.parameters = [...fn.parameters, index];
    return index;
  }

  /** Whether the innermost scope already has the name (Go's `:=` then assigns). */
  declaredHere(name: string): boolean {
    return this.#byScope[this.#scope]?.has(name) ?? false;
  }

  assign(name: string, value: Expr, span: Span): void {
    this.#pending.push({ name, scope: this.#scope, assigned: { value, span, guard: this.#guard } });
  }

  assignField(target: Expr, key: string, value: Expr, span: Span): void {
    this.#assignments.push({ target, key, value, guard: this.#guard, span });
  }

  export(name: string, binding: number, within: Export['within'] = 'anywhere'): void {
    this.#exports.push({ name, binding, within });
  }

  returns(value: Expr): void {
    this.#returns[this.function]?.push({ value, guard: this.#guard });
  }

  comment(text: string, span: Span): void {
    this.#comments.push({ text, span });
  }

  giveUp(why: string, span: Span): void {
    this.#gaveUp.push({ why, span });
  }

  /** Reads `body` where the test is known to hold, or not to. */
  guarded(test: Expr, holds: boolean, body: () => void): void {
    const outer = this.#guard;
    this.guardRest(test, holds);
    body();
    this.#guard = outer;
  }

  /** From here to the end of the enclosing scope or guard the test is known: the code after an early exit. */
  guardRest(test: Expr, holds: boolean): void {
    this.#guards.push({ test, holds, parent: this.#guard });
    this.#guard = this.#guards.length - 1;
  }

  /** Finds the sites in an expression that stands by itself: a statement, an initial value, a condition. */
  expression(expr: Expr, use: Use): void {
    switch (expr.is) {
      case 'literal':
        if ((expr.type === 'string' || expr.type === 'regex') && tells(expr.text)) this.#site(expr, use);
        return;
      case 'call':
        this.#site(expr, use);
        this.expression(expr.callee, { is: 'other' });
        expr.args.forEach((arg, index) => {
          this.expression(arg, { is: 'argument', callee: expr.callee, index, outer: use });
        });
        return;
      case 'concat':
        this.#site(expr, use);
        for (const part of expr.parts) this.expression(part, { is: 'part', outer: use });
        return;
      case 'record':
        this.#site(expr, use);
        for (const field of expr.fields)
          this.expression(field.value, { is: 'field', key: field.key, type: expr.type, outer: use });
        return;
      case 'member':
        this.expression(expr.of, { is: 'member', key: expr.key, outer: use });
        return;
      case 'slice':
        this.#site(expr, use);
        this.expression(expr.of, { is: 'other' });
        if (expr.from) this.expression(expr.from, { is: 'bound', side: 'from' });
        if (expr.to) this.expression(expr.to, { is: 'bound', side: 'to' });
        return;
      case 'either':
        this.#either(expr, use);
        return;
      case 'test':
        this.#test(expr);
        return;
      case 'list':
        if (expr.items.some(holdsQuad)) this.#site(expr, use);
        for (const item of expr.items) this.expression(item, { is: 'part', outer: use });
        return;
      case 'other':
        // `host + separator + port` is a sum of numbers or a text: evaluation tells.
        if (expr.what === '+' && expr.parts.length > 2) this.#site(expr, use);
        // An index that is computed: the first part is the object, the second the key.
        expr.parts.forEach((part, index) => {
          const inner: Use =
            expr.what === '+' ? { is: 'part', outer: use } : { is: expr.what === 'shown' ? 'message' : 'other' };
          this.expression(part, expr.what === 'key' && index > 0 ? { is: 'key' } : inner);
        });
        return;
      default:
        return;
    }
  }

  /** A text that a declaration bears, such as the tag of a field: whether it says anything is the catalog's to know. */
  attached(expr: Expr, use: Use): void {
    this.#site(expr, use);
  }

  #either(expr: Extract<Expr, { is: 'either' }>, use: Use): void {
    if (expr.test) this.expression(expr.test, { is: 'test' });
    expr.options.forEach((option, index) => {
      if (!expr.test) this.expression(option, use);
      else this.guarded(expr.test, index === 0, () => this.expression(option, use));
    });
  }

  /** Right of `&&` the left side holds; right of `||` it does not. */
  #test(expr: Extract<Expr, { is: 'test' }>): void {
    this.#site(expr, { is: 'test' });
    const outer = this.#guard;
    for (const operand of expr.operands) {
      this.expression(operand, { is: 'test' });
      if (expr.op === '&&' || expr.op === '||') this.guardRest(operand, expr.op === '&&');
    }
    this.#guard = outer;
  }

  #site(expr: Expr, use: Use): void {
    this.#sites.push({ expr, scope: this.#scope, guard: this.#guard, use });
  }

  build(): Unit {
    for (const { name, scope, assigned } of this.#pending) {
      const binding = this.#lookUp(name, scope, assigned.span.start);
      if (binding !== undefined) this.#bindings[binding]?.values.push(assigned);
    }
    return {
      file: this.#file,
      language: this.#language,
      scopes: this.#scopes,
      bindings: this.#bindings.map(({ declared, values }) => ({ ...declared, values })),
      functions: this.#functions.map((fn, index) => ({ ...fn, returns: this.#returns[index] ?? [] })),
      guards: this.#guards,
      sites: this.#sites,
      assignments: this.#assignments,
      exports: this.#exports,
      package: this.#package,
      elsewhere: this.#elsewhere,
      resources: [],
      embedded: [],
      comments: this.#comments,
      gaveUp: this.#gaveUp,
    };
  }

  #lookUp(name: string, from: number, at: number): number | undefined {
    for (let scope = from; scope >= 0; scope = this.#scopes[scope]?.parent ?? -1) {
      const binding = this.#byScope[scope]?.get(name);
      if (binding !== undefined && (this.#bindings[binding]?.declared.visibleFrom ?? 0) <= at) return binding;
    }
    return undefined;
  }
}

/** Flattens `a + (b + c)` and templates inside templates into one list of parts. */
export function concat(parts: readonly Expr[], span: Span): Expr {
  return { is: 'concat', parts: parts.flatMap((part) => (part.is === 'concat' ? part.parts : [part])), span };
}
