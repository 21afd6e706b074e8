import type { Outside } from '../evaluate/outside.ts';
import type { Language } from '../languages/language.ts';
import type { Environments } from '../project/environments.ts';
import { type Extracted, extract } from './extract.ts';
import { frontendOf, languageOf } from './front-ends.ts';
import type { Gathered } from './gather.ts';
import { Neighbours } from './neighbours.ts';
import { passedOverByContent } from './prefilter.ts';

/**
 * Reads again, with what the others say, the files in which something turns on that; and for the first time those that
 * mattered to nobody until another offered a name for an IPv4 address. The rest stays as it is.
 */
export async function readTogether(gathered: Gathered, environments: Environments): Promise<readonly Extracted[]> {
  const { files } = gathered;
  const rereading = new Rereading(gathered, environments);
  const read = new Map(files.map((file) => [file.file, file]));
  for (const [file, names] of await rereading.takers(files)) {
    const extracted = await rereading.first(file, names);
    if (extracted !== undefined) read.set(file, extracted);
  }
  const all: Extracted[] = [];
  for (const file of read.values()) all.push(await rereading.again(file));
  return all;
}

class Rereading {
  readonly #gathered: Gathered;
  readonly #environments: Environments;
  readonly #neighbours = new Map<string, Neighbours>();
  readonly #languages: ReadonlySet<Language>;
  readonly #taken = new Map<string, RegExp>();

  constructor(gathered: Gathered, environments: Environments) {
    this.#environments = environments;
    this.#gathered = gathered;
    this.#languages = new Set(gathered.linked.flatMap((file) => languageOf(file) ?? []));
  }

  /** Files that hold a name which another file of their language, or a workload, offers, with a pattern for such names. */
  async takers(files: readonly Extracted[]): Promise<ReadonlyMap<string, RegExp>> {
    const offers = files.flatMap(({ file, offers }) => offers.map((name) => ({ name, file })));
    const takers = new Map<string, RegExp>();
    for (const file of this.#gathered.linked) {
      const language = languageOf(file);
      const foreign = offers.filter((one) => one.file !== file && languageOf(one.file)?.catalog === language?.catalog);
      const offered = [...foreign.map(({ name }) => name), ...this.#environments.ipv4Names(file)];
      if (offered.length === 0) continue;
      const neighbours = await this.#neighboursOf(file);
      const names = offered.filter((name) => neighbours?.holds(file, name));
      if (names.length > 0) takers.set(file, patternOf(names));
    }
    return takers;
  }

  /** Reads a file in which certain names matter. */
  async first(file: string, names: RegExp): Promise<Extracted | undefined> {
    const { text } = this.#gathered.texts.of(file);
    if (passedOverByContent(file, text) !== undefined) return undefined;
    this.#taken.set(file, names);
    return this.#extract(file, undefined);
  }

  /** Reads a file again where another answers one of its questions. */
  async again(file: Extracted): Promise<Extracted> {
    if (file.questions.length === 0) return file;
    const neighbours = await this.#neighboursOf(file.file);
    if (!neighbours || !file.questions.some((question) => neighbours.answers(question, file.file))) return file;
    return (await this.#extract(file.file, neighbours.outsideOf(file.file, file.questions))) ?? file;
  }

  async #extract(file: string, outside: Outside | undefined): Promise<Extracted | undefined> {
    const language = languageOf(file);
    if (language === undefined) return undefined;
    const frontend = await frontendOf(language);
    const names = this.#taken.get(file);
    const { prefilter, factReaders } = this.#gathered;
    const matters = (part: string): boolean =>
      prefilter.matters(part, language.catalog) || (names?.test(part) ?? false);
    const { text } = this.#gathered.texts.of(file);
    return extract({ file, text, language, frontend, matters }, await factReaders.of(language), outside);
  }

  async #neighboursOf(file: string): Promise<Neighbours | undefined> {
    const language: Language | undefined = languageOf(file);
    if (!language?.modules) return undefined;
    let neighbours = this.#neighbours.get(language.catalog);
    if (neighbours === undefined) {
      neighbours = new Neighbours(await this.#gathered.factReaders.of(language), this.#gathered.reader, (...asked) =>
        this.#environments.given(...asked),
      );
      this.#neighbours.set(language.catalog, neighbours);
      for (const other of this.#languages) if (other.catalog === language.catalog) await neighbours.load(other);
    }
    return neighbours;
  }
}

function patternOf(names: readonly string[]): RegExp {
  return new RegExp(`(?<![\\w$])(?:${names.map((name) => name.replaceAll('$', '\\$')).join('|')})(?![\\w$])`);
}
