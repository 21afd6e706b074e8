import type { Binding, Expr, FieldAssignment, Unit, Use } from '../languages/language.ts';
import { absent, type Fields, type Named, type Question, type Unknown, type Value } from '../model/value.ts';
import { assignedIn, indexBindings } from './bindings.ts';
import { Callers } from './callers.ts';
import { Calls } from './calls.ts';
import { Flags } from './flags.ts';
import { nowhere, type Outside, partOf } from './outside.ts';
import { type Knowledge, Resolver } from './resolver.ts';
import { distinct, joined, resultOf, sum } from './results.ts';
import { spell } from './spell.ts';
import { spreadFields } from './spreads.ts';
import { stated } from './stated.ts';
import { isOff } from './switches.ts';
import { type Uses, usesOf } from './uses.ts';
import { Wrappers } from './wrappers.ts';

const MAX_DEPTH = 24;
const MAX_OPTIONS = 6;
/** An object that is given more fields than this, one by one, is a table. */
const MAX_FIELDS = 500;
/** Expressions that one question may lead through: names that are assigned from each other would have no end. */
const MAX_STEPS = 400;

/** Turns expressions of one unit into values: follows names, folds constants, asks the catalog what calls give. */
export class Evaluator {
  readonly unit: Unit;
  /** The unit's text; empty where it is not at hand. */
  readonly text: string;
  readonly resolver: Resolver;
  readonly calls: Calls;
  readonly wrappers: Wrappers;
  readonly #knowledge: Knowledge;
  readonly #byScope: ReadonlyMap<number, ReadonlyMap<string, number>>;
  readonly #open = new Set<Binding>();
  #assigned: ReadonlyMap<Binding, readonly FieldAssignment[]> | undefined;
  readonly outside: Outside;
  readonly #callers: Callers;
  readonly #flags = new Flags(this);
  #uses: Uses | undefined;
  readonly #memo = new Map<Expr, Value>();
  #depth = 0;
  #steps = 0;
  #cut = false;

  /** With the unit's text, what its functions are given is known where all their uses are seen. */
  constructor(unit: Unit, knowledge: Knowledge, text = '', outside: Outside = nowhere) {
    this.unit = unit;
    this.text = text;
    this.outside = outside;
    this.#callers = new Callers(unit, text, (name, scope, at) => this.binding(name, scope, at));
    this.#knowledge = knowledge;
    this.#byScope = indexBindings(unit);
    this.resolver = new Resolver(unit, (name, scope, at) => this.binding(name, scope, at), knowledge);
    this.calls = new Calls(this, this.resolver);
    this.wrappers = new Wrappers(this);
  }

