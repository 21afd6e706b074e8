import type { Parameter, Place } from '../catalog/place.ts';
import type { Ref } from '../catalog/places.ts';
import type { Entry } from '../catalog/schema.ts';
import type { Binding, Expr, FieldAssignment } from '../languages/language.ts';
import { absent, type Value } from '../model/value.ts';
import type { Evaluator, Knowledge } from './evaluator.ts';
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

const MAX_STEPS = 12;

/** Resolves what code names to places of the catalog. */
export class Calls {
  readonly #evaluator: Evaluator;
  readonly #knowledge: Knowledge;
  readonly #memo = new Map<Expr, Call | undefined>();
  readonly #entries = new Map<Expr, readonly Entry[]>();
  readonly #types = new Map<Binding, Ref | undefined>();

  constructor(evaluator: Evaluator, knowledge: Knowledge) {
    this.#evaluator = evaluator;
    this.#knowledge = knowledge;
  }

  /** The entry of a call, a made value or a struct, if the catalog has one. */
  call(expr: Expr): Call | undefined {
    if (this.#memo.has(expr)) return this.#memo.get(expr);
    const call = this.#all(expr)[0];
    this.#memo.set(expr, call);
    return call;
  }

  /** All entries that hold for an expression: several where versions differ. */
  all(expr: Expr): readonly Call[] {
    return this.#all(expr);
  }

  #all(expr: Expr): Call[] {
    if (expr.is === 'call') {
      const shape = expr.made ? 'new' : 'call';
      const args = expr.args.filter((arg) => arg.is !== 'function');
      return this.entries(expr.callee)
        .filter((entry) => entry.place.shape === shape && this.#fits(entry, args))
        .map((entry) => this.#bind(entry, args, expr.callee));
    }
    if (expr.is === 'record' && expr.type) {
      return this.entries(expr.type)
        .filter((entry) => entry.place.shape === 'record')
        .map((entry) => this.#bindRecord(entry, expr));
    }
    return [];
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
    const made = entry.maker && receiver ? this.#madeBy(receiver) : undefined;
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
    const { bindings, assignments } = this.#evaluator.unit;
    if (assignments.length === 0) return [];
    const holder = bindings.find((binding) => binding.values.some((assigned) => assigned.value === record));
    if (!holder) return [];
    return assignments.filter(
      ({ target }) => target.is === 'name' && target.name === holder.name && this.#bindingOf(target) === holder,
    );
  }

  /** The call or struct that made the value of a name. */
  #madeBy(expr: Expr): Extract<Expr, { is: 'call' }> | undefined {
    let at: Expr | undefined = expr;
    for (let step = 0; at && step < MAX_STEPS; step++) {
      if (at.is === 'call') return at;
      at = this.#next(at);
    }
    return undefined;
  }

  #next(expr: Expr): Expr | undefined {
    if (expr.is === 'member' && /^\d+$/.test(expr.key)) return expr.of;
    if (expr.is === 'member' && expr.of.is === 'name' && expr.of.name === 'this') {
      return this.#evaluator.unit.assignments.find(
        (one) => one.key === expr.key && one.target.is === 'name' && one.target.name === 'this',
      )?.value;
    }
    return expr.is === 'name' ? this.#bindingOf(expr)?.values[0]?.value : undefined;
  }

