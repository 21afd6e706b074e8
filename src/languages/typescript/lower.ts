import { UnitBuilder } from '../builder.ts';
import { Lowering } from '../javascript/lowering/lowering.ts';
import { statements } from '../javascript/lowering/statements.ts';
import { unhashed } from '../javascript/unhashed.ts';
import type { Unit } from '../language.ts';
import { comments } from './compiler/comments.ts';
import { ts } from './compiler/compiler.ts';
import { expression, plain } from './compiler/expressions.ts';
import { pattern } from './compiler/patterns.ts';
import { Places } from './compiler/places.ts';
import { statement } from './compiler/statements.ts';
import { component } from './script-blocks.ts';

/** The compiler keeps its syntax errors here, though its types do not say so. */
interface Parsed extends ts.SourceFile {
  readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
}

/** Never throws for bad source: what cannot be read is in `gaveUp`. */
export function lower(text: string, file: string): Unit {
  const builder = new UnitBuilder(file, 'typescript');
  try {
    read(builder, unhashed(text), file);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    builder.giveUp('nested too deeply', builder.span(0, text.length));
  }
  return builder.build();
}

function read(builder: UnitBuilder, text: string, file: string): void {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  // What closes a tag in the script of a component is JSX: the rest of its markup is blanked.
  const kind = component.test(file) && /<\/|\/>/.test(text) ? ts.ScriptKind.TSX : undefined;
  const source: Parsed = ts.createSourceFile(file, text, options, false, kind);
  const places = new Places(source);
  giveUpOn(builder, source.parseDiagnostics?.[0]);
  if (text.includes('only6-ignore')) {
    for (const { text, start, end } of comments(places)) builder.comment(text, builder.span(start, end));
  }
  const lowering = new Lowering<ts.Node>(builder, {
    range: (node) => places.range(node),
    plain,
    expression: (node) => expression(places, node),
    pattern,
    statement: (node) => statement(places, node),
  });
  statements(lowering, source.statements);
  lowering.finish();
}

function giveUpOn(builder: UnitBuilder, fault: ts.DiagnosticWithLocation | undefined): void {
  if (!fault) return;
  const message = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
  builder.giveUp(`syntax error: ${message}`, builder.span(fault.start, fault.start));
}
