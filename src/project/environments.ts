import type { EnvEntry, Word } from '../catalog/launch.ts';
import type { Given, Input, Value } from '../model/value.ts';
import type { Deployments } from './deployments.ts';
import { startedOfBuild } from './dockerfiles.ts';
import type { Holding } from './holdings.ts';
import { joined, readIfThere } from './paths.ts';
import type { ReadText } from './versions.ts';

/** What the workloads of a project give the programs of its own source, by variables and by flags. */
export class Environments {
  readonly #deployments: Deployments;
  readonly #read: ReadText;

  constructor(deployments: Deployments, read: ReadText) {
    this.#deployments = deployments;
    this.#read = read;
  }

  /** What the program of a source file is given by a name; undefined where the project does not say it all. */
  given(file: string, from: Input['from'], name: string): Given | undefined {
    if (from === 'config') return undefined;
    const options: (Value | undefined)[] = [];
    for (const { workload, container, patched } of this.#deployments.running(file)) {
      const found = from === 'env' ? this.#variable(container, name) : flag(container, name);
      if (found === 'open') return undefined;
      for (const one of [found, ...(from === 'env' ? patched.filter((entry) => entry.name === name) : [])]) {
        if (one?.value.is === 'unknown') return undefined;
        options.push(one && settled(one, workload));
      }
    }
    return options.length === 0 ? undefined : distinct(options);
  }

  /** Variables that give the program of a source file an IPv4 address. */
  ipv4Names(file: string): readonly string[] {
    return this.#deployments
      .running(file)
      .flatMap(({ container, patched }) => [...container.started.env, ...patched])
      .flatMap(({ name, value }) => (value.is === 'text' && holdsIPv4.test(value.text) ? [name] : []));
  }

  #variable(container: Holding, name: string): EnvEntry | undefined | 'open' {
    const { env, envOpen } = container.started;
    const set = env.findLast((entry) => entry.name === name);
    if (set || envOpen) return set ?? 'open';
    const inImage = container.made.map(({ build }) => build.last.env.findLast((entry) => entry.name === name));
    if (inImage.some((entry) => entry !== undefined)) return inImage.length === 1 ? inImage[0] : 'open';
    return container.made.some((made) => this.#hasDotenv(made.folder)) ? 'open' : undefined;
  }

  /** A file that programs read by themselves, if it is copied into the image. */
  #hasDotenv(folder: string): boolean {
    return readIfThere(joined(folder, '.env'), this.#read) !== undefined;
  }
}

const holdsIPv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/;

/** `--name=value`, `-name value`; a flag of the Dockerfile holds where the container leaves its command alone. */
function flag({ started, made }: Holding, name: string): EnvEntry | undefined | 'open' {
  const [only] = made;
  if (!only || made.length > 1) return 'open';
  const image = startedOfBuild(only.build);
  const command = started.command ?? image.command;
  const args = started.args ?? (started.command ? undefined : image.args);
  const words = [...(command?.words ?? []), ...(args?.words ?? [])];
  if (words.some(({ text }) => /\.(?:sh|bash)$|[$`]/.test(text))) return 'open';
  return flagIn(words, name);
}

function flagIn(words: readonly Word[], name: string): EnvEntry | undefined {
  for (const [index, { text, span }] of words.entries()) {
    const dashes = /^--?/.exec(text)?.[0] ?? '';
    if (dashes === '' || !text.startsWith(name, dashes.length)) continue;
    const rest = text.slice(dashes.length + name.length);
    if (rest.startsWith('=')) return entryOf(name, { text: rest.slice(1), span });
    const next = words[index + 1];
    if (rest === '' && next && !next.text.startsWith('-')) return entryOf(name, next);
  }
  return undefined;
}

function entryOf(name: string, { text, span }: Word): EnvEntry {
  return { name, value: { is: 'text', type: 'string', text, span, via: [] }, span };
}

function settled({ name, value, span }: EnvEntry, title: string): Value {
  if (value.is === 'absent') return value;
  return { ...value, via: [{ name, span, says: `${title} sets ${name}` }, ...value.via] };
}

/** Equal constants are one, and so are several workloads that give nothing. */
function distinct(options: readonly (Value | undefined)[]): Given {
  const seen = new Set<string>();
  return options.filter((option) => {
    if (option !== undefined && option.is !== 'text') return true;
    const key = option === undefined ? '' : `=${option.text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
