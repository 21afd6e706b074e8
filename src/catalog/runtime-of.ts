import type { Step } from '../model/fact.ts';
import type { Started, Word } from './launch.ts';
import type { RuntimeEntry } from './runtime-entry.ts';
import { globPattern } from './words.ts';

/** The runtime of a container's program, and how that is known. */
export interface Runtime {
  readonly entry: RuntimeEntry;
  readonly because: Step;
  /** False where only the files around a program's source tell. */
  readonly certain: boolean;
}

/** The runtime that a container names itself: by its command, else by its image. */
export function runtimeOf(started: Started, entries: readonly RuntimeEntry[]): Runtime | undefined {
  const words = [...(started.command?.words ?? []), ...(started.args?.words ?? [])];
  return byCommand(words, entries) ?? byImage(started, entries);
}

/** Words that start the program after them. */
const starters =
  /^(?:-.*|\w+=.*|exec|env|sh|bash|ash|dash|tini|dumb-init|su-exec|gosu|nohup|time|[\w.-]*entrypoint[\w.-]*|[;&|]+)$/;

/** The first word that is a program, after shells, wrappers and settings. */
function byCommand(words: readonly Word[], entries: readonly RuntimeEntry[]): Runtime | undefined {
  for (const word of words) {
    const name = nameOf(word);
    const entry = entries.find(({ commands }) => commands.includes(name) || commands.includes(withoutVersion(name)));
    if (entry) return { entry, because: { says: `${word.text} is ${entry.title}`, span: word.span }, certain: true };
    // In a script other commands come before: `cd /app && node server.js`.
    if (word === words[0] && !starters.test(name) && !words.some(isScriptFlag)) return undefined;
  }
  return undefined;
}

function isScriptFlag({ text }: Word): boolean {
  return /^-[a-z]*c$/.test(text);
}

function nameOf({ text }: Word): string {
  return text.split('/').at(-1) ?? '';
}

function withoutVersion(name: string): string {
  return name.replace(/[\d.]+$/, '');
}

function byImage({ image }: Started, entries: readonly RuntimeEntry[]): Runtime | undefined {
  if (!image) return undefined;
  const entry = entryOfImage(image.repository, entries);
  return (
    entry && {
      entry,
      because: { says: `${image.text} is an image of ${entry.title}`, span: image.span },
      certain: true,
    }
  );
}

/** The runtime whose images or programs have such a name. */
export function entryOfImage(repository: string, entries: readonly RuntimeEntry[]): RuntimeEntry | undefined {
  return entries.find(({ images, programs }) => isNamed(repository, images) || isNamed(repository, programs));
}

/** Whether an image is that of a finished program, which needs nothing to be told. */
export function isProgram(repository: string, entries: readonly RuntimeEntry[]): boolean {
  return entries.some(({ programs }) => isNamed(repository, programs));
}

function isNamed(repository: string, names: readonly string[]): boolean {
  const parts = repository.toLowerCase().split('/');
  const full = parts.slice(-2).join('/');
  const last = parts.at(-1) ?? '';
  return names.some((name) => globPattern(name).test(name.includes('/') ? full : last));
}
