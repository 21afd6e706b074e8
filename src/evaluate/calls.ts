import type { Parameter, Place } from '../catalog/place.ts';
import type { Entry } from '../catalog/schema.ts';
import type { Binding, Expr, FieldAssignment, Unit } from '../languages/language.ts';
import { absent, type Value } from '../model/value.ts';
import type { Evaluator } from './evaluator.ts';
import { partOf } from './outside.ts';
import type { Resolver } from './resolver.ts';
import { given } from './results.ts';
import { spell } from './spell.ts';

/** A call (or a struct, or a value) that the catalog knows, with its arguments by role. */
export interface Call {
  readonly entry: Entry;
  /** As it is written: `net.Listen`. */
  readonly name: string;
  /** The value of a role such as `address` or `options.family`. */
  readonly role: (path: string) => Value;
  /** Its expression, where it is an argument of its own. */
  readonly expr: (path: string) => Expr | undefined;
  /** The values that a `...rest` parameter takes. */
  readonly rest: (name: string) => readonly Value[];
  readonly restExprs: (name: string) => readonly Expr[];
}

/** Reads calls, structs and values that the catalog knows, with their arguments by role. */
export class Calls {
  readonly #evaluator: Evaluator;
  readonly #resolver: Resolver;
  readonly #memo = new Map<Expr, readonly Call[]>();
  #holders: ReadonlyMap<Expr, Binding> | undefined;

  constructor(evaluator: Evaluator, resolver: Resolver) {
    this.#evaluator = evaluator;
    this.#resolver = resolver;
  }

  /** The entry of a call, a made value or a struct, if the catalog has one. */
  call(expr: Expr): Call | undefined {
    return this.all(expr)[0];
  }

  /** All entries that hold for an expression: several where versions differ. */
  all(expr: Expr): readonly Call[] {
    const known = this.#memo.get(expr);
    if (known) return known;
    const calls = this.#all(expr);
    this.#memo.set(expr, calls);
    return calls;
  }

  #all(expr: Expr): Call[] {
    if (expr.is === 'call') {
      const shape = expr.made ? 'new' : 'call';
      const args = expr.args.filter((arg) => !this.#isCallback(arg));
      const known = this.#resolver.entries(expr.callee);
      const entries = known.length > 0 ? known : this.#evaluator.wrappers.entries(expr.callee);
      return entries
        .filter((entry) => entry.place.shape === shape && this.#fits(entry, args))
        .map((entry) => this.#bind(entry, args, expr.callee));
    }
    if (expr.is === 'record' && expr.type) {
      return this.#resolver
        .entries(expr.type)
        .filter((entry) => entry.place.shape === 'record')
        .map((entry) => this.#bindRecord(entry, expr));
    }
    return [];
  }

  /** The name that a value is kept in, as it stands there. */
  holderOf(value: Expr): Binding | undefined {
    this.#holders ??= holdersIn(this.#evaluator.unit);
    return this.#holders.get(value);
  }

  #isCallback(arg: Expr): boolean {
    if (arg.is === 'function') return true;
    if (arg.is !== 'name') return false;
    const binding = this.#resolver.bindingOf(arg);
    return binding?.values[0]?.value.is === 'function' || (!binding?.imported && callback.test(arg.name));
  }

  /** Options objects and positional arguments are told apart by what each argument is seen to be. */
  #fits(entry: Entry, args: readonly Expr[]): boolean {
    return args.every((arg, index) => {
      const parameter = entry.place.parameters[index];
      if (!parameter || parameter.rest) return true;
      const value = this.#evaluator.value(arg);
      if (value.is === 'fields') return parameter.record;
      return !(parameter.record && isText(value));
    });
  }

  #bind(entry: Entry, args: readonly Expr[], callee: Expr): Call {
    const receiver = callee.is === 'member' ? callee.of : undefined;
    const made = entry.maker && receiver ? this.#resolver.madeBy(receiver) : undefined;
    const maker = made && isMaker(made, entry.maker) ? made : undefined;
    const restOf = (name: string) => {
      const at = entry.place.parameters.findIndex((parameter) => parameter.name === name && parameter.rest);
      return at < 0 ? [] : args.slice(at);
    };
    const unseen = (path: string) =>
      !maker && (entry.maker?.parameters.some(({ name }) => name === path.split('.')[0]) ?? false);
    const find = (path: string) =>
      this.#argument(entry.place.parameters, args, path, receiver) ?? this.#makerArgument(entry, maker, path);
    return {
      entry,
      name: nameOf(entry, callee),
      expr: find,
      role: (path) => (unseen(path) ? this.#evaluator.unknown(callee, 'other') : this.#role(path, find)),
      rest: (name) => restOf(name).map((arg) => this.#evaluator.value(arg)),
      restExprs: restOf,
    };
  }

  #makerArgument(entry: Entry, maker: Extract<Expr, { is: 'call' }> | undefined, path: string): Expr | undefined {
    return entry.maker && maker ? this.#argument(entry.maker.parameters, maker.args, path, undefined) : undefined;
  }

  #argument(
    parameters: readonly Parameter[],
    args: readonly Expr[],
    path: string,
    receiver: Expr | undefined,
  ): Expr | undefined {
    const head = path.split('.')[0] ?? '';
    if (head === 'this') return receiver;
    const at = parameters.findIndex((parameter) => parameter.name === head);
    return at < 0 ? undefined : args[at];
  }

