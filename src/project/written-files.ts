import type { WrittenFile } from '../catalog/launch.ts';
import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr } from '../languages/language.ts';

/** The files that a step of a Dockerfile puts into the image, as far as the step says which. */
export function writtenFiles(step: Expr): readonly WrittenFile[] {
  return textOf(fieldAt(step, 'does')) === 'RUN' ? byShell(step) : copied(step);
}

function copied(step: Expr): readonly WrittenFile[] {
  const to = fieldAt(step, 'to');
  const path = textOf(to);
  if (!to || path === '') return [];
  const texts = itemsOf(fieldAt(step, 'texts'));
  const sources = itemsOf(fieldAt(step, 'sources'));
  const span = to.span;
  if (texts.length > 0) {
    return texts.map((one) => ({ path, text: textOf(fieldAt(one, 'text')), appended: false, source: '', span }));
  }
  if (textOf(fieldAt(step, 'from')) !== '') return [{ path, text: undefined, appended: false, source: '', span }];
  return sources.map((source) => {
    const name = textOf(source);
    // A folder as the target, or several sources: the file keeps its name.
    const inside = path.endsWith('/') || sources.length > 1 || path === '.';
    const target = inside ? `${path.replace(/\/+$/, '')}/${name.split('/').at(-1) ?? ''}` : path;
    return { path: target, text: undefined, appended: false, source: name, span };
  });
}

const echo =
  /(?:^|[;&|(]|\bthen\b|\bdo\b)\s*(?:\{\s*)?(echo|printf)\s+((?:-[neE]+\s+)*)("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'>;&|]+)\s*(>>?)\s*([\w./${}-]+)/g;
const redirected = />>?\s*(\/[\w./-]+)/g;

/** Files that `echo … > file` writes, in order; other commands that write to a file leave its text unknown. */
function byShell(step: Expr): readonly WrittenFile[] {
  const shell = fieldAt(step, 'shell');
  const texts = itemsOf(fieldAt(step, 'texts')).map((one) => textOf(fieldAt(one, 'text')));
  const script = [textOf(shell), ...texts].join('\n');
  const span = shell?.span ?? step.span;
  const files = new Map<string, WrittenFile>();
  for (const [, command, flags, written = '', arrow, path = ''] of script.matchAll(echo)) {
    const text = unescaped(written, command === 'printf' || /e/.test(flags ?? ''));
    const line = command === 'printf' || /n/.test(flags ?? '') ? text : `${text}\n`;
    const known = files.get(path);
    const before = arrow === '>>' && known ? known.text : '';
    const appended = arrow === '>>' && (known?.appended ?? true);
    files.set(path, { path, text: before === undefined ? undefined : before + line, appended, source: '', span });
  }
  for (const [, path = ''] of script.matchAll(redirected)) {
    if (!files.has(path)) files.set(path, { path, text: undefined, appended: false, source: '', span });
  }
  return [...files.values()];
}

function unescaped(written: string, breaks: boolean): string {
  const text = written.replace(/^"([\s\S]*)"$|^'([\s\S]*)'$/, '$1$2');
  return breaks ? text.replace(/\\n/g, '\n').replace(/\\t/g, '\t') : text;
}
