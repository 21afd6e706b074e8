import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Language, Parser, type Tree as SyntaxTree } from 'web-tree-sitter';
import { Node } from './node.ts';

/** Milliseconds after which a parse is abandoned. */
const DEADLINE = 5000;

/** The grammar lies beside the published code; from source it comes from the development dependency. */
function grammarPath(): string {
  const beside = fileURLToPath(new URL('./tree-sitter-go.wasm', import.meta.url));
  if (existsSync(beside)) return beside;
  return createRequire(import.meta.url).resolve('tree-sitter-go/tree-sitter-go.wasm');
}

/** A tree of Go; whoever asked for it frees it. */
export interface Tree {
  readonly root: Node;
  readonly firstError: Node | undefined;
  readonly hasError: boolean;
  readonly comments: () => readonly Node[];
  readonly free: () => void;
}

/** Parses Go; undefined when the deadline passed. */
export type Parse = (text: string) => Tree | undefined;

/** Loads the grammar; throws where its file is missing. */
export async function loadParser(): Promise<Parse> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammarPath()));
  return (text) => {
    const end = performance.now() + DEADLINE;
    const source = renameNew(text);
    const tree = parser.parse(source, null, { progressCallback: () => performance.now() > end });
    if (tree) return treeOf(tree, source);
    parser.reset();
    return undefined;
  };
}

function treeOf(tree: SyntaxTree, text: string): Tree {
  const { rootNode } = tree;
  const { hasError } = rootNode;
  const origin = { text, sound: !hasError };
  const ofType = (type: string): readonly Node[] =>
    rootNode.descendantsOfType(type).flatMap((inner) => (inner ? new Node(inner, origin) : []));
  return {
    root: new Node(rootNode, origin),
    hasError,
    firstError: hasError ? ofType('ERROR')[0] : undefined,
    comments: () => ofType('comment'),
    free: () => tree.delete(),
  };
}

/** The grammar knows `new(T)` for types only; Go 1.26 allows expressions. Any other name of three letters parses. */
function renameNew(text: string): string {
  return text.includes('new(')
    ? text.replace(/\bnew\((?![A-Za-z_][\w.]*\)|\[|\*|struct\b|map\b|chan\b|func\b)/g, 'nEw(')
    : text;
}
