import type { Node as Inner } from 'web-tree-sitter';

const identifiers = new Set([
  'identifier',
  'field_identifier',
  'package_identifier',
  'type_identifier',
  'blank_identifier',
]);

/** Nodes that end where their last child does. */
const open = new Set([
  'binary_expression',
  'call_expression',
  'expression_list',
  'expression_statement',
  'keyed_element',
  'literal_element',
  'selector_expression',
  'unary_expression',
  'short_var_declaration',
  'assignment_statement',
]);

/** Fields by position, for nodes that have exactly these children. */
const fields: Readonly<Record<string, readonly string[]>> = {
  assignment_statement: ['left', 'right'],
  binary_expression: ['left', 'right'],
  call_expression: ['function', 'arguments'],
  composite_literal: ['type', 'body'],
  index_expression: ['operand', 'index'],
  selector_expression: ['operand', 'field'],
  short_var_declaration: ['left', 'right'],
  unary_expression: ['operand'],
};

const identifier = /[\p{L}\p{Nd}_]+/uy;
const slash = 47;

/** What a tree was read from, and whether it is as the grammar says it has to be. */
export interface Origin {
  readonly text: string;
  readonly sound: boolean;
}

/**
 * A syntax node. To ask the parser means to cross into WebAssembly, which costs more than all else that is done with
 * a node: answers are kept, and what the text or the children tell is not asked.
 */
export class Node {
  readonly #inner: Inner;
  readonly #origin: Origin;
  #type: string | undefined;
  #end: number | undefined;
  #named: readonly Node[] | undefined;

  constructor(inner: Inner, origin: Origin) {
    this.#inner = inner;
    this.#origin = origin;
  }

  get id(): number {
    return this.#inner.id;
  }

  get type(): string {
    this.#type ??= this.#inner.type;
    return this.#type;
  }

  get startIndex(): number {
    return this.#inner.startIndex;
  }

  get endIndex(): number {
    this.#end ??= (this.#origin.sound ? this.#endAsSeen() : undefined) ?? this.#inner.endIndex;
    return this.#end;
  }

  get text(): string {
    return this.#origin.text.slice(this.startIndex, this.endIndex);
  }

  /** Named children without comments. */
  get named(): readonly Node[] {
    this.#named ??= this.#children(this.#inner.namedChildren);
    return this.#named;
  }

  field(name: string): Node | null {
    const layout = this.#origin.sound ? fields[this.type] : undefined;
    const at = layout?.indexOf(name) ?? -1;
    if (at >= 0 && layout?.length === this.named.length) return this.named[at] ?? null;
    const inner = this.#inner.childForFieldName(name);
    return inner && this.#known(inner);
  }

  fields(name: string): readonly Node[] {
    return this.#inner.childrenForFieldName(name).flatMap((inner) => (inner ? this.#known(inner) : []));
  }

  /** The operator between two operands, before one, or of an assignment. */
  get operator(): string {
    const { named } = this;
    const [first, second] = named;
    if (this.#origin.sound && first && named.length <= 2) {
      const [from, to] = second ? [first.endIndex, second.startIndex] : [this.startIndex, first.startIndex];
      const between = this.#origin.text.slice(from, to).trim();
      if (between !== '' && !/\/[/*]/.test(between)) return between;
    }
    return this.#inner.childForFieldName('operator')?.type ?? '';
  }

  #endAsSeen(): number | undefined {
    if (identifiers.has(this.type)) {
      identifier.lastIndex = this.startIndex;
      return identifier.test(this.#origin.text) ? identifier.lastIndex : undefined;
    }
    return open.has(this.type) ? this.named.at(-1)?.endIndex : undefined;
  }

  #children(inners: readonly (Inner | null)[]): readonly Node[] {
    const { text } = this.#origin;
    const nodes: Node[] = [];
    for (const inner of inners) {
      if (!inner) continue;
      // Only comments begin with a slash; the type is asked all the same, for the sake of errors.
      if (text.charCodeAt(inner.startIndex) === slash && inner.type === 'comment') continue;
      nodes.push(new Node(inner, this.#origin));
    }
    return nodes;
  }

  /** The child as it is kept, where it is a named one. */
  #known(inner: Inner): Node {
    return this.#named?.find((node) => node.id === inner.id) ?? new Node(inner, this.#origin);
  }
}
