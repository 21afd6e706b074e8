import { type ShellToken, shellTokens } from '../../model/shell-words.ts';
import type { Comment } from '../language.ts';

/** A word with its quotes taken away. */
export type Word = Pick<ShellToken, 'text' | 'start' | 'end'>;

/** One simple command: words up to the operator that ends it, and the here-documents it is given. */
export interface Command {
  readonly words: readonly Word[];
  readonly texts: readonly Word[];
}

/** Cuts a script into its commands, in order. Compound commands are not kept: what is inside them counts the same. */
export function commandsIn(
  source: string,
  file: string,
): { readonly commands: readonly Command[]; readonly comments: readonly Comment[] } {
  const commands: Command[] = [];
  const comments: Comment[] = [];
  let words: Word[] = [];
  let texts: Word[] = [];
  const end = (): void => {
    if (words.length > 0) commands.push({ words, texts });
    words = [];
    texts = [];
  };
  for (const token of shellTokens(source)) {
    const { is, text, start } = token;
    if (is === 'word') words.push(token);
    else if (is === 'text') texts.push(token);
    else if (is === 'comment') comments.push({ text, span: { file, start, end: token.end } });
    else end();
  }
  end();
  return { commands, comments };
}
