import type { Binding, Expr, FieldAssignment, Unit, Use } from '../languages/language.ts';
import { absent, type Fields, type Named, type Unknown, type Value } from '../model/value.ts';
import { type Call, Calls } from './calls.ts';
import { format } from './format.ts';
import { type Knowledge, Resolver } from './resolver.ts';
import { spell } from './spell.ts';
import { isOff } from './switches.ts';
import { type Uses, usesOf } from './uses.ts';

const MAX_DEPTH = 24;
const MAX_OPTIONS = 6;
/** Expressions that one question may lead through: names that are assigned from each other would have no end. */
const MAX_STEPS = 400;

/** Turns expressions of one unit into values: follows names, folds constants, asks the catalog what calls give. */
export class Evaluator {
  readonly unit: Unit;
  readonly resolver: Resolver;
  readonly calls: Calls;
  readonly #byScope: ReadonlyMap<number, ReadonlyMap<string, number>>;
  readonly #open = new Set<Binding>();
  readonly #assigned = new Map<string, FieldAssignment[]>();
  #uses: Uses | undefined;
  readonly #memo = new Map<Expr, Value>();
  #depth = 0;
  #steps = 0;
  #cut = false;

  constructor(unit: Unit, knowledge: Knowledge) {
    this.unit = unit;
    this.#byScope = indexBindings(unit);
    for (const one of unit.assignments) {
      if (one.target.is !== 'name') continue;
      const own = this.#assigned.get(one.target.name);
      if (own) own.push(one);
      else this.#assigned.set(one.target.name, [one]);
    }
    this.resolver = new Resolver(unit, (name, scope, at) => this.binding(name, scope, at), knowledge);
    this.calls = new Calls(this, this.resolver);
  }

  /** The binding that a name means at its place. */
  binding(name: string, from: number, at: number): Binding | undefined {
    for (let scope = from; scope >= 0; scope = this.unit.scopes[scope]?.parent ?? -1) {
      const binding = this.unit.bindings[this.#byScope.get(scope)?.get(name) ?? -1];
      if (binding && binding.visibleFrom <= at) return binding;
    }
    return undefined;
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
    const value = this.#value(expr);
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
        return this.#joined(
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

  #joined(parts: readonly Value[], expr: Expr): Value {
    if (parts.every((part) => part.is === 'text')) {
      const text = parts.map((part) => (part.is === 'text' ? part.text : '')).join('');
      return { is: 'text', type: 'string', text, span: expr.span, via: [] };
    }
    const [only] = parts;
    if (parts.length === 1 && only) return only;
    return { is: 'joined', parts, span: expr.span, via: [] };
  }

  /** `input || default`: the default is the input's fallback; otherwise one of several. */
  #either(expr: Extract<Expr, { is: 'either' }>): Value {
    const options = expr.options.map((option) => this.value(option));
    const [first, ...rest] = options;
    const last = rest.at(-1);
    if (!expr.test && first?.is === 'input' && first.fallback.is === 'absent' && last)
      return { ...first, fallback: last };
    return { is: 'either', options, span: expr.span, via: [] };
  }

