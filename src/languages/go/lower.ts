import { UnitBuilder } from '../builder.ts';
import type { Frontend, Unit } from '../language.ts';
import { builtElsewhere } from './build-constraint.ts';
import { cut } from './cut.ts';
import { named } from './expressions.ts';
import { unquote } from './literals.ts';
import { reachOf } from './modules.ts';
import type { Node } from './node.ts';
import { loadParser, type Parse, type Tree } from './parser.ts';
import { Statements } from './statements.ts';

/** The front end with its grammar, which is loaded once. */
export async function load(): Promise<Frontend> {
  const parse = await loadParser();
  return { lower: (text, file, matters) => lower(parse, text, file, matters) };
}

function lower(parse: Parse, text: string, file: string, matters?: (text: string) => boolean): Unit {
  const builder = new UnitBuilder(file, 'go');
  const tree = parseParts(parse, text, matters);
  if (!tree) {
    builder.giveUp('parsing took too long', builder.span(0, 0));
    return builder.build();
  }
  builder.setElsewhere(builtElsewhere(text));
  if (text.includes('only6-ignore')) comments(builder, tree);
  const statements = new Statements(builder);
  const declarations = named(tree.root);
  // Package-level names come first: a function may use what is declared after it.
  for (const node of declarations) header(builder, node);
  for (const node of declarations) if (!isFunction(node)) topLevel(statements, node);
  for (const node of declarations) if (isFunction(node)) declareFunction(builder, statements, node);
  errors(builder, tree);
  tree.free();
  return builder.build();
}

/** Reads the functions that matter; the whole where that leaves errors. */
function parseParts(parse: Parse, text: string, matters?: (text: string) => boolean): Tree | undefined {
  const parts = matters ? cut(text, matters) : text;
  const tree = parse(parts);
  if (!tree?.hasError || parts === text) return tree;
  tree.free();
  return parse(text);
}

function isFunction(node: Node): boolean {
  return node.type === 'function_declaration' || node.type === 'method_declaration';
}

function header(builder: UnitBuilder, node: Node): void {
  if (node.type === 'package_clause') builder.setPackage(named(node)[0]?.text ?? '');
  if (node.type !== 'import_declaration') return;
  for (const child of named(node)) {
    const specs = child.type === 'import_spec_list' ? named(child) : [child];
    for (const spec of specs) if (spec.type === 'import_spec') importSpec(builder, spec);
  }
}

function importSpec(builder: UnitBuilder, spec: Node): void {
  const path = spec.field('path');
  if (!path) return;
  const module = unquote(path.text);
  const alias = spec.field('name');
  if (alias?.type === 'blank_identifier') return;
  const name = alias && alias.type !== 'dot' ? alias.text : packageName(module);
  const span = builder.span(spec.startIndex, spec.endIndex);
  builder.declare({ name, kind: 'import', span, visibleFrom: 0, imported: { module, name: '*' } });
}

/** The name that a package usually has: its last path element without major version, `go-` or `.vN`. */
function packageName(module: string): string {
  const parts = module.split('/');
  const last = parts.at(-1) ?? '';
  const base = /^v\d+$/.test(last) && parts.length > 1 ? (parts.at(-2) ?? last) : last;
  return base
    .replace(/\.v\d+$/, '')
    .replace(/^go[-_]|-go$/g, '')
    .replaceAll('-', '_');
}

function topLevel(statements: Statements, node: Node): void {
  if (node.type !== 'package_clause' && node.type !== 'import_declaration' && node.type !== 'ERROR')
    statements.read(node);
}

function declareFunction(builder: UnitBuilder, statements: Statements, node: Node): void {
  const name = node.field('name')?.text ?? '';
  const receiver = /(?<!\w)\w+(?=(?:\[[^\]]*\])?\s*\)?$)/.exec(node.field('receiver')?.text ?? '')?.[0];
  const full = receiver ? `${receiver}.${name}` : name;
  const index = statements.function(node, full);
  const span = builder.span(node.startIndex, node.endIndex);
  const value = { is: 'function', index, span } as const;
  const binding = builder.declare({ name: full, kind: 'function', span, visibleFrom: 0, value });
  builder.export(full, binding, reachOf(name, builder.package));
}

function comments(builder: UnitBuilder, tree: Tree): void {
  for (const node of tree.comments()) {
    const text = node.text.replace(/^\/\/|^\/\*|\*\/$/g, '');
    builder.comment(text, builder.span(node.startIndex, node.endIndex));
  }
}

/** One entry for the first error: only the code inside error nodes is lost. */
function errors(builder: UnitBuilder, { firstError: first }: Tree): void {
  if (first) builder.giveUp('some of this file is not valid Go', builder.span(first.startIndex, first.endIndex));
}
