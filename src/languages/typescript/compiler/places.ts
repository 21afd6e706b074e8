import type { Range } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';

const blank = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

/** Where a node stands in its source; the compiler's own `pos` includes the comments before it. */
export class Places {
  readonly source: ts.SourceFile;

  constructor(source: ts.SourceFile) {
    this.source = source;
  }

  range(node: ts.Node): Range {
    // `{ a: b = 1 }`: what takes the value begins behind the key.
    const first = ts.isBindingElement(node) ? node.name : node;
    return { start: ts.getTokenPosOfNode(first, this.source), end: node.end };
  }

  /** A declaration without the `export default` in front of it. */
  declared(node: ts.Node & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> | undefined }): Range {
    const outer = node.modifiers?.findLast(({ kind }) => exporting.has(kind));
    return outer ? { start: this.#after(outer.end), end: node.end } : this.range(node);
  }

  #after(offset: number): number {
    blank.lastIndex = offset;
    return offset + (blank.exec(this.source.text)?.[0].length ?? 0);
  }
}

const exporting: ReadonlySet<ts.SyntaxKind> = new Set([ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword]);
