import type { Step } from '../model/fact.ts';
import type { ImageEntry } from './image-entry.ts';
import type { Launch, LaunchedImage, Word } from './launch.ts';
import { isVersion, versionIn } from './version-text.ts';

/** Which program a container runs, and how that is known. */
export interface Identified {
  readonly entry: ImageEntry;
  readonly because: Step;
  /** What the program is told, without its own name. */
  readonly words: readonly Word[];
  /** How it is started: by the image's own script, by `command`, or by a script that cannot be seen into. */
  readonly start: 'image' | 'command' | 'script';
  /** False where only a port tells. */
  readonly certain: boolean;
}

/** Finds the entry for a container: by the image's name, else by the command, else by its ports. */
export function identify(launch: Launch, entries: readonly ImageEntry[]): Identified | undefined {
  const entry = entryNamed(launch.image, entries);
  if (entry) return byImage(launch, entry);
  if (launch.command) return byCommand(launch, entries);
  return byPort(launch, entries);
}

/** The entry that an image's name leads to. */
export function entryNamed(image: LaunchedImage, entries: readonly ImageEntry[]): ImageEntry | undefined {
  const parts = image.repository.toLowerCase().split('/');
  const full = parts.slice(-2).join('/');
  const named = (name: string) => entries.filter((entry) => entry.images.includes(name));
  const candidates = [...named(full), ...named(parts.at(-1) ?? '')];
  const publisher = parts.at(-2) ?? '';
  return candidates.find((entry) => holdsFor(entry, image.tag) && !entry.notFrom.includes(publisher));
}

/** A tag without a version (`latest`, a digest) is taken for a new one. */
function holdsFor(entry: ImageEntry, tag: string): boolean {
  const version = /^v?\d/.test(tag) ? versionIn(tag) : undefined;
  if (version === undefined) return entry.below === '';
  if (entry.from !== '' && isVersion(version, 'below', entry.from)) return false;
  return entry.below === '' || isVersion(version, 'below', entry.below);
}

function byImage(launch: Launch, entry: ImageEntry): Identified | undefined {
  const because = { says: `the image ${launch.image.text} runs ${entry.program}`, span: launch.image.span };
  const args = launch.args?.words ?? [];
  const known = { entry, because, certain: true };
  if (!launch.command) {
    const [first] = args;
    // Start scripts run anything that is no flag as a command of its own (`args: [mongosh, ...]`).
    if (!first || isArgument(first.text, entry)) return { ...known, words: args, start: 'image' };
    return runs(known, args, 'image');
  }
  return runs(known, [...launch.command.words, ...args], 'command');
}

function isArgument(text: string, entry: ImageEntry): boolean {
  return text.startsWith('-') || (entry.files.positional && /\.conf$/.test(text));
}

/** A command line that names the program, one that hides it in a script, or one that runs something else. */
function runs(
  known: Pick<Identified, 'entry' | 'because' | 'certain'>,
  words: readonly Word[],
  otherwise: 'image' | 'command',
): Identified | undefined {
  const after = afterProgram(words, known.entry.commands);
  if (after) {
    // `docker-entrypoint.sh mongod` starts the image's script after all.
    const wrapped = words.some((word) => /(?:^|\/)(?:docker-)?entrypoint[\w.-]*$/.test(word.text));
    return { ...known, words: after, start: wrapped ? 'image' : otherwise };
  }
  const hidden = words.some((word) => /\.(?:sh|bash|py)$/.test(word.text));
  return hidden ? { ...known, words: [], start: 'script' } : undefined;
}

/** The words after a program, up to where its command ends. */
export function afterProgram(words: readonly Word[], commands: readonly string[]): readonly Word[] | undefined {
  const at = words.findIndex((word) => commands.includes(word.text.split('/').at(-1) ?? ''));
  if (at < 0) return undefined;
  const rest = words.slice(at + 1);
  // In a shell's script the command ends where the next begins.
  const end = rest.findIndex((word) => /^(?:[;&|]+|\d?>.*)$/.test(word.text));
  return end < 0 ? rest : rest.slice(0, end);
}

function byCommand(launch: Launch, entries: readonly ImageEntry[]): Identified | undefined {
  const words = [...(launch.command?.words ?? []), ...(launch.args?.words ?? [])];
  for (const entry of entries.filter((one) => one.generic)) {
    const after = afterProgram(words, entry.commands);
    if (!after) continue;
    const because = { says: `the command runs ${entry.program}`, span: launch.command?.span };
    return { entry, because, words: after, start: 'command', certain: true };
  }
  return undefined;
}

/** Whether an image, the command or a variable (`FERRETDB_POSTGRESQL_URL`) has the word of another program in it. */
function names({ image, args, env }: Launch, word: string): boolean {
  return (
    image.repository.toLowerCase().includes(word) ||
    env.some(({ name }) => name.toLowerCase().startsWith(`${word}_`)) ||
    (args?.words ?? []).some(({ text }) => text.split('/').at(-1) === word)
  );
}

function byPort(launch: Launch, entries: readonly ImageEntry[]): Identified | undefined {
  for (const entry of entries) {
    if (entry.portsUnlessNamed.some((word) => names(launch, word))) continue;
    const port = launch.ports.find((one) => entry.ports.includes(one.number) || entry.portNames.includes(one.name));
    if (!port) continue;
    const named = entry.portNames.includes(port.name) ? ` named ${port.name}` : '';
    const says = `the name of the image ${launch.image.text} does not say what runs in it, but port ${port.number}${named} is that of ${entry.program}`;
    return {
      entry,
      because: { says, span: port.span },
      words: launch.args?.words ?? [],
      start: 'image',
      certain: false,
    };
  }
  return undefined;
}
