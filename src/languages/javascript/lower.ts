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

const mostLinesLeftOut = 5;
/** All readings of a file with lines left out may have as many characters as this. */
const mostReadAgain = 4_000_000;
/** As a module, as a script, and as Flow. */
const mostReadings = 3;

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
    const { tree, fault } = readTree(unhashed(text));
    if (fault) giveUp(builder, fault, text);
    const comments = text.includes('only6-ignore') ? tree.comments : undefined;
    for (const { value, start, end } of comments ?? []) {
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

/** Reads what can be read: a line that no reading gets past is left out, a few times over. */
function readTree(text: string): { readonly tree: Tree; readonly fault: unknown } {
  let rest = text;
  let fault: unknown;
  for (
    let left = Math.min(mostLinesLeftOut, Math.floor(mostReadAgain / (mostReadings * text.length)));
    left >= 0;
    left--
  ) {
    try {
      const tree = readAsAny(rest);
      return { tree, fault: fault ?? faultOf(tree) };
    } catch (error) {
      fault ??= error;
      if (!isParseError(error)) break;
      rest = withoutLine(rest, error.pos);
    }
  }
  throw fault;
}

/** Each reading is tried until one finds no fault; else the first that found a tree is used, faults and all. */
function readAsAny(text: string): Tree {
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
      if (!faultOf(tree)) return tree;
      best ??= tree;
    } catch (error) {
      fault ??= error;
      if (!isParseError(error)) break;
    }
  }
  if (best) return best;
  throw fault;
}

/** Decorators of parameters are read in spite of the complaint: compilers give them a meaning that the standard does not. */
function faultOf({ errors }: Tree): ParseError | undefined {
  return errors?.find((error) => error.reasonCode !== 'UnsupportedParameterDecorator');
}

/** Blanks the line of an offset, or the last one before it that has something on it. */
function withoutLine(text: string, offset: number): string {
  const lines = /[^\r\n]+/g;
  let [start, end] = [0, 0];
  for (let match = lines.exec(text); match && match.index <= offset; match = lines.exec(text)) {
    if (match[0].trim()) [start, end] = [match.index, lines.lastIndex];
  }
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
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
