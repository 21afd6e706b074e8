import type { Span } from '../../../model/span.ts';
import type { Declaration, UnitBuilder } from '../../builder.ts';
import type { Expr } from '../../language.ts';
import type { Range, Syntax } from '../syntax.ts';

// Every level costs a few frames here, in the builder and in the evaluator.
const deepest = 300;

/** What is carried along while one file is lowered. */
export class Lowering<N extends object> {
  readonly builder: UnitBuilder;
  readonly syntax: Syntax<N>;
  /** What other files may use, and the value behind it; bindings are found when all of them are known. */
  readonly exported = new Map<string, Expr>();
  /** Scope that a `var` belongs to. */
  variableScope = 0;
  readonly #top = new Map<string, number>();
  #depth = 0;
  #tooDeep = false;

  constructor(builder: UnitBuilder, syntax: Syntax<N>) {
    this.builder = builder;
    this.syntax = syntax;
  }

  span({ start, end }: Range): Span {
    return this.builder.span(start, end);
  }

  spanOf(node: N): Span {
    return this.span(this.syntax.range(node));
  }

  /** Reads one level down; beyond a bound `read` is left out and undefined comes back. */
  deeper<T>(span: Span, read: () => T): T | undefined {
    if (this.#depth >= deepest) {
      if (!this.#tooDeep) this.builder.giveUp('nested too deeply', span);
      this.#tooDeep = true;
      return undefined;
    }
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  declare(declaration: Declaration): number {
    const index = this.builder.declare(declaration);
    if ((declaration.scope ?? this.builder.scope) === 0) this.#top.set(declaration.name, index);
    return index;
  }

  /** Names the bindings behind the exports; a value without a name gets one that no source can spell. */
  finish(): void {
    for (const [name, value] of this.exported) {
      const known = value.is === 'name' && value.scope === 0 ? this.#top.get(value.name) : undefined;
      const unnamed = name === 'default' ? name : `exports.${name}`;
      const { span } = value;
      this.builder.export(
        name,
        known ?? this.builder.declare({ name: unnamed, kind: 'variable', span, visibleFrom: 0, value }),
      );
    }
  }
}
