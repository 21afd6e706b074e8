import { Composer, type Document, Lexer, Parser } from 'yaml';
import type { Span } from '../../model/span.ts';
import type { Comment, Embedded, Expr } from '../language.ts';
import { readNodes } from './nodes.ts';

// What the lexer puts before the text of a scalar, and other marks that stand for no text.
const scalarMark = '\u001f';
const marks = new Set(['\u0002', '\u0018', scalarMark]);

/** The documents of a YAML text; of a template, which need be no YAML before it is rendered, what can be read of them. */
export function readYaml(
  { text, start, holes }: Pick<Embedded, 'text' | 'start' | 'holes'>,
  file: string,
): readonly Expr[] {
  const source = { file, text, offset: start, holes };
  try {
    return withoutStacks(() => compose(new Lexer().lex(text), text.length))
      .filter((document) => document.contents !== null && (document.errors.length === 0 || holes.length > 0))
      .map((document) => readNodes(document.contents, source))
      .flatMap((read) => (read.is === 'read' ? [read.expr] : []));
  } catch (error) {
    // The parser recurses: thousands of open brackets exhaust the stack.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Builds documents from lexemes; repeated keys are no fault, for a template writes one in each of its arms. */
export function compose(lexemes: Iterable<string>, length: number): readonly Document.Parsed[] {
  const parser = new Parser();
  const composer = new Composer({ uniqueKeys: false, strict: false, prettyErrors: false, logLevel: 'silent' });
  const documents: Document.Parsed[] = [];
  for (const lexeme of lexemes) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(false, length));
  return documents;
}

/** The parser makes an error, with its stack, for each fault of a template; the stacks cost more than the parse. */
export function withoutStacks<T>(body: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return body();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The lexemes of a text that stands at `whole`; its comments are noted on the way, because nodes keep them without their places. */
export function* lexemesOf(text: string, whole: Span, comments: Comment[]): Generator<string> {
  let offset = whole.start;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!marks.has(lexeme)) {
      const end = offset + lexeme.length;
      if (!scalar && lexeme.startsWith('#')) {
        comments.push({ text: lexeme.slice(1), span: { file: whole.file, start: offset, end } });
      }
      offset = end;
    }
    scalar = lexeme === scalarMark;
    yield lexeme;
  }
}
