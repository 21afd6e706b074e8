import { filtersIn } from '../../templates/filters.ts';
import { javaOptions } from '../../templates/java-options.ts';
import { UnitBuilder } from '../builder.ts';
import type { Expr, Field, Unit } from '../language.ts';
import { type Command, commandsIn, type Word } from './commands.ts';
import { writtenTexts } from './written.ts';

/** Reads a script as one object: its commands in order, each with its words and its here-documents. */
export function lower(text: string, file: string): Unit {
  const { commands, comments } = commandsIn(text, file);
  const span = { file, start: 0, end: text.length };
  const list = (items: readonly Expr[]): Expr => ({ is: 'list', items, span });
  const record = (given: Readonly<Record<string, Expr>>): Expr => {
    const fields = Object.entries(given).map(([key, value]): Field => ({ key, value, span }));
    return { is: 'record', type: undefined, fields, complete: true, span };
  };
  const literal = ({ text: word, start, end }: Word): Expr => ({
    is: 'literal',
    type: 'string',
    text: word,
    span: { file, start, end },
  });
  const command = ({ words, texts }: Command): Expr =>
    record({ words: list(words.map(literal)), texts: list(texts.map(literal)) });
  const root = record({ commands: list(commands.map(command)) });
  return {
    ...new UnitBuilder(file, 'shell').build(),
    ...filtersIn(text, file),
    embedded: [
      ...writtenTexts({ text, start: 0, file, certain: false }),
      // What a script starts itself is judged with its variables.
      ...(/\bexec\s/.test(text) ? [] : javaOptions(text)),
    ],
    resources: [{ apiVersion: 'shell', kind: 'Script', name: '', namespace: '', root, span }],
    comments,
  };
}
