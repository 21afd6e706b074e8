import { concat, type UnitBuilder } from '../builder.ts';
import type { Expr, Field, TestOperator } from '../language.ts';
import { unquote } from './literals.ts';
import type { Node } from './node.ts';

const MAX_DEPTH = 200;

/** Conversions between basic types, which change nothing that matters here. */
const conversions = new Set(
  'string int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr float64 any byte rune'.split(' '),
);

const tests: Readonly<Record<string, TestOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '&&': '&&',
  '||': '||',
};

/** Reads the body of a function literal; statements are another module's. */
export type ReadFunction = (node: Node, name: string) => number;

/** Lowers Go expressions. */
export class Expressions {
  readonly #builder: UnitBuilder;
  readonly #readFunction: ReadFunction;
  #depth = 0;
  #tooDeep = false;

  constructor(builder: UnitBuilder, readFunction: ReadFunction) {
    this.#builder = builder;
    this.#readFunction = readFunction;
  }

  lower(node: Node): Expr {
    if (this.#depth >= MAX_DEPTH) return this.#deep(node);
    this.#depth++;
    const expr = this.#lower(node);
    this.#depth--;
    return expr;
  }

  /** A list of expressions, comments left out. */
  list(node: Node | null): Expr[] {
    if (!node) return [];
    if (node.type !== 'expression_list') return [this.lower(node)];
    return named(node).map((child) => this.lower(child));
  }

  /** A type as far as it can be looked up: `Dialer`, `net.Dialer`; pointers are dropped. */
  type(node: Node | null): Expr | undefined {
    if (!node) return undefined;
    const span = this.#span(node);
    switch (node.type) {
      case 'type_identifier':
        return { is: 'name', name: node.text, scope: this.#builder.scope, span };
      case 'qualified_type':
        return this.#qualified(node);
      case 'pointer_type':
      case 'parenthesized_type':
      case 'generic_type':
        return this.type(named(node)[0] ?? null);
      default:
        return undefined;
    }
  }

  #qualified(node: Node): Expr {
    const of = node.field('package');
    const name = node.field('name');
    const span = this.#span(node);
    const module: Expr = { is: 'name', name: of?.text ?? '', scope: this.#builder.scope, span };
    return { is: 'member', of: module, key: name?.text ?? '', span };
  }

  #span(node: Node) {
    return this.#builder.span(node.startIndex, node.endIndex);
  }

  #deep(node: Node): Expr {
    const span = this.#span(node);
    if (!this.#tooDeep) this.#builder.giveUp('an expression is nested too deeply', span);
    this.#tooDeep = true;
    return { is: 'other', what: 'deep', parts: [], span };
  }

  #lower(node: Node): Expr {
    const span = this.#span(node);
    switch (node.type) {
      case 'identifier':
      case 'field_identifier':
      case 'package_identifier':
      case 'type_identifier':
        return { is: 'name', name: node.text, scope: this.#builder.scope, span };
      case 'interpreted_string_literal':
      case 'raw_string_literal':
        return { is: 'literal', type: 'string', text: unquote(node.text), span };
      case 'rune_literal':
        return { is: 'literal', type: 'string', text: unquote(node.text), span };
      case 'int_literal':
      case 'float_literal':
        return { is: 'literal', type: 'number', text: node.text.replaceAll('_', ''), span };
      case 'true':
      case 'false':
        return { is: 'literal', type: 'boolean', text: node.type, span };
      case 'nil':
        return { is: 'literal', type: 'null', text: 'nil', span };
      case 'parenthesized_expression':
        return this.#inner(node);
      case 'selector_expression':
        return this.#selector(node);
      case 'call_expression':
        return this.#call(node);
      case 'binary_expression':
        return this.#binary(node);
      case 'unary_expression':
        return this.#unary(node);
      case 'index_expression':
        return this.#index(node);
      case 'slice_expression':
        return this.#slice(node);
      case 'composite_literal':
        return this.#composite(node.field('type'), node.field('body'), node);
      case 'literal_value':
        return this.#composite(null, node, node);
      case 'literal_element':
        return this.#inner(node);
      case 'type_assertion_expression':
        return this.#operand(node, 'operand');
      case 'type_conversion_expression':
        return this.#operand(node, 'operand');
      case 'func_literal':
        return { is: 'function', index: this.#readFunction(node, ''), span };
      default:
        return { is: 'other', what: node.type, parts: this.#parts(node), span };
    }
  }

  #parts(node: Node): Expr[] {
    return named(node)
      .filter((child) => !child.type.endsWith('_type'))
      .map((child) => this.lower(child));
  }

  #inner(node: Node): Expr {
    const child = named(node)[0];
    return child ? this.lower(child) : { is: 'other', what: node.type, parts: [], span: this.#span(node) };
  }

  #operand(node: Node, field: string): Expr {
    const child = node.field(field);
    return child ? this.lower(child) : { is: 'other', what: node.type, parts: [], span: this.#span(node) };
  }

  #selector(node: Node): Expr {
    const of = this.#operand(node, 'operand');
    return { is: 'member', of, key: node.field('field')?.text ?? '', span: this.#span(node) };
  }

  #call(node: Node): Expr {
    const span = this.#span(node);
    const callee = node.field('function');
    const args = named(node.field('arguments'));
    if (callee?.type === 'identifier' && conversions.has(callee.text) && args[0]) return this.lower(args[0]);
    // `new(T)` and `make(T)` take a type, which is no value.
    const values = args.filter((arg) => !arg.type.endsWith('_type')).map((arg) => this.lower(arg));
    if (!callee) return { is: 'other', what: 'call', parts: values, span };
    return { is: 'call', callee: this.lower(callee), args: values, made: false, span };
  }

  #binary(node: Node): Expr {
    const operator = node.operator;
    const span = this.#span(node);
    if (operator === '+') return this.#plus(node);
    const operands = [this.#operand(node, 'left'), this.#operand(node, 'right')];
    const op = tests[operator];
    return op ? { is: 'test', op, operands, span } : { is: 'other', what: operator, parts: operands, span };
  }

  /** Long chains lean to the left; they are read in a loop, so that thousands of parts need no stack. */
  #plus(node: Node): Expr {
    const parts: Expr[] = [];
    let left: Node | null = node;
    while (left?.type === 'binary_expression' && left.operator === '+') {
      const right = left.field('right');
      if (right) parts.unshift(this.lower(right));
      left = left.field('left');
    }
    if (left) parts.unshift(this.lower(left));
    const span = this.#span(node);
    const numeric = parts.some((part) => part.is === 'literal' && part.type === 'number');
    return numeric ? { is: 'other', what: '+', parts, span } : concat(parts, span);
  }

