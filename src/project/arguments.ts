import type { EnvEntry, Word, Words } from '../catalog/launch.ts';
import { itemsOf } from '../catalog/tree.ts';
import type { Expr } from '../languages/language.ts';
import { expand } from './env.ts';

/** The two halves of a command line, with a shell's script taken apart into its words. */
export function argumentsOf(
  command: Expr | undefined,
  args: Expr | undefined,
  env: readonly EnvEntry[],
): { readonly command: Words | undefined; readonly args: Words | undefined } {
  const lines = [...itemsOf(command), ...itemsOf(args)];
  const script = scriptIn(lines);
  const half = (list: Expr | undefined): Words | undefined => {
    if (itemsOf(list).length === 0 || !list) return undefined;
    return { words: itemsOf(list).flatMap((item) => wordsOf(item, item === script, env)), span: list.span };
  };
  return { command: half(command), args: half(args) };
}

/** The item after `-c` where a shell is what runs. */
function scriptIn(lines: readonly Expr[]): Expr | undefined {
  const shell = lines.findIndex((line) => /^(?:.*\/)?(?:ba|da|a|z|k)?sh$/.test(literal(line)));
  if (shell < 0) return undefined;
  const flag = lines.findIndex((line, index) => index > shell && /^-[a-z]*c$/.test(literal(line)));
  return flag < 0 ? undefined : lines[flag + 1];
}

function literal(expr: Expr): string {
  return expr.is === 'literal' ? expr.text : '';
}

function wordsOf(item: Expr, script: boolean, env: readonly EnvEntry[]): readonly Word[] {
  const text = expand(literal(item), env, script);
  if (!script) return [{ text, span: item.span }];
  return shellWords(text).map((word) => ({ text: word, span: item.span }));
}

/** Words of a script as far as blanks and quotes make them; operators stand alone, and a line break is one. */
function shellWords(script: string): readonly string[] {
  const joined = script.replace(/\\\r?\n/g, ' ').replace(/^\s*#.*$/gm, '');
  const pieces = joined.match(/\n|[;&|]+|(?:"[^"]*"|'[^']*'|[^\s;&|"'])+/g) ?? [];
  return pieces.map((piece) => (piece === '\n' ? ';' : piece.replace(/"([^"]*)"|'([^']*)'/g, '$1$2')));
}
