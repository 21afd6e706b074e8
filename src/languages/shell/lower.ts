import { filtersIn } from '../../templates/filters.ts';
import { javaOptions } from '../../templates/java-options.ts';
import { mask } from '../../templates/mask.ts';
import { seamsIn } from '../../templates/seams.ts';
import { UnitBuilder } from '../builder.ts';
import type { Expr, Field, Site, Unit } from '../language.ts';
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
  const filters = filtersIn(text, file);
  return {
    ...new UnitBuilder(file, 'shell').build(),
    ...filters,
    sites: [...urlsIn(text, file), ...filters.sites],
    embedded: [
      ...writtenTexts({ text, start: 0, file, certain: false }),
      // What a script starts itself is judged with its variables.
      ...(/\bexec\s/.test(text) ? [] : javaOptions(text)),
    ],
    resources: [{ apiVersion: 'shell', kind: 'Script', name: '', namespace: '', root, span }],
    comments,
  };
}

/**
 * URLs that are put together of variables; elsewhere in a script a colon stands between all kinds of things. A script that
 * has the same variable in brackets somewhere knows both families.
 */
function urlsIn(text: string, file: string): readonly Site[] {
  return seamsIn(mask(text, file), file, text).filter(({ expr }) => {
    const [first, host] = expr.is === 'concat' ? expr.parts : [];
    if (host?.is === 'name' && new RegExp(`\\[\\$\\{?${host.name}\\}?\\]`).test(text)) return false;
    return first?.is === 'literal' && /^[a-z][\w+.-]{1,20}:\/\/$/i.test(first.text);
  });
}