  #fields(expr: Extract<Expr, { is: 'record' }>): Fields {
    const fields = expr.fields.map((field) => ({ key: field.key, value: this.value(field.value) }));
    return { is: 'fields', fields, complete: expr.complete, span: expr.span, via: [] };
  }

  #name(expr: Extract<Expr, { is: 'name' }>): Value {
    const binding = this.binding(expr.name, expr.scope, expr.span.start);
    if (!binding) return this.unknown(expr, 'local');
    if (binding.imported) {
      const { module, name } = binding.imported;
      return { is: 'reference', module, name, span: expr.span, via: [] };
    }
    if (isOff('follow:bindings')) return this.unknown(expr, 'local');
    const value = this.#follow(binding, expr);
    return followed(value, { name: expr.name, span: binding.span });
  }

  #follow(binding: Binding, expr: Expr): Value {
    if (this.#open.has(binding)) {
      this.#cut = true;
      return this.unknown(expr, 'local');
    }
    this.#open.add(binding);
    const options = binding.values.slice(0, MAX_OPTIONS).map((assigned) => this.value(assigned.value));
    this.#open.delete(binding);
    if (binding.parameter) options.unshift(this.unknown(expr, 'parameter'));
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

  /** The zero value of a variable that is assigned later says nothing. */
  #oneOf(options: readonly Value[], expr: Expr): Value {
    return { is: 'either', options, span: expr.span, via: [] };
  }

  /** Options that are built in steps: `opts.host = …`. */
  #withAssignedFields(value: Value, binding: Binding, expr: Expr): Value {
    const own = (this.#assigned.get(binding.name) ?? []).filter(
      ({ target, span }) => target.is === 'name' && this.binding(target.name, target.scope, span.start) === binding,
    );
    if (own.length === 0) return value;
    const base: Fields =
      value.is === 'fields'
        ? value
        : {
            is: 'fields',
            fields: [],
            complete: binding.values.length === 0 && !binding.parameter,
            span: expr.span,
            via: [],
          };
    if (value.is !== 'fields' && value.is !== 'unknown') return value;
    if (value.is === 'unknown' && !base.complete && binding.parameter) return value;
    const fields = [...base.fields];
    for (const one of own) {
      const added = this.value(one.value);
      const at = fields.findIndex((field) => field.key === one.key);
      const before = fields[at];
      const merged: Value =
        before && one.guard >= 0 ? { is: 'either', options: [before.value, added], span: one.span, via: [] } : added;
      if (before) fields[at] = { key: one.key, value: merged };
      else
        fields.push({
          key: one.key,
          value: one.guard >= 0 ? { is: 'either', options: [absent, added], span: one.span, via: [] } : added,
        });
    }
    return { ...base, fields };
  }

  #member(expr: Extract<Expr, { is: 'member' }>): Value {
    const known = this.calls.valueOf(expr);
    if (known) return known;
    const of = this.value(expr.of);
    if (of.is === 'fields') {
      const field = of.fields.find((one) => one.key === expr.key);
      if (field) return followed(field.value, { name: spell(expr), span: expr.span });
    }
    if (of.is === 'list' && /^\d+$/.test(expr.key)) {
      const item = of.items[Number(expr.key)];
      if (item) return item;
    }
    if (/^\d+$/.test(expr.key)) return this.#part(expr, expr.of);
    if (expr.of.is === 'name' && expr.of.name === 'this') return this.#ownField(expr);
    return this.unknown(expr, 'field');
  }

  /** `this.x`, where one place in the file assigns it. */
  #ownField(expr: Extract<Expr, { is: 'member' }>): Value {
    const own = (this.#assigned.get('this') ?? []).filter((one) => one.key === expr.key);
    const [only] = own;
    if (own.length !== 1 || !only) return this.unknown(expr, 'field');
    return followed(this.value(only.value), { name: spell(expr), span: only.span });
  }

  #call(expr: Extract<Expr, { is: 'call' }>): Value {
    const call = this.calls.call(expr);
    if (call) return this.#result(call, expr);
    if (expr.callee.is === 'name') {
      const binding = this.binding(expr.callee.name, expr.callee.scope, expr.callee.span.start);
      const value = binding?.values[0]?.value;
      if (value?.is === 'function') return this.#returned(value.index, expr);
    }
    return this.unknown(expr, 'call');
  }

  #result(call: Call, expr: Expr): Value {
    const { means } = call.entry;
    switch (means.is) {
      case 'same': {
        const value = call.role(means.value);
        return value.is === 'absent' ? this.unknown(expr, 'call') : value;
      }
      case 'format': {
        const text = call.role(means.format);
        if (text.is !== 'text') return this.unknown(expr, 'call');
        return this.#joined(format(text, call.rest(means.values)), expr);
      }
      case 'glue':
        return this.#glued(call, means, expr);
      case 'env':
        return this.#input('env', call.role(means.name), means.fallback ? call.role(means.fallback) : absent, expr);
      case 'flag':
        return this.#input('flag', call.role(means.name), call.role(means.default), expr);
      case 'join': {
        const text = (written: string): Value => ({
          is: 'text',
          type: 'string',
          text: written,
          span: expr.span,
          via: [],
        });
        return this.#joined([text('['), call.role(means.host), text(']:'), call.role(means.port)], expr);
      }
      case 'split': {
        const input = call.role(means.input);
        const via = input.is === 'absent' ? [] : input.via;
        const spelled = input.is === 'unknown' || input.is === 'typed' ? input.spelled : spell(expr);
        return { is: 'unknown', spelled, from: 'call', span: expr.span, via };
      }
      default:
        return this.calls.returned(call, 0, expr) ?? this.unknown(expr, 'call');
    }
  }

  #input(from: 'env' | 'flag', name: Value, fallback: Value, expr: Expr): Value {
    return { is: 'input', from, name: name.is === 'text' ? name.text : '', fallback, span: expr.span, via: [] };
  }

  /** `strings.Join([]string{host, port}, ":")` is `host + ":" + port`. */
  #glued(call: Call, means: { readonly list: string; readonly separator: string }, expr: Expr): Value {
    const list = call.role(means.list);
    const separator = call.role(means.separator);
    if (list.is !== 'list' || separator.is !== 'text') return this.unknown(expr, 'call');
    return this.#joined(
      list.items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
      expr,
    );
  }

  /** What a function of the same file returns, its parameters unknown. */
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

function indexBindings(unit: Unit): ReadonlyMap<number, ReadonlyMap<string, number>> {
  const index = new Map<number, Map<string, number>>();
  unit.bindings.forEach((binding, at) => {
    const scope = index.get(binding.scope) ?? new Map<string, number>();
    scope.set(binding.name, at);
    index.set(binding.scope, scope);
  });
  return index;
}
