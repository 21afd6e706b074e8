import { Composer, type Document, Lexer, Parser } from 'yaml';
import type { Span } from '../../model/span.ts';
import type { Comment, GaveUp, Resource, Unit } from '../language.ts';
import { type DocumentRange, documentsOf } from './documents.ts';
import { readNodes } from './nodes.ts';
import { resourcesOf } from './resources.ts';

const largestDocument = 2_000_000;
const template = 'template';
const tooDeep = 'it is nested too deeply';
// What the lexer puts before the text of a scalar, and other marks that stand for no text.
const scalarMark = '\u001f';
const marks = new Set(['\u0002', '\u0018', scalarMark]);

interface Found {
  readonly resources: Resource[];
  readonly comments: Comment[];
  readonly gaveUp: GaveUp[];
}

/** Reads every object of a manifest; what is no Kubernetes object is passed over in silence. */
export function lower(text: string, file: string): Unit {
  const found: Found = { resources: [], comments: [], gaveUp: [] };
  const documents = documentsOf(text);
  if (documents.some((document) => document.holds === 'objects')) {
    for (const document of documents) readDocument(text, file, document, found);
  }
  return {
    file,
    language: 'kubernetes',
    scopes: [{ parent: -1, function: -1 }],
    bindings: [],
    functions: [],
    guards: [],
    sites: [],
    assignments: [],
    exports: [],
    package: '',
    ...found,
  };
}

function readDocument(text: string, file: string, document: DocumentRange, found: Found): void {
  const { start, end, holds } = document;
  const whole: Span = { file, start, end };
  if (holds === 'definition') return;
  if (end - start > largestDocument) {
    if (holds === 'objects') found.gaveUp.push({ why: 'the document is larger than 2 MB', span: whole });
    return;
  }
  const source = text.slice(start, end);
  try {
    if (holds === 'other') commentsOf(source, whole, found);
    else readObjects(source, whole, found);
  } catch (error) {
    // The parser recurses: thousands of open brackets exhaust the stack.
    found.gaveUp.push({ why: error instanceof RangeError ? tooDeep : String(error), span: whole });
  }
}

function commentsOf(source: string, whole: Span, found: Found): void {
  for (const _ of tokensOf(source, whole, found));
}

function readObjects(source: string, whole: Span, found: Found): void {
  // At the margin of an object's document braces can be nothing but a template's: no need to let the parser find out.
  const hole = source.search(/^\{\{/m);
  if (hole >= 0) {
    giveUp(found, { why: template, span: at(whole, hole, hole + 2) });
    return;
  }
  for (const document of withoutStacks(() => compose(source, whole, found))) {
    if (document.contents === null) continue;
    const [error] = document.errors;
    if (error) {
      giveUp(found, broken(source, whole, error));
      continue;
    }
    const read = readNodes(document.contents, whole.file, whole.start);
    if (read.is === 'refused') found.gaveUp.push({ why: read.why, span: read.span });
    else found.resources.push(...resourcesOf(read.expr));
  }
}

/** That a file is a template is said once, at its first hole. */
function giveUp(found: Found, gaveUp: GaveUp): void {
  if (gaveUp.why !== template || !found.gaveUp.some((one) => one.why === template)) found.gaveUp.push(gaveUp);
}

/** The parser makes an error, with its stack, for each fault of a template; the stacks cost more than the parse. */
function withoutStacks<T>(body: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return body();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function compose(source: string, whole: Span, found: Found): readonly Document.Parsed[] {
  const parser = new Parser();
  const composer = new Composer({ uniqueKeys: false, strict: false, prettyErrors: false, logLevel: 'silent' });
  const documents: Document.Parsed[] = [];
  for (const lexeme of tokensOf(source, whole, found)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(false, source.length));
  return documents;
}

/** The lexemes of a document; its comments are noted on the way, because nodes keep them without their places. */
function* tokensOf(source: string, whole: Span, found: Found): Generator<string> {
  let offset = whole.start;
  let scalar = false;
  for (const lexeme of new Lexer().lex(source)) {
    if (!marks.has(lexeme)) {
      const end = offset + lexeme.length;
      if (!scalar && lexeme.startsWith('#')) {
        found.comments.push({ text: lexeme.slice(1), span: { file: whole.file, start: offset, end } });
      }
      offset = end;
    }
    scalar = lexeme === scalarMark;
    yield lexeme;
  }
}

function broken(source: string, whole: Span, error: Document.Parsed['errors'][number]): GaveUp {
  const hole = source.indexOf('{{');
  if (hole >= 0) return { why: template, span: at(whole, hole, hole + 2) };
  const [start, end] = error.pos;
  if (error.code === 'TAB_AS_INDENT') return { why: 'a tab is used for indentation', span: at(whole, start, end) };
  if (error.message.startsWith('Maximum call stack')) return { why: tooDeep, span: at(whole, start, end) };
  return { why: `it is not valid YAML: ${firstLine(error.message)}`, span: at(whole, start, end) };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function at(whole: Span, start: number, end: number): Span {
  const last = whole.end - whole.start;
  return { file: whole.file, start: whole.start + Math.min(start, last), end: whole.start + Math.min(end, last) };
}
