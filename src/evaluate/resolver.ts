import type { Ref } from '../catalog/places.ts';
import type { Entry } from '../catalog/schema.ts';
import type { Binding, Expr, Unit } from '../languages/language.ts';
import type { Kind } from '../model/value.ts';
import { OwnFields } from './own-fields.ts';

const MAX_STEPS = 12;

/** The catalog, as far as evaluation needs it. */
export interface Knowledge {
  readonly find: (ref: Ref) => readonly Entry[];
  readonly onAny: (method: string) => readonly Entry[];
  readonly defaultOf: (module: string) => string;
  /** What a name holds, where somebody stated it. */
  readonly stated: (name: string) => Kind | undefined;
  /** Whether the catalog knows members of what a name stands for. */
  readonly isType: (ref: Ref) => boolean;
}

/** Finds the binding that a name means at its place. */
export type LookUp = (name: string, scope: number, at: number) => Binding | undefined;

/** Resolves what code names to places of the catalog: by imports, by types that are declared, by what made a value. */
export class Resolver {
  readonly ownFields: OwnFields;
  readonly #unit: Unit;
  readonly #lookUp: LookUp;
  readonly #knowledge: Knowledge;
  readonly #entries = new Map<Expr, readonly Entry[]>();
  readonly #types = new Map<Binding, Ref | undefined>();
  readonly #typing = new Set<Expr>();
  readonly #fields = new Map<string, Entry | undefined>();
  #imported: readonly string[] | undefined;

  constructor(unit: Unit, lookUp: LookUp, knowledge: Knowledge) {
    this.#unit = unit;
    this.ownFields = new OwnFields(unit);
    this.#lookUp = lookUp;
    this.#knowledge = knowledge;
  }

  /** The call or struct that made the value of a name. */
  madeBy(expr: Expr): Extract<Expr, { is: 'call' }> | undefined {
    let at: Expr | undefined = expr;
    for (let step = 0; at && step < MAX_STEPS; step++) {
      if (at.is === 'call') return at;
      at = this.#next(at);
    }
    return undefined;
  }

  /** Where a value comes from: the call of a result, what a name or `this.x` is given. */
  #next(expr: Expr): Expr | undefined {
    if (expr.is === 'member' && /^\d+$/.test(expr.key)) return expr.of;
    if (expr.is === 'member' && expr.of.is === 'name' && expr.of.name === 'this') {
      return this.ownFields.assigned(expr.of, expr.key)[0]?.value;
    }
    return expr.is === 'name' ? this.bindingOf(expr)?.values[0]?.value : undefined;
  }

  /** The binding of a name. */
  bindingOf(expr: Extract<Expr, { is: 'name' }>): Binding | undefined {
    return this.#lookUp(expr.name, expr.scope, expr.span.start);
  }

  /** Entries for what an expression names: a function of a module, a method of a value whose type is seen. */
  entries(callee: Expr): readonly Entry[] {
    const known = this.#entries.get(callee);
    if (known) return known;
    // What is made from itself has no entries while it is being made.
    this.#entries.set(callee, []);
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
    const binding = this.bindingOf(expr);
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
    if (made || callee.is !== 'name' || callee.name !== 'require' || this.bindingOf(callee)) return undefined;
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
    const binding = this.bindingOf(expr);
    if (!binding) return undefined;
    if (this.#types.has(binding)) return this.#types.get(binding);
    // A name that is assigned from itself has the type of its other values.
    this.#types.set(binding, undefined);
    const type = (binding.type && this.#named(binding.type)) ?? this.#typeOfValues(binding);
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
    return ref && (ref.module !== 'global' || this.#knowledge.isType(ref)) ? this.#canonical(ref) : undefined;
  }

  #canonical(ref: Ref): Ref {
    if (ref.path.length > 0) return ref;
    const name = this.#knowledge.defaultOf(ref.module);
    return name ? { module: ref.module, path: [name] } : ref;
  }

  /** `s.dialer` where s is of a struct type of this file, and `this.x` where it is assigned. */
  #typeOfField(expr: Extract<Expr, { is: 'member' }>): Ref | undefined {
    const made = this.#next(expr);
    if (made) return this.#typeOfMade(made);
    const known = this.valueEntry(expr)?.returns[0];
    if (known) return this.#typeFrom(known.type, this.valueEntry(expr)?.module ?? '');
    if (expr.of.is !== 'name') return undefined;
    const declared = this.bindingOf(expr.of)?.type;
    const type = declared?.is === 'name' ? this.bindingOf(declared)?.values[0]?.value : undefined;
    const field = type?.is === 'record' ? type.fields.find((one) => one.key === expr.key) : undefined;
    return field && this.#named(field.value);
  }

  /** `this.x = this.x || y` has the type of y. */
  #typeOfMade(made: Expr): Ref | undefined {
    if (this.#typing.has(made)) return undefined;
    this.#typing.add(made);
    const type = this.typeOf(made);
    this.#typing.delete(made);
    return type;
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
    const value = this.bindingOf(expr.callee)?.values[0]?.value;
    const result = value?.is === 'function' ? this.#unit.functions[value.index]?.results[0] : undefined;
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

  /** Entries of the struct that a value is: `u` of type `*url.URL`. */
  recordEntries(value: Expr): readonly Entry[] {
    const type = this.typeOf(value);
    return type ? this.#knowledge.find(type).filter((entry) => entry.place.shape === 'record') : [];
  }

  /** The entry of a field by its name alone, of a library that this file imports. */
  field(key: string): Entry | undefined {
    if (!this.#fields.has(key)) this.#fields.set(key, this.#findField(key));
    return this.#fields.get(key);
  }

  #findField(key: string): Entry | undefined {
    for (const module of this.#modules())
      for (const entry of this.#knowledge.find({ module, path: ['*', key] })) return entry;
    return undefined;
  }

  #modules(): readonly string[] {
    this.#imported ??= [...new Set(this.#unit.bindings.flatMap(({ imported }) => imported?.module ?? []))];
    return this.#imported;
  }

  /** The entry of a value of a global object. */
  global(path: readonly string[]): Entry | undefined {
    return this.#knowledge.find({ module: 'global', path }).find((entry) => entry.place.shape === 'value');
  }

  /** The entry that stands for any member of a place: `process.env.*`. */
  openEntry(expr: Extract<Expr, { is: 'member' }>): Entry | undefined {
    const of = this.ref(expr.of);
    return of && this.#knowledge.find({ module: of.module, path: [...of.path, '*'] })[0];
  }
}

/** `[]SRV` is a list of SRV. */
function elementOf(list: Ref | undefined): Ref | undefined {
  const name = list?.path.join('.') ?? '';
  return list && name.startsWith('[]') ? { module: list.module, path: [name.slice(2)] } : undefined;
}
