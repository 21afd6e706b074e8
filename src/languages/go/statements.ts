import type { UnitBuilder } from '../builder.ts';
import type { Expr } from '../language.ts';
import { Expressions, named } from './expressions.ts';
import { reachOf } from './modules.ts';
import type { Node } from './node.ts';

const MAX_DEPTH = 150;

/** Calls after which a block does not go on. */
const exits = /^(?:panic|os\.Exit|log\.(?:Fatal|Panic)\w*|\w*[tb]\.(?:Fatal|Skip)\w*|klog\.(?:Fatal|Exit)\w*)\(/;

/** Lowers Go declarations and statements. */
export class Statements {
  readonly #builder: UnitBuilder;
  readonly #expressions: Expressions;
  #depth = 0;

  constructor(builder: UnitBuilder) {
    this.#builder = builder;
    this.#expressions = new Expressions(builder, (node, name) => this.function(node, name));
  }

  /** A function, method or function literal; returns its index. */
  function(node: Node, name: string): number {
    const results = this.#results(node.field('result'));
    const span = this.#builder.span(node.startIndex, node.endIndex);
    return this.#builder.inFunction(name, span, results, (index) => {
      this.#parameters(node.field('receiver'), index, -1);
      this.#parameters(node.field('parameters'), index, 0);
      this.#namedResults(node.field('result'));
      const body = node.field('body');
      if (body) this.#children(body);
    });
  }

  #results(node: Node | null): Expr[] {
    if (!node) return [];
    const types = node.type === 'parameter_list' ? named(node).map((one) => one.field('type')) : [node];
    return types.flatMap((type) => this.#expressions.type(type) ?? []);
  }

  #namedResults(node: Node | null): void {
    if (node?.type !== 'parameter_list') return;
    for (const one of named(node)) {
      for (const name of one.fields('name')) {
        this.#declare(name, undefined, one.field('type'));
      }
    }
  }

  #parameters(node: Node | null, fn: number, first: number): void {
    let index = first;
    for (const parameter of named(node)) {
      const type = this.#expressions.type(parameter.field('type'));
      for (const name of parameter.fields('name')) {
        const span = this.#builder.span(name.startIndex, name.endIndex);
        const declared = { name: name.text, kind: 'parameter', span, visibleFrom: 0, type } as const;
        this.#builder.declare({ ...declared, parameter: { function: fn, index: index++ } });
      }
    }
  }

  /** Any top-level declaration or statement. */
  read(node: Node): void {
    if (this.#depth >= MAX_DEPTH) {
      this.#builder.giveUp('a statement is nested too deeply', this.#builder.span(node.startIndex, node.endIndex));
      return;
    }
    this.#depth++;
    this.#read(node);
    this.#depth--;
  }

  #children(node: Node): void {
    for (const child of named(node)) this.read(child);
  }

  #read(node: Node): void {
    switch (node.type) {
      case 'block':
        this.#builder.inScope(() => this.#children(node));
        return;
      case 'const_declaration':
      case 'var_declaration':
      case 'type_declaration':
        this.#children(node);
        return;
      case 'var_spec_list':
      case 'statement_list':
        this.#children(node);
        return;
      case 'const_spec':
      case 'var_spec':
        this.#spec(node);
        return;
      case 'type_spec':
        this.#typeSpec(node);
        return;
      case 'short_var_declaration':
        this.#assignment(node, true);
        return;
      case 'assignment_statement':
        this.#assignment(node, false);
        return;
      case 'if_statement':
        this.#ifStatement(node);
        return;
      case 'for_statement':
        this.#builder.inScope(() => this.#for(node));
        return;
      case 'expression_switch_statement':
        this.#builder.inScope(() => this.#switch(node));
        return;
      case 'type_switch_statement':
        this.#builder.inScope(() => this.#typeSwitch(node));
        return;
      case 'return_statement':
        this.#return(node);
        return;
      default:
        this.#other(node);
        return;
    }
  }

  /** Statements without a meaning of their own: whatever is inside is read. */
  #other(node: Node): void {
    for (const child of named(node)) {
      if (isStatement(child)) this.#builder.inScope(() => this.read(child));
      else this.#builder.expression(this.#expressions.lower(child), { is: 'other' });
    }
  }

  #declare(name: Node, value: Expr | undefined, type: Node | null): number {
    return this.#builder.declare({
      name: name.text,
      kind: 'variable',
      span: this.#builder.span(name.startIndex, name.endIndex),
      visibleFrom: this.#builder.function < 0 ? 0 : name.endIndex,
      ...(value && { value }),
      type: this.#expressions.type(type),
    });
  }

  #spec(node: Node): void {
    const names = node.fields('name').filter((name) => name.type === 'identifier');
    const values = this.#expressions.list(node.field('value'));
    const targets = names.map((name) => name.text);
    names.forEach((name, index) => {
      const binding = this.#declare(name, pick(values, names.length, index), node.field('type'));
      if (this.#builder.function < 0) {
        this.#builder.export(name.text, binding, reachOf(name.text, this.#builder.package));
      }
    });
    this.#expressionsOf(values, targets);
  }

  /** `a := x` is a value of a; `a, b := f()` are the results of f. */
  #expressionsOf(values: readonly Expr[], names: readonly string[]): void {
    values.forEach((value, index) => {
      const own = values.length === 1 ? names : names.slice(index, index + 1);
      this.#builder.expression(value, { is: 'assigned', names: own });
    });
  }

  #typeSpec(node: Node): void {
    const name = node.field('name');
    if (!name) return;
    const span = this.#builder.span(node.startIndex, node.endIndex);
    const list = named(node.field('type')).find((child) => child.type === 'field_declaration_list');
    const fields = named(list ?? null).flatMap((field) => this.#structField(field));
    const value: Expr = { is: 'record', type: undefined, fields, complete: true, span };
    this.#builder.declare({ name: name.text, kind: 'type', span, visibleFrom: 0, value });
  }

  #structField(node: Node) {
    const [first] = node.fields('name');
    const tag = node.field('tag');
    if (first && tag)
      this.#builder.attached(this.#expressions.lower(tag), {
        is: 'field',
        key: first.text,
        type: undefined,
        outer: { is: 'other' },
      });
    const type = this.#expressions.type(node.field('type'));
    if (!type) return [];
    return node.fields('name').map((name) => ({ key: name.text, value: type, span: type.span }));
  }

  #assignment(node: Node, short: boolean): void {
    const left = named(node.field('left'));
    const values = this.#expressions.list(node.field('right'));
    const operator = node.operator;
    const targets = left.map((target) => target.text);
    left.forEach((target, index) => {
      const value = pick(values, left.length, index);
      if (!value || target.text === '_') return;
      this.#assign(target, operator === '+=' ? this.#added(target, value, node) : value, short);
    });
    if (operator === '+=' && left[0] && values[0]) {
      this.#builder.expression(this.#added(left[0], values[0], node), { is: 'assigned', names: targets });
    } else this.#expressionsOf(values, targets);
  }

  #added(target: Node, value: Expr, node: Node): Expr {
    const span = this.#builder.span(node.startIndex, node.endIndex);
    return { is: 'concat', parts: [this.#expressions.lower(target), value], span };
  }

  #assign(target: Node, value: Expr, short: boolean): void {
    const span = this.#builder.span(target.startIndex, target.endIndex);
    if (target.type === 'identifier') {
      if (short && !this.#builder.declaredHere(target.text)) this.#declareAt(target, value);
      else this.#builder.assign(target.text, value, span);
      return;
    }
    const expr = this.#expressions.lower(target);
    if (expr.is === 'member') this.#builder.assignField(expr.of, expr.key, value, span);
  }

  #declareAt(name: Node, value: Expr): void {
    this.#builder.declare({
      name: name.text,
      kind: 'variable',
      span: this.#builder.span(name.startIndex, name.endIndex),
      // The name is not visible in its own initial value.
      visibleFrom: value.span.end,
      value,
    });
  }

  #ifStatement(node: Node): void {
    let test: Expr | undefined;
    this.#builder.inScope(() => {
      test = this.#if(node);
    });
    if (test) this.#afterIf(node, test);
  }

  #if(node: Node): Expr | undefined {
    const initializer = node.field('initializer');
    if (initializer) this.read(initializer);
    const condition = node.field('condition');
    if (!condition) return undefined;
    const test = this.#expressions.lower(condition);
    this.#builder.expression(test, { is: 'test' });
    const consequence = node.field('consequence');
    const alternative = node.field('alternative');
    if (consequence) this.#builder.guarded(test, true, () => this.read(consequence));
    if (alternative) this.#builder.guarded(test, false, () => this.read(alternative));
    return test;
  }

  /** What follows an `if` whose arm always leaves knows how the test came out. */
  #afterIf(node: Node, test: Expr): void {
    const consequence = node.field('consequence');
    const alternative = node.field('alternative');
    if (leaves(consequence)) this.#builder.guardRest(test, false);
    else if (leaves(alternative)) this.#builder.guardRest(test, true);
  }

  #for(node: Node): void {
    for (const child of named(node)) {
      if (child.type === 'range_clause') this.#range(child);
      else if (child.type === 'for_clause') this.#forClause(child);
      else if (child.type === 'block') this.read(child);
      else this.#condition(child);
    }
  }

  #forClause(node: Node): void {
    for (const child of named(node)) {
      if (isStatement(child)) this.read(child);
      else this.#condition(child);
    }
  }

  #condition(node: Node): void {
    const test = this.#expressions.lower(node);
    this.#builder.expression(test, { is: 'test' });
    this.#builder.guardRest(test, true);
  }

  #range(node: Node): void {
    const right = node.field('right');
    if (!right) return;
    const over = this.#expressions.lower(right);
    this.#builder.expression(over, { is: 'other' });
    named(node.field('left')).forEach((target, index) => {
      if (target.type !== 'identifier' || target.text === '_') return;
      this.#declareAt(target, { is: 'other', what: index === 0 ? 'index' : 'element', parts: [over], span: over.span });
    });
  }

  #switch(node: Node): void {
    const initializer = node.field('initializer');
    if (initializer) this.read(initializer);
    const tag = node.field('value');
    const subject = tag ? this.#expressions.lower(tag) : undefined;
    if (subject) this.#builder.expression(subject, { is: 'test' });
    const earlier: Expr[] = [];
    for (const clause of named(node)) {
      if (clause.type !== 'expression_case' && clause.type !== 'default_case') continue;
      const test = clause.type === 'expression_case' ? this.#caseTest(clause, subject) : undefined;
      this.#builder.inScope(() => {
        for (const before of earlier) this.#builder.guardRest(before, false);
        if (test) this.#builder.guardRest(test, true);
        this.#clauseBody(clause);
      });
      if (test) earlier.push(test);
    }
  }

  #caseTest(clause: Node, subject: Expr | undefined): Expr | undefined {
    const values = this.#expressions.list(clause.field('value'));
    const span = this.#builder.span(clause.startIndex, clause.endIndex);
    const tests = values.map(
      (value): Expr => (subject ? { is: 'test', op: '==', operands: [subject, value], span: value.span } : value),
    );
    for (const test of tests) this.#builder.expression(test, { is: 'test' });
    return tests.length > 1 ? { is: 'test', op: '||', operands: tests, span } : tests[0];
  }

  #clauseBody(clause: Node): void {
    const value = clause.field('value')?.id;
    const types = new Set(clause.fields('type').map((type) => type.id));
    for (const child of named(clause)) {
      if (child.id === value || types.has(child.id)) continue;
      if (isStatement(child)) this.read(child);
      else this.#builder.expression(this.#expressions.lower(child), { is: 'other' });
    }
  }

  #typeSwitch(node: Node): void {
    const value = node.field('value');
    if (!value) return;
    const subject = this.#expressions.lower(value);
    this.#builder.expression(subject, { is: 'other' });
    const alias = named(node.field('alias'))[0];
    for (const clause of named(node)) {
      if (clause.type !== 'type_case' && clause.type !== 'default_case') continue;
      this.#builder.inScope(() => {
        if (alias) this.#declareAt(alias, subject);
        this.#clauseBody(clause);
      });
    }
  }

  #return(node: Node): void {
    const list = named(node)[0];
    if (!list) return;
    const values = this.#expressions.list(list);
    const span = this.#builder.span(list.startIndex, list.endIndex);
    for (const value of values) this.#builder.expression(value, { is: 'returned', function: this.#builder.function });
    const only = values.length === 1 ? values[0] : undefined;
    this.#builder.returns(only ?? { is: 'list', items: values, span });
  }
}

/** The value of target `index`: its own, or a result of the one call that gives them all. */
function pick(values: readonly Expr[], targets: number, index: number): Expr | undefined {
  const [first] = values;
  if (!first) return undefined;
  if (values.length === targets) return values[index];
  return { is: 'member', of: first, key: String(index), span: first.span };
}

function isStatement(node: Node): boolean {
  return (
    node.type === 'block' ||
    node.type === 'statement_list' ||
    node.type.endsWith('_statement') ||
    node.type.endsWith('_declaration') ||
    node.type.endsWith('_case')
  );
}

/** Whether control never comes out at the end of a block. */
function leaves(node: Node | null): boolean {
  if (!node) return false;
  if (node.type === 'if_statement') {
    return leaves(node.field('consequence')) && leaves(node.field('alternative'));
  }
  const body = named(node);
  const last = body.length === 1 && body[0]?.type === 'statement_list' ? named(body[0]).at(-1) : body.at(-1);
  if (!last) return false;
  if (/^(?:return|continue|break|goto)_statement$/.test(last.type)) return true;
  if (last.type === 'if_statement') return leaves(last);
  return last.type === 'expression_statement' && exits.test(last.text);
}