  #bindingOf(expr: Extract<Expr, { is: 'name' }>): Binding | undefined {
    return this.#evaluator.binding(expr.name, expr.scope, expr.span.start);
  }

  /** Entries for what an expression names: a function of a module, a method of a value whose type is seen. */
  entries(callee: Expr): readonly Entry[] {
    const known = this.#entries.get(callee);
    if (known) return known;
    const entries = this.#find(callee);
    this.#entries.set(callee, entries);
    return entries;
  }

  #find(callee: Expr): readonly Entry[] {
    const ref = this.ref(callee);
    if (ref) {
      const found = this.#knowledge.find(ref);
      if (found.length > 0) return found;
    }
    if (callee.is !== 'member') return [];
    const type = this.typeOf(callee.of);
    if (type) {
      const found = this.#knowledge.find({ module: type.module, path: [...type.path, callee.key] });
      if (found.length > 0) return found;
    }
    // A function that a library exports is what the library makes of it; a method of one of its values is not.
    const exported = ref && ref.module !== 'global' && !ref.module.startsWith('.') && ref.path.length < 2;
    return exported ? [] : this.#knowledge.onAny(callee.key);
  }

  /** What an expression names in a module; names without a binding are global. */
  ref(expr: Expr, steps = 0): Ref | undefined {
    if (steps > MAX_STEPS) return undefined;
    if (expr.is === 'member') {
      const of = this.ref(expr.of, steps + 1);
      return of && { module: of.module, path: [...of.path, expr.key] };
    }
    if (expr.is === 'call') return this.#required(expr);
    if (expr.is !== 'name') return undefined;
    const binding = this.#bindingOf(expr);
    if (!binding) return { module: 'global', path: [expr.name] };
    if (binding.imported) {
      const { module, name } = binding.imported;
      return { module, path: name === '*' || name === 'default' ? [] : [name] };
    }
    const [only] = binding.values;
    if (binding.values.length !== 1 || !only || binding.parameter) return undefined;
    return only.value.is === 'name' || only.value.is === 'member' ? this.ref(only.value, steps + 1) : undefined;
  }

  /** `require('m')` where it is not bound to a name at once: `require('http').createServer()`. */
  #required({ callee, args, made }: Extract<Expr, { is: 'call' }>): Ref | undefined {
    const [module] = args;
    if (made || callee.is !== 'name' || callee.name !== 'require' || this.#bindingOf(callee)) return undefined;
    if (module?.is !== 'literal' || module.type !== 'string') return undefined;
    return { module: module.text.replace(/^node:/, ''), path: [] };
  }

  /** The type of a value, where it was made or declared in sight. */
  typeOf(expr: Expr): Ref | undefined {
    switch (expr.is) {
      case 'name':
        return this.#typeOfName(expr);
      case 'record':
        return expr.type && this.#named(expr.type);
      case 'call':
        return this.#typeOfCall(expr, 0);
      case 'member':
        if (/^\d+$/.test(expr.key) && expr.of.is === 'call') return this.#typeOfCall(expr.of, Number(expr.key));
        return this.#typeOfField(expr);
      case 'other':
        return expr.what === 'element' && expr.parts[0] ? elementOf(this.typeOf(expr.parts[0])) : undefined;
      case 'either':
        return expr.options.map((option) => this.typeOf(option)).find((type) => type !== undefined);
      default:
        return undefined;
    }
  }

  #typeOfName(expr: Extract<Expr, { is: 'name' }>): Ref | undefined {
    const binding = this.#bindingOf(expr);
    if (!binding) return undefined;
    if (this.#types.has(binding)) return this.#types.get(binding);
    // A name that is assigned from itself has the type of its other values.
    this.#types.set(binding, undefined);
    const type = binding.type ? this.#named(binding.type) : this.#typeOfValues(binding);
    this.#types.set(binding, type);
    return type;
  }

  #typeOfValues(binding: Binding): Ref | undefined {
    for (const assigned of binding.values.slice(0, MAX_STEPS)) {
      const type = this.typeOf(assigned.value);
      if (type) return type;
    }
    return undefined;
  }

  /** A type's name, if it comes from a module; a type of this file stays local. */
  #named(type: Expr): Ref | undefined {
    const ref = this.ref(type);
    return ref && ref.module !== 'global' ? this.#canonical(ref) : undefined;
  }

  #canonical(ref: Ref): Ref {
    if (ref.path.length > 0) return ref;
    const name = this.#knowledge.defaultOf(ref.module);
    return name ? { module: ref.module, path: [name] } : ref;
  }

  /** `s.dialer` where s is of a struct type of this file, and `this.x` where it is assigned. */
  #typeOfField(expr: Extract<Expr, { is: 'member' }>): Ref | undefined {
    const made = this.#next(expr);
    if (made) return this.typeOf(made);
    const known = this.valueEntry(expr)?.returns[0];
    if (known) return this.#typeFrom(known.type, this.valueEntry(expr)?.module ?? '');
    if (expr.of.is !== 'name') return undefined;
    const declared = this.#bindingOf(expr.of)?.type;
    const type = declared?.is === 'name' ? this.#bindingOf(declared)?.values[0]?.value : undefined;
    const field = type?.is === 'record' ? type.fields.find((one) => one.key === expr.key) : undefined;
    return field && this.#named(field.value);
  }

  #typeOfCall(expr: Extract<Expr, { is: 'call' }>, result: number): Ref | undefined {
    const entries = this.entries(expr.callee);
    for (const entry of entries) {
      const type = entry.returns[result]?.type;
      if (type) return this.#typeFrom(type, this.ref(expr.callee)?.module ?? this.#moduleOf(expr.callee, entry));
    }
    if (expr.made) return this.#named(expr.callee);
    return result === 0 ? this.#typeOfOwn(expr) : undefined;
  }

  #moduleOf(callee: Expr, entry: Entry): string {
    const type = callee.is === 'member' ? this.typeOf(callee.of) : undefined;
    return type?.module ?? entry.module;
  }

  /** What a function of this file is declared to return. */
  #typeOfOwn(expr: Extract<Expr, { is: 'call' }>): Ref | undefined {
    if (expr.callee.is !== 'name') return undefined;
    const value = this.#bindingOf(expr.callee)?.values[0]?.value;
    const result = value?.is === 'function' ? this.#evaluator.unit.functions[value.index]?.results[0] : undefined;
    return result && this.#named(result);
  }

  #typeFrom(type: string, module: string): Ref | undefined {
    if (type === '') return undefined;
    const [first = '', second] = type.split(':');
    return second === undefined ? { module, path: first.split('.') } : { module: first, path: second.split('.') };
  }

  /** The entry of a value that is not called: `Request.RemoteAddr`. */
  valueEntry(expr: Extract<Expr, { is: 'member' }>): Entry | undefined {
    return this.entries(expr).find((entry) => entry.place.shape === 'value');
  }

  /** What the catalog says of a member: a typed value, or the environment. */
  valueOf(expr: Extract<Expr, { is: 'member' }>): Value | undefined {
    if (/^\d+$/.test(expr.key)) return this.#resultOf(expr);
    const of = this.ref(expr.of);
    if (of) {
      const open = this.#knowledge.find({ module: of.module, path: [...of.path, '*'] })[0];
      if (open?.means.is === 'env')
        return { is: 'input', from: 'env', name: expr.key, fallback: absent, span: expr.span, via: [] };
    }
    const entry = this.valueEntry(expr);
    return entry && this.#typed(entry, 0, expr);
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

/** `[]SRV` is a list of SRV. */
function elementOf(list: Ref | undefined): Ref | undefined {
  const name = list?.path.join('.') ?? '';
  return list && name.startsWith('[]') ? { module: list.module, path: [name.slice(2)] } : undefined;
}

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
  return { is: 'unknown', spelled: `${spelled}.${key}`, from: 'field', span: expr.span, via: [] };
}
