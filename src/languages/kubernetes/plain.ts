import type { Comment, Expr, GaveUp } from '../language.ts';
import { readNodes } from './nodes.ts';
import { compose, lexemesOf, withoutStacks } from './yaml.ts';

/** What a YAML file says that holds no objects of the Kubernetes API. */
export interface Plain {
  readonly documents: readonly Expr[];
  readonly comments: readonly Comment[];
  readonly gaveUp: readonly GaveUp[];
}

/** Reads a whole YAML file; what is no YAML is told in `gaveUp`. */
export function readPlain(text: string, file: string): Plain {
  const whole = { file, start: 0, end: text.length };
  const documents: Expr[] = [];
  const comments: Comment[] = [];
  const gaveUp: GaveUp[] = [];
  try {
    for (const document of withoutStacks(() => compose(lexemesOf(text, whole, comments), text.length))) {
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
    return { documents, comments, gaveUp };
  } catch (error) {
    // The parser recurses: thousands of open brackets exhaust the stack.
    const why = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    return { documents: [], comments, gaveUp: [{ why, span: whole }] };
  }
}
