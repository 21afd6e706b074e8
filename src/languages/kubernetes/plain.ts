import { Lexer, parseAllDocuments } from 'yaml';
import type { Comment, Expr, GaveUp } from '../language.ts';
import { readNodes } from './nodes.ts';

/** What a YAML file says that holds no objects of the Kubernetes API. */
export interface Plain {
  readonly documents: readonly Expr[];
  readonly comments: readonly Comment[];
  readonly gaveUp: readonly GaveUp[];
}

const largest = 2_000_000;
// What the lexer puts before the text of a scalar, and other marks that stand for no text.
const scalarMark = '\u001f';
const marks = new Set(['\u0002', '\u0018', scalarMark]);

/** Reads a whole YAML file; what is no YAML is told in `gaveUp`. */
export function readPlain(text: string, file: string): Plain {
  const whole = { file, start: 0, end: text.length };
  const nothing = (why: string): Plain => ({ documents: [], comments: [], gaveUp: [{ why, span: whole }] });
  if (text.length > largest) return nothing('the file is larger than 2 MB');
  try {
    const documents: Expr[] = [];
    const gaveUp: GaveUp[] = [];
    const parsed = parseAllDocuments(text, {
      uniqueKeys: false,
      strict: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    for (const document of Array.isArray(parsed) ? parsed : []) {
      const [error] = document.errors;
      if (error) {
        const [start, end] = error.pos.map((at) => Math.min(at, text.length));
        const why = `it is not valid YAML: ${error.message.split('\n', 1)[0] ?? ''}`;
        gaveUp.push({ why, span: { file, start: start ?? 0, end: end ?? text.length } });
        continue;
      }
      if (document.contents === null) continue;
      const read = readNodes(document.contents, { file, text, offset: 0, holes: [] });
      if (read.is === 'read') documents.push(read.expr);
      else gaveUp.push({ why: read.why, span: read.span });
    }
    return { documents, comments: commentsIn(text, file), gaveUp };
  } catch (error) {
    // The parser recurses: thousands of open brackets exhaust the stack.
    return nothing(error instanceof RangeError ? 'it is nested too deeply' : String(error));
  }
}

function commentsIn(text: string, file: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!marks.has(lexeme)) {
      const end = offset + lexeme.length;
      if (!scalar && lexeme.startsWith('#'))
        comments.push({ text: lexeme.slice(1), span: { file, start: offset, end } });
      offset = end;
    }
    scalar = lexeme === scalarMark;
  }
  return comments;
}
