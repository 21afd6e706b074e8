import { globSource } from '../model/glob.ts';
import type { Span } from '../model/span.ts';
import type { Word } from './launch.ts';

/** Whether a word is a flag, alone or with its value: `--config`, `--config=x`. */
export function hasFlag(word: string, flag: string): boolean {
  return word === flag || word.startsWith(`${flag}=`);
}

/** The values of a flag, in the order of the command line: `--bind a b`, `--bind=a`, `-c listen_addresses=a`. */
export function flagValues(
  words: readonly Word[],
  flags: readonly string[],
  takes: 'one' | 'many',
): readonly { readonly text: string; readonly span: Span }[] {
  return words.flatMap((word, index) => {
    for (const flag of flags) {
      const value = flag.includes(' ')
        ? keyValue(words, index, flag)
        : (inWord(word, flag) ?? (word.text === flag ? following(words, index + 1, takes) : undefined));
      if (value) return [value];
    }
    return [];
  });
}

function inWord(word: Word, flag: string): Word | undefined {
  if (!word.text.startsWith(flag)) return undefined;
  const rest = word.text.slice(flag.length);
  return /^[=\s]/.test(rest) ? { text: rest.slice(1).trim(), span: word.span } : undefined;
}

function following(words: readonly Word[], from: number, takes: 'one' | 'many'): Word | undefined {
  const values: Word[] = [];
  for (const word of words.slice(from, takes === 'one' ? from + 1 : undefined)) {
    if (word.text.startsWith('--')) break;
    values.push(word);
  }
  const [first] = values;
  const last = values.at(-1);
  if (!first || !last) return undefined;
  return { text: values.map((word) => word.text).join(' '), span: { ...first.span, end: last.span.end } };
}

/** `-c key=value` and `-ckey=value`. */
function keyValue(words: readonly Word[], index: number, form: string): Word | undefined {
  const [flag = '', key = ''] = form.split(' ');
  const word = words[index];
  if (!word) return undefined;
  if (word.text.startsWith(`${flag}${key}=`)) return inWord(word, `${flag}${key}`);
  const next = words[index + 1];
  return word.text === flag && next ? inWord(next, key) : undefined;
}

/** A name with `*` for any characters. */
export function globPattern(glob: string): RegExp {
  return new RegExp(`^${globSource(glob, 'name')}$`, 'i');
}
