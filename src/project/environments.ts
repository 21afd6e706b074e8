import type { EnvEntry, Word } from '../catalog/launch.ts';
import type { Resource } from '../languages/language.ts';
import type { Given, Input, Value } from '../model/value.ts';
import { startedOfBuild } from './dockerfiles.ts';
import { type Holding, Holdings } from './holdings.ts';
import { besides, readIfThere } from './paths.ts';
import type { LaunchCatalog } from './programs.ts';
import { SourceFolders } from './source-folders.ts';
import type { ReadText } from './versions.ts';
import { type Workload, workloadsOf } from './workloads.ts';

/** A workload whose objects are written in full, with what patches of it set. */
interface Deployed {
  readonly title: string;
  readonly containers: readonly Holding[];
  readonly patched: readonly EnvEntry[];
}

/**
 * What the workloads of a project give the programs of its own source, by variables and by flags. Charts are left out:
 * who installs one says more than the chart does.
 */
export class Environments {
  readonly #deployed: readonly Deployed[];
  readonly #folders: SourceFolders;
  readonly #read: ReadText;

  constructor(resources: readonly Resource[], catalog: LaunchCatalog, read: ReadText) {
    const all = workloadsOf(resources);
    const whole = all.filter((workload) => !workload.partial && !isTemplate(workload.resource));
    const holdings = whole.length > 0 ? new Holdings(resources, catalog, read) : undefined;
    this.#deployed = whole.map((workload) => ({
      title: `${workload.resource.kind} ${workload.resource.name}`,
      containers: holdings ? workload.containers.map((container) => holdings.ofContainer(container, workload)) : [],
      patched: all.filter((one) => one.partial && isSame(one, workload)).flatMap(variablesOf),
    }));
    this.#folders = new SourceFolders(this.#deployed);
    this.#read = read;
  }

  /** What the program of a source file is given by a name; undefined where the project does not say it all. */
  given(file: string, from: Input['from'], name: string): Given | undefined {
    if (from === 'config') return undefined;
    const options: (Value | undefined)[] = [];
    for (const { title, containers, patched } of this.#deployed) {
      for (const container of containers) {
        if (this.#folders.partOf(file, { containers: [container] }) !== 'own') continue;
        const found = from === 'env' ? this.#variable(container, name) : flag(container, name);
        if (found === 'open') return undefined;
        for (const one of [found, ...(from === 'env' ? patched.filter((entry) => entry.name === name) : [])]) {
          if (one?.value.is === 'unknown') return undefined;
          options.push(one && settled(one, title));
        }
      }
    }
    return options.length === 0 ? undefined : distinct(options);
  }

  /** Variables that give the program of a source file an IPv4 address. */
  ipv4Names(file: string): readonly string[] {
    return this.#deployed.flatMap(({ containers, patched }) =>
      containers
        .filter((container) => this.#folders.partOf(file, { containers: [container] }) === 'own')
        .flatMap(({ started }) => [...started.env, ...patched])
        .flatMap(({ name, value }) => (value.is === 'text' && holdsIPv4.test(value.text) ? [name] : [])),
    );
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
    return readIfThere(besides(`${folder}/x`.replace(/^\//, ''), '.env'), this.#read) !== undefined;
  }
}

const holdsIPv4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/;

function isTemplate({ arms, span }: Resource): boolean {
  return (arms?.length ?? 0) > 0 || /(?:^|\/)templates\//.test(span.file);
}

function isSame(one: Workload, other: Workload): boolean {
  return one.resource.kind === other.resource.kind && one.resource.name === other.resource.name;
}

function variablesOf({ containers }: Workload): readonly EnvEntry[] {
  return containers.flatMap(({ env }) => env);
}

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
