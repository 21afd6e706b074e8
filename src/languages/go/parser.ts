import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, type Node, Parser, type Tree } from 'web-tree-sitter';

/** Milliseconds after which a parse is abandoned. */
const DEADLINE = 5000;

/** The grammar lies beside the published code; from source it comes from the development dependency. */
function grammarPath(): string {
  const beside = fileURLToPath(new URL('./tree-sitter-go.wasm', import.meta.url));
  if (existsSync(beside)) return beside;
  return createRequire(import.meta.url).resolve('tree-sitter-go/tree-sitter-go.wasm');
}

/** Parses Go; undefined when the deadline passed. The caller frees the tree. */
export type Parse = (text: string) => Tree | undefined;

export async function loadParser(): Promise<Parse> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammarPath()));
  return (text) => {
    const end = performance.now() + DEADLINE;
    const tree = parser.parse(renameNew(text), null, { progressCallback: () => performance.now() > end });
    if (!tree) parser.reset();
    return tree ?? undefined;
  };
}

/** The grammar knows `new(T)` for types only; Go 1.26 allows expressions. Any other name of three letters parses. */
function renameNew(text: string): string {
  return text.includes('new(')
    ? text.replace(/\bnew\((?![A-Za-z_][\w.]*\)|\[|\*|struct\b|map\b|chan\b|func\b)/g, 'nEw(')
    : text;
}

export type { Node, Tree };