  #unary(node: Node): Expr {
    const operator = node.operator;
    const operand = this.#operand(node, 'operand');
    const span = this.#span(node);
    if (operator === '!') return { is: 'test', op: '!', operands: [operand], span };
    if (operator === '-' && operand.is === 'literal') return { ...operand, text: `-${operand.text}`, span };
    return operator === '&' || operator === '*' || operator === '<-'
      ? { ...operand, span }
      : { is: 'other', what: operator, parts: [operand], span };
  }

  #index(node: Node): Expr {
    const of = this.#operand(node, 'operand');
    const index = this.#operand(node, 'index');
    const span = this.#span(node);
    if (index.is === 'literal') return { is: 'member', of, key: index.text, span };
    return { is: 'other', what: 'key', parts: [of, index], span };
  }

  #slice(node: Node): Expr {
    const from = node.field('start');
    const to = node.field('end');
    return {
      is: 'slice',
      of: this.#operand(node, 'operand'),
      from: from ? this.lower(from) : undefined,
      to: to ? this.lower(to) : undefined,
      span: this.#span(node),
    };
  }

  #composite(type: Node | null, body: Node | null, node: Node): Expr {
    const span = this.#span(node);
    const elements = named(body);
    if (elements.some((element) => element.type === 'keyed_element') || this.type(type)) {
      const fields = elements.flatMap((element, index) => this.#field(element, index));
      return { is: 'record', type: this.type(type), fields, complete: true, span };
    }
    return { is: 'list', items: elements.map((element) => this.lower(element)), span };
  }

  #field(node: Node, index: number): Field[] {
    if (node.type !== 'keyed_element') {
      return [{ key: String(index), value: this.lower(node), span: this.#span(node) }];
    }
    const [key, value] = named(node);
    if (!key || !value) return [];
    const name = this.lower(key);
    const text = name.is === 'name' ? name.name : name.is === 'literal' ? name.text : key.text;
    return [{ key: text, value: this.lower(value), span: this.#span(node) }];
  }
}

/** Named children without comments. */
export function named(node: Node | null): readonly Node[] {
  return node?.named ?? [];
}
