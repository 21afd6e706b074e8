import { type ParseError, type ParseResult, type ParserPlugin, parse } from '@babel/parser';
import type * as t from '@babel/types';
import { UnitBuilder } from '../builder.ts';
import type { Unit } from '../language.ts';
import { expression, pattern, plain, range } from './babel/expressions.ts';
import { statement } from './babel/statements.ts';
import { Lowering } from './lowering/lowering.ts';
import { statements } from './lowering/statements.ts';
import type { Syntax } from './syntax.ts';
import { unhashed } from './unhashed.ts';

type Tree = ParseResult<t.File>;

const syntax: Syntax<t.Node> = { range, plain, expression, pattern, statement };

const proposals: readonly ParserPlugin[] = [
  'jsx',
  ['decorators', { allowCallParenthesized: true }],
  'decoratorAutoAccessors',
  'explicitResourceManagement',
  'exportDefaultFrom',
  'deferredImportEvaluation',
  'sourcePhaseImports',
  'deprecatedImportAssert',
  'destructuringPrivate',
  'doExpressions',
  'asyncDoExpressions',
  'functionBind',
  'functionSent',
  'throwExpressions',
  'partialApplication',
  ['optionalChainingAssign', { version: '2023-07' }],
];

/** Never throws for bad source: what cannot be read is in `gaveUp`. */
export function lower(text: string, file: string): Unit {
  const builder = new UnitBuilder(file, 'javascript');
  try {
    const tree = readTree(unhashed(text));
    if (tree.errors?.[0]) giveUp(builder, tree.errors[0], text);
    for (const { value, start, end } of tree.comments ?? []) {
      builder.comment(value, builder.span(start ?? 0, end ?? 0));
    }
    const lowering = new Lowering(builder, syntax);
    statements(lowering, tree.program.body);
    lowering.finish();
  } catch (error) {
    giveUp(builder, error, text);
  }
  return builder.build();
}

/** Each reading is tried until one finds no fault; else the first that found a tree is used, faults and all. */
function readTree(text: string): Tree {
  const flow: ParserPlugin = ['flow', { all: true }];
  const pragma = /@flow\b/.test(text.slice(0, 2000));
  const readings = [
    () => read(text, 'module', pragma ? flow : undefined),
    () => read(text, 'script', undefined),
    () => read(text, 'module', flow),
  ];
  let best: Tree | undefined;
  let fault: unknown;
  for (const reading of readings) {
    try {
      const tree = reading();
      if (!tree.errors?.length) return tree;
      best ??= tree;
    } catch (error) {
      fault ??= error;
    }
  }
  if (best) return best;
  throw fault;
}

function read(text: string, sourceType: 'module' | 'script', types: ParserPlugin | undefined): Tree {
  return parse(text, {
    sourceType,
    plugins: types ? [...proposals, types] : [...proposals],
    errorRecovery: true,
    allowAwaitOutsideFunction: true,
    allowImportExportEverywhere: true,
    allowNewTargetOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowSuperOutsideMethod: true,
    allowUndeclaredExports: true,
    allowYieldOutsideFunction: true,
    attachComment: false,
  });
}

function giveUp(builder: UnitBuilder, error: unknown, text: string): void {
  if (error instanceof RangeError) builder.giveUp('nested too deeply', builder.span(0, text.length));
  else if (isParseError(error)) builder.giveUp(`syntax error: ${error.message}`, builder.span(error.pos, error.pos));
  else throw error;
}

function isParseError(error: unknown): error is ParseError & SyntaxError & { readonly pos: number } {
  return error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number';
}