  #role(path: string, find: (path: string) => Expr | undefined): Value {
    if (/^["'\d]/.test(path)) return literal(path);
    const expr = find(path);
    if (!expr) return absent;
    let value = this.#evaluator.value(expr);
    for (const key of path.split('.').slice(1)) value = fieldOf(value, key, expr, spell(expr));
    return value;
  }

  #bindRecord(entry: Entry, record: Extract<Expr, { is: 'record' }>): Call {
    const later = this.#assignedLater(record);
    const find = (path: string) => {
      const key = path.split('.')[0];
      return later.find((one) => one.key === key)?.value ?? record.fields.find((field) => field.key === key)?.value;
    };
    return {
      entry,
      name: record.type ? spell(record.type) : entry.place.name,
      expr: find,
      role: (path) =>
        find(path) || record.complete ? this.#role(path, find) : this.#evaluator.unknown(record, 'other'),
      rest: () => [],
      restExprs: () => [],
    };
  }

  /** Fields that are set after the struct was made: `c := &Client{}; c.DialDualStack = true`. */
  #assignedLater(record: Expr): readonly FieldAssignment[] {
    const holder = this.holderOf(record);
    return holder ? this.#evaluator.assignedTo(holder) : [];
  }

  /** What the catalog says of a member: a typed value, or the environment. */
  valueOf(expr: Extract<Expr, { is: 'member' }>): Value | undefined {
    if (/^\d+$/.test(expr.key)) return this.#resultOf(expr);
    if (this.#resolver.openEntry(expr)?.means.is === 'env') {
      const input = { is: 'input', from: 'env', name: expr.key, fallback: absent, span: expr.span, via: [] } as const;
      return given(input, absent, expr, this.#evaluator) ?? input;
    }
    const entry = this.#resolver.valueEntry(expr);
    return entry && this.#typed(entry, 0, expr);
  }

  /** The member of a global object that a name stands for among others: `loc.hostname` where a caller gives `window.location`. */
  ofGlobal(value: Value, { key, span }: Extract<Expr, { is: 'member' }>): Value | undefined {
    if (value.is !== 'unknown' || value.from !== 'field') return undefined;
    const entry = this.#resolver.global([...value.spelled.split('.'), key]);
    const [returns] = entry?.returns ?? [];
    if (!entry || !returns?.kind) return undefined;
    const { kind, proven } = returns;
    return { is: 'typed', kind, proven, place: entry.place.text, spelled: `${value.spelled}.${key}`, span, via: [] };
  }

  /** One of the results of a call that is known. */
  #resultOf(expr: Extract<Expr, { is: 'member' }>): Value | undefined {
    const call = expr.of.is === 'call' ? this.call(expr.of) : undefined;
    return call && this.returned(call, Number(expr.key), expr);
  }

  returned(call: Call, result: number, expr: Expr): Value | undefined {
    return this.#typed(call.entry, result, expr);
  }

  #typed(entry: Entry, result: number, expr: Expr): Value | undefined {
    const returns = entry.returns[result];
    if (!returns?.kind) return undefined;
    return {
      is: 'typed',
      kind: returns.kind,
      proven: returns.proven,
      place: entry.place.text,
      spelled: spell(expr),
      span: expr.span,
      via: [],
    };
  }
}

/** The names that values are kept in. */
function holdersIn({ bindings }: Unit): ReadonlyMap<Expr, Binding> {
  return new Map(bindings.flatMap((binding) => binding.values.map(({ value }) => [value, binding] as const)));
}

/** A place as it is written, or as the catalog calls it where that is no name. */
function nameOf(entry: Entry, callee: Expr): string {
  const spelled = spell(callee);
  if (!/[…()]/.test(spelled) || entry.place.name.startsWith('*')) return spelled;
  return `${entry.module}.${entry.place.name}`;
}

/** Whether a call is the constructor that an entry means, by its name. */
function isMaker(made: Extract<Expr, { is: 'call' }>, place: Place | undefined): boolean {
  if (!place) return false;
  const name = made.callee.is === 'member' ? made.callee.key : made.callee.is === 'name' ? made.callee.name : '';
  return made.made || name === place.name.split('.').at(-1) || made.callee.is === 'name';
}

const callback = /^(?:cb|done|next)$|^on[A-Z]\w+$|callback$|Callback$|(?:^|[a-z])(?:Cb|Handler)$/;

/** Text, or what comes from outside as text: it has no fields. */
function isText(value: Value): boolean {
  if (value.is === 'either') return value.options.every(isText);
  return (value.is === 'text' && value.type !== 'null') || value.is === 'joined' || value.is === 'input';
}

function literal(path: string): Value {
  const text = path.replace(/^["']|["']$/g, '');
  return { is: 'text', type: 'string', text, span: { file: '', start: 0, end: 0 }, via: [] };
}

function fieldOf(value: Value, key: string, expr: Expr, spelled: string): Value {
  if (value.is === 'absent' || isText(value)) return absent;
  if (value.is === 'fields') {
    const field = value.fields.find((one) => one.key === key);
    if (field) return field.value;
    if (value.complete) return absent;
  }
  return partOf(value, { is: 'unknown', spelled: `${spelled}.${key}`, from: 'field', span: expr.span, via: [] });
}
