import type { EnvEntry, Word, Words } from '../catalog/launch.ts';
import { itemsOf, partSpan } from '../catalog/tree.ts';
import type { Expr } from '../languages/language.ts';
import { type ShellToken, shellTokens } from '../model/shell-words.ts';
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

/** The command line of a shell that runs a script. */
export function shellCommand(script: Expr): Expr {
  const before = { ...script.span, end: script.span.start };
  const word = (text: string): Expr => ({ is: 'literal', type: 'string', text, span: before });
  return { is: 'list', items: [word('/bin/sh'), word('-c'), script], span: script.span };
}

/** A command line as a list: a text is cut at its blanks, and its quotes are taken away. */
export function lineOf(expr: Expr | undefined): Expr | undefined {
  if (expr?.is !== 'literal') return expr;
  const items = shellWords(expr.text).map(
    ({ text, start, end }): Expr => ({ is: 'literal', type: 'string', text, span: partSpan(expr, start, end - start) }),
  );
  return { is: 'list', items, span: expr.span };
}

/** Whether a command line is a shell with its script, to which further arguments mean nothing. */
export function runsScript(line: Expr | undefined): boolean {
  return scriptIn(itemsOf(line)) !== undefined;
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
  const written = literal(item);
  if (!script) return [{ text: expand(written, env, false), span: item.span }];
  return shellWords(written).flatMap(({ text, quoted, start, end }) => {
    const span = partSpan(item, start, end - start);
    const filled = expand(text, env, true);
    // What a variable holds may be several words, unless quotes keep them together.
    if (quoted || filled === text) return [{ text: filled, span }];
    return shellWords(filled).map((word) => ({ text: word.text, span }));
  });
}

/** The words of a script; operators stand among them, and a line break is one. */
function shellWords(script: string): readonly ShellToken[] {
  return shellTokens(script)
    .filter(({ is }) => is === 'word' || is === 'operator')
    .map((token) => (token.text === '\n' && token.is === 'operator' ? { ...token, text: ';' } : token));
}