  /** The binding that a name means at its place. */
  binding(name: string, from: number, at: number): Binding | undefined {
    for (let scope = from; scope >= 0; scope = this.unit.scopes[scope]?.parent ?? -1) {
      const binding = this.unit.bindings[this.#byScope.get(scope)?.get(name) ?? -1];
      if (binding && binding.visibleFrom <= at) return binding;
    }
    return undefined;
  }

  /** What fields of a name are given, in source order: `opts.host = …`. */
  assignedTo(binding: Binding): readonly FieldAssignment[] {
    this.#assigned ??= assignedIn(this.unit, (name, scope, at) => this.binding(name, scope, at));
    return this.#assigned.get(binding) ?? [];
  }

  /** What happens to a name, wherever it stands. */
  uses(binding: Binding): readonly (Use | undefined)[] {
    this.#uses ??= usesOf(this.unit, (name, scope, at) => this.binding(name, scope, at));
    return this.#uses.get(binding) ?? [];
  }

  value(expr: Expr): Value {
    const known = this.#memo.get(expr);
    if (known) return known;
    if (this.#depth === 0) this.#steps = 0;
    if (this.#depth >= MAX_DEPTH || ++this.#steps > MAX_STEPS) {
      this.#cut = true;
      return this.unknown(expr, 'other');
    }
    this.#depth++;
    const outer = this.#cut;
    this.#cut = false;
    const value = stated(this.#value(expr), this.#knowledge);
    // What was cut short, by depth or by a name that is being followed, holds in this place only.
    if (!this.#cut || this.#depth === 1) this.#memo.set(expr, value);
    this.#cut ||= outer;
    this.#depth--;
    return value;
  }

  unknown(expr: Expr, from: Unknown['from']): Unknown {
    return { is: 'unknown', spelled: spell(expr), from, span: expr.span, via: [] };
  }

  #value(expr: Expr): Value {
    switch (expr.is) {
      case 'literal':
        if (expr.type === 'regex') return this.unknown(expr, 'other');
        return { is: 'text', type: expr.type, text: expr.text, span: expr.span, via: [] };
      case 'name':
        return this.#name(expr);
      case 'member':
        return this.#member(expr);
      case 'call':
        return this.#call(expr);
      case 'concat':
        return joined(
          expr.parts.map((part) => this.value(part)),
          expr,
        );
      case 'either':
        return this.#either(expr);
      case 'record':
        return this.#fields(expr);
      case 'list':
        return { is: 'list', items: expr.items.map((item) => this.value(item)), span: expr.span, via: [] };
      case 'slice':
        return this.#part(expr, expr.of);
      case 'other':
        if (expr.what === '+') return sum(expr, this);
        // One of a list is what the list is named for: `for _, peer := range peers`.
        return expr.what === 'element' && expr.parts[0] ? this.#part(expr, expr.parts[0]) : this.unknown(expr, 'other');
      default:
        return this.unknown(expr, 'other');
    }
  }

  /** A part of another value has its names, and nothing else of it. */
  #part(expr: Expr, of: Expr): Value {
    const whole = this.value(of);
    const via = whole.is === 'absent' ? [] : whole.via;
    const spelled = whole.is === 'unknown' || whole.is === 'typed' ? whole.spelled : spell(of);
    return { is: 'unknown', spelled, from: 'local', span: expr.span, via };
  }

  /** `input || default`: the default is the input's fallback; otherwise one of several. */
  #either(expr: Extract<Expr, { is: 'either' }>): Value {
    const options = expr.options.map((option) => this.value(option));
    const [first, ...rest] = options;
    const last = rest.at(-1);
    if (!expr.test && first?.is === 'text' && last && last.is !== 'absent') {
      // What is known to be set, or not to be set, decides.
      return first.type === 'null' || first.text === '' ? { ...last, via: [...last.via, ...first.via] } : first;
    }
    if (!expr.test && first?.is === 'input' && first.fallback.is === 'absent' && last)
      return { ...first, fallback: last };
    return { is: 'either', options, span: expr.span, via: [] };
  }

  #fields(expr: Extract<Expr, { is: 'record' }>): Fields {
    const fields = expr.fields.map((field) => ({ key: field.key, value: this.value(field.value) }));
    return { is: 'fields', ...spreadFields(fields, expr.complete), span: expr.span, via: [] };
  }

