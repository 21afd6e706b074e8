import { blanked, mask } from '../../templates/mask.ts';
import type { Embedded } from '../language.ts';
import { type Command, commandsIn, type Word } from './commands.ts';

/** A script, or a part of a file that is one. */
export interface ScriptText {
  readonly text: string;
  /** Where it begins in its file. */
  readonly start: number;
  readonly file: string;
  /** Whether what it writes is certain to be there when a program starts. */
  readonly certain: boolean;
}

/** A script that writes more files than this writes no settings. */
const mostFiles = 100;

/**
 * What a script writes into files, by the name of the file: here-documents, and what echo and printf are told, also from
 * inside of braces and through a pipe to tee. All that goes into one file is one text, in which everything of the script
 * that stands in between is blank, so that offsets stay true.
 */
export function writtenTexts({ text, start, file, certain }: ScriptText): readonly Embedded[] {
  if (!/<<|\b(?:echo|printf)\b/.test(text)) return [];
  const { commands } = commandsIn(text, file);
  const targets = targetsOf(commands, text);
  const written = new Map<string, Word[]>();
  commands.forEach((command, index) => {
    const name = targets[index];
    if (name === undefined) return;
    const words = written.get(name);
    if (words) words.push(...outputs(command));
    else if (written.size < mostFiles) written.set(name, [...outputs(command)]);
  });
  const masked = mask(text, file);
  const holes = masked.holes.map((hole) => ({ ...hole, start: hole.start + start, end: hole.end + start }));
  return [...written]
    .filter(([, words]) => words.length > 0)
    .map(([name, words]) => {
      const only = onlyWords(masked.words, words);
      return { name, text: only.text, start: start + only.start, holes, certain };
    });
}

/** What stands in a here-document is written as it is; of echo and printf what is no flag. */
function outputs({ words, texts }: Command): readonly Word[] {
  const echo = words.findIndex((word) => /^(?:echo|printf)$/.test(word.text));
  const said = echo < 0 ? [] : words.slice(echo + 1);
  const end = said.findIndex((word) => redirection.test(word.text));
  return [...said.slice(0, end < 0 ? said.length : end).filter((word) => !/^-[neE]+$/.test(word.text)), ...texts];
}

const redirection = /^\d?>>?\|?$/;

/** The file that each command writes to; undefined for those that write to none. */
function targetsOf(commands: readonly Command[], source: string): readonly (string | undefined)[] {
  const targets = commands.map((command, index) => targetOf(command) ?? piped(commands, index, source));
  const groups: number[] = [];
  commands.forEach(({ words }, index) => {
    const first = words[0]?.text;
    if (first === '{') groups.push(index);
    if (first !== '}') return;
    // What braces hold goes where the closing one says.
    for (let inside = groups.pop() ?? index; inside < index; inside++) targets[inside] ??= targets[index];
  });
  return targets;
}

function targetOf({ words }: Command): string | undefined {
  // What tee prints besides goes nowhere as a rule: `tee -a file > /dev/null`.
  const tee = words.findIndex((word) => word.text === 'tee');
  if (tee >= 0) return words.slice(tee + 1).find((word) => !word.text.startsWith('-'))?.text;
  const arrow = words.findIndex((word) => redirection.test(word.text));
  return arrow < 0 ? undefined : words[arrow + 1]?.text;
}

/** The file of the tee that a command is piped to. */
function piped(commands: readonly Command[], index: number, source: string): string | undefined {
  const next = commands[index + 1];
  const between = source.slice(commands[index]?.words.at(-1)?.end, next?.words[0]?.start);
  if (!next || !/^[ \t]*\|[ \t]*$/.test(between)) return undefined;
  return next.words.some((word) => word.text === 'tee') ? targetOf(next) : undefined;
}

/** From the beginning of the line with the first word to the last one: a here-document may stand behind what follows it. */
function onlyWords(source: string, words: readonly Word[]): { readonly text: string; readonly start: number } {
  const inOrder = [...words].sort((a, b) => a.start - b.start);
  const first = source.lastIndexOf('\n', (inOrder[0]?.start ?? 0) - 1) + 1;
  let text = '';
  let at = first;
  for (const { start, end } of inOrder) {
    text +=
      blanked(source.slice(at, start)) +
      source
        .slice(start, end)
        .replace(/^["']|["']$/g, ' ')
        .replaceAll('\\n', ' \n');
    at = end;
  }
  return { text, start: first };
}
