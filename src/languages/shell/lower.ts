import { filtersIn } from '../../templates/filters.ts';
import { javaOptions } from '../../templates/java-options.ts';
import { mask } from '../../templates/mask.ts';
import { seamsIn } from '../../templates/seams.ts';
import { UnitBuilder } from '../builder.ts';
import type { Expr, Field, Site, Unit } from '../language.ts';
import { type Command, commandsIn, type Word } from './commands.ts';
import { cutsIn } from './recognise/cuts.ts';
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
  const runs = commands.flatMap((one) => runOf(one, literal));
  const root = record({ commands: list(commands.map(command)) });
  const filters = filtersIn(text, file);
  return {
    ...new UnitBuilder(file, 'shell').build(),
    ...filters,
    sites: [...joinsIn(text, file), ...cutsIn(text, file), ...runs, ...filters.sites],
    embedded: [
      ...writtenTexts({ text, start: 0, file, certain: false }),
      // What a script starts itself is judged with its variables.
      ...(/\bexec\s/.test(text) ? [] : javaOptions(text)),
    ],
    resources: [{ apiVersion: 'shell', kind: 'Script', name: '', namespace: '', root, span }],
    comments,
  };
}

/** Words in which an address stands before a colon. A script that has the same variable in brackets knows both families. */
function joinsIn(text: string, file: string): readonly Site[] {
  const bracketed = new Set([...text.matchAll(/\[\$\{?(\w{1,60})\}?\]/g)].map(([, name]) => name));
  return seamsIn(mask(text, file), file, text).filter(({ expr }) => {
    const parts = expr.is === 'concat' ? expr.parts : [];
    return !parts.some((part) => part.is === 'name' && bracketed.has(part.name));
  });
}

/** Words that open, go on with or end a compound command, settings of the environment, and who runs the rest as another. */
const before = /^(?:if|then|elif|else|while|until|do|!|\{|exec|command|sudo|time|env|\w+=.*)$/s;

/** A command as a call of what it runs. */
function runOf({ words }: Command, literal: (word: Word) => Expr): readonly Site[] {
  const [name, ...args] = words.slice(words.findIndex((word) => !before.test(word.text)));
  if (!name || before.test(name.text) || /\s/.test(name.text)) return [];
  const { span } = literal(name);
  const callee: Expr = { is: 'name', name: 'run', scope: 0, span };
  const expr: Expr = { is: 'call', callee, args: [name, ...args].map(literal), made: false, span };
  return [{ expr, scope: 0, guard: -1, use: { is: 'other' } }];
}