  #name(expr: Extract<Expr, { is: 'name' }>): Value {
    const binding = this.binding(expr.name, expr.scope, expr.span.start);
    if (!binding) return this.#ofPackage(expr.name, expr) ?? this.unknown(expr, 'local');
    if (binding.imported) {
      const { module, name } = binding.imported;
      const known = name === '*' ? undefined : this.outside.value({ module, name, wants: 'value', index: 0 });
      return (
        (known && followed(known, { name: expr.name, span: known.is === 'absent' ? expr.span : known.span })) ?? {
          is: 'reference',
          module,
          name,
          span: expr.span,
          via: [],
        }
      );
    }
    if (isOff('follow:bindings')) return this.unknown(expr, 'local');
    const value = this.#follow(binding, expr);
    return followed(value, { name: expr.name, span: binding.span });
  }

  /** A name that another file of the package may declare. */
  #ofPackage(name: string, expr: Expr): Value | undefined {
    if (this.unit.package === '') return undefined;
    return this.#elsewhere({ module: '', name, wants: 'value', index: 0 }, expr, 'local');
  }

  /** What another file says, or an unknown that asks for it. */
  #elsewhere(question: Question, expr: Expr, from: Unknown['from']): Value {
    const known = this.outside.value(question);
    return known
      ? followed(known, { name: spell(expr), span: known.is === 'absent' ? expr.span : known.span })
      : { ...this.unknown(expr, from), asks: question };
  }

  /** What a parameter is given: by every caller, where all of them are seen. */
  #given({ parameter }: Binding, expr: Expr): readonly Value[] {
    const unknown = this.unknown(expr, 'parameter');
    if (!parameter || !this.#callers.areSeen(parameter.function)) return [unknown];
    const { index } = parameter;
    const own = this.#callers.of(parameter.function)?.map((call) => call.args[index]);
    if (!own) return [unknown];
    const values = distinct(own.map((arg) => (arg ? this.value(arg) : unknown)));
    return values.length === 0 || values.length > MAX_OPTIONS ? [unknown] : values;
  }

  #follow(binding: Binding, expr: Expr): Value {
    if (this.#open.has(binding)) {
      this.#cut = true;
      return this.unknown(expr, 'local');
    }
    this.#open.add(binding);
    const options = binding.values.slice(0, MAX_OPTIONS).map((assigned) => this.value(assigned.value));
    if (binding.parameter) options.unshift(...this.#given(binding, expr));
    const flag = this.#flags.ofName(binding);
    if (flag) options.push(flag);
    this.#open.delete(binding);
    if (binding.values.length > MAX_OPTIONS) options.push(this.unknown(expr, 'local'));
    const [only] = options;
    const value: Value =
      options.length === 1 && only
        ? only
        : options.length === 0
          ? this.unknown(expr, 'local')
          : this.#oneOf(options, expr);
    return this.#withAssignedFields(value, binding, expr);
  }

  #oneOf(options: readonly Value[], expr: Expr): Value {
    return { is: 'either', options, span: expr.span, via: [] };
  }

  /** Options that are built in steps: `opts.host = …`. */
  #withAssignedFields(value: Value, binding: Binding, expr: Expr): Value {
    const own = this.assignedTo(binding);
    const known = value.is === 'fields' ? value : undefined;
    if (own.length === 0 || own.length > MAX_FIELDS || (!known && (value.is !== 'unknown' || binding.parameter)))
      return value;
    const fields = new Map(known?.fields.map((field) => [field.key, field.value]));
    for (const { key, value: given, guard, span } of own) {
      const added = this.value(given);
      const either: Value = { is: 'either', options: [fields.get(key) ?? absent, added], span, via: [] };
      fields.set(key, guard >= 0 ? either : added);
    }
    return {
      is: 'fields',
      fields: [...fields].map(([key, one]) => ({ key, value: one })),
      complete: known?.complete ?? binding.values.length === 0,
      span: known?.span ?? expr.span,
      via: known?.via ?? [],
    };
  }

  #member(expr: Extract<Expr, { is: 'member' }>): Value {
    const known = this.calls.valueOf(expr);
    if (known) return known;
    const of = this.value(expr.of);
    if (of.is === 'reference' && of.name === '*')
      return this.#elsewhere({ module: of.module, name: expr.key, wants: 'value', index: 0 }, expr, 'field');
    if (of.is === 'fields') {
      const field = of.fields.find((one) => one.key === expr.key);
      if (field) return followed(field.value, { name: spell(expr), span: expr.span });
    }
    const given = of.is === 'either' ? of.options.flatMap((one) => this.calls.ofGlobal(one, expr) ?? []) : [];
    if (given.length > 0) return this.#oneOf([...given, partOf(of, this.unknown(expr, 'field'))], expr);
    if (of.is === 'list' && /^\d+$/.test(expr.key)) {
      const item = of.items[Number(expr.key)];
      if (item) return item;
    }
    if (/^\d+$/.test(expr.key)) return this.#resultOf(expr) ?? this.#part(expr, expr.of);
    if (expr.of.is === 'name' && expr.of.name === 'this') return this.#ownField(expr);
    const flag = this.#flags.ofField(expr);
    return flag ? followed(flag, { name: spell(expr), span: expr.span }) : partOf(of, this.unknown(expr, 'field'));
  }

  /** One of the results of a function of this file or another. */
  #resultOf(expr: Extract<Expr, { is: 'member' }>): Value | undefined {
    if (expr.of.is !== 'call' || this.calls.call(expr.of)) return undefined;
    const { callee } = expr.of;
    const index = Number(expr.key);
    const question = this.asked(callee, 'result', index);
    if (question) return this.#elsewhere(question, expr, 'call');
    if (callee.is !== 'name') return undefined;
    if (this.binding(callee.name, callee.scope, callee.span.start) !== this.exported(callee.name)) return undefined;
    const value = this.result(callee.name, index);
    return value && followed(value, { name: spell(expr), span: expr.span });
  }

  /** `this.x`, as its class assigns it. */
  #ownField(expr: Extract<Expr, { is: 'member' }>): Value {
    if (expr.of.is !== 'name') return this.unknown(expr, 'field');
    const own = this.resolver.ownFields.assigned(expr.of, expr.key);
    const [first] = own;
    if (!first || own.length > MAX_OPTIONS) return this.unknown(expr, 'field');
    const options = own.map((one) => this.value(one.value));
    const [only] = options;
    return followed(options.length === 1 && only ? only : this.#oneOf(options, expr), {
      name: spell(expr),
      span: first.span,
    });
  }

  #call(expr: Extract<Expr, { is: 'call' }>): Value {
    const call = this.calls.call(expr);
    if (call) return resultOf(call, expr, this);
    if (expr.callee.is === 'name') {
      const binding = this.binding(expr.callee.name, expr.callee.scope, expr.callee.span.start);
      const value = binding?.values[0]?.value;
      if (value?.is === 'function') return this.#returned(value.index, expr);
    }
    const question = this.asked(expr.callee, 'result', 0);
    return question ? this.#elsewhere(question, expr, 'call') : this.unknown(expr, 'call');
  }

  /** The question about a function of another file; undefined for those of this one. */
  asked(callee: Expr, wants: Question['wants'], index: number): Question | undefined {
    if (callee.is === 'name') {
      const binding = this.binding(callee.name, callee.scope, callee.span.start);
      if (!binding) return this.unit.package === '' ? undefined : { module: '', name: callee.name, wants, index };
      const { imported } = binding;
      return imported && imported.name !== '*' ? { ...imported, wants, index } : undefined;
    }
    if (callee.is !== 'member' || callee.of.is !== 'name') return undefined;
    const imported = this.binding(callee.of.name, callee.of.scope, callee.of.span.start)?.imported;
    return imported?.name === '*' ? { module: imported.module, name: callee.key, wants, index } : undefined;
  }

  /** A top-level value of this unit, for whoever uses it elsewhere. */
  valueOf(name: string): Value | undefined {
    const binding = this.exported(name);
    if (!binding) return this.#fieldOfWhole(name);
    // A whole module is not one value.
    if (binding.imported?.name === '*') return undefined;
    if (binding.imported) return this.outside.value({ ...binding.imported, wants: 'value', index: 0 });
    if (binding.kind === 'function' || binding.kind === 'type') return undefined;
    return this.#follow(binding, nameOf(binding));
  }

  /** `module.exports = settings`: the fields of the whole are what others take from the module. */
  #fieldOfWhole(name: string): Value | undefined {
    const whole = name === 'default' ? undefined : this.valueOf('default');
    return whole?.is === 'fields' ? whole.fields.find((field) => field.key === name)?.value : undefined;
  }

  /** One result of a top-level function of this unit. */
  result(name: string, result: number): Value | undefined {
    const binding = this.exported(name);
    if (binding?.imported) return this.outside.value({ ...binding.imported, wants: 'result', index: result });
    const value = binding?.values[0]?.value;
    const fn = value?.is === 'function' ? this.unit.functions[value.index] : undefined;
    const returns = fn?.returns ?? [];
    if (returns.length === 0 || returns.length > MAX_OPTIONS) return undefined;
    const options = returns.map(({ value: one }) =>
      one.is === 'list' ? one.items[result] : result === 0 ? one : undefined,
    );
    if (options.some((one) => one === undefined)) return undefined;
    const values = distinct(options.flatMap((one) => (one ? this.value(one) : [])));
    const [only] = values;
    const [first] = options;
    return values.length === 1 ? only : first && this.#oneOf(values, first);
  }

  /** The binding of a top-level name. */
  exported(name: string): Binding | undefined {
    return this.unit.bindings[this.unit.exports.find((one) => one.name === name)?.binding ?? -1];
  }

  /** What a function of the same file returns. */
  #returned(index: number, expr: Expr): Value {
    const fn = this.unit.functions[index];
    const returns = fn?.returns ?? [];
    if (returns.length === 0 || returns.length > MAX_OPTIONS) return this.unknown(expr, 'call');
    const options = returns.map((one) => this.value(one.value));
    const [only] = options;
    const value = options.length === 1 && only ? only : this.#oneOf(options, expr);
    return followed(value, { name: spell(expr), span: expr.span });
  }
}

/** Puts a name in front of those that led to a value. */
function followed(value: Value, name: Named): Value {
  return value.is === 'absent' ? value : { ...value, via: [name, ...value.via] };
}

function nameOf({ name, scope, span }: Binding): Expr {
  return { is: 'name', name, scope, span };
}
