import type { FactReader } from '../catalog/facts.ts';
import { keyOf, type Outside } from '../evaluate/outside.ts';
import type { Teller } from '../evaluate/teller.ts';
import type { Frontend, Language, ProjectFiles } from '../languages/language.ts';
import type { Given, Input, Question, Value } from '../model/value.ts';
import { frontendOf, languageOf } from './front-ends.ts';
import { decode, encodingOf, type Reader } from './read.ts';

/** A chain of files that ask each other ends here. */
const MAX_DEPTH = 4;
/** Longer sources are data, and declare nothing that is worth their reading. */
const MAX_TEXT = 512 * 1024;
/** Texts that are kept at a time. */
const MAX_KEPT = 512;

/** What the program of a file is given by a variable or a flag. */
export type GivenTo = (file: string, from: Input['from'], name: string) => Given | undefined;

/** Answers what the files of languages that share a catalog ask of each other. A file is read when it is first asked. */
export class Neighbours {
  readonly #factReader: FactReader;
  readonly #project: Project;
  readonly #given: GivenTo;
  readonly #frontends = new Map<string, Frontend>();
  readonly #tellers = new Map<string, Teller | undefined>();
  readonly #open = new Set<string>();
  readonly #found = new Map<string, readonly string[]>();

  constructor(factReader: FactReader, reader: Reader, given: GivenTo) {
    this.#factReader = factReader;
    this.#given = given;
    this.#project = new Project(reader);
  }

  /** Has to be awaited for every language whose files may ask or be asked. */
  async load(language: Language): Promise<void> {
    if (!this.#frontends.has(language.id)) this.#frontends.set(language.id, await frontendOf(language));
  }

  /** Whether a name stands in a file. */
  holds(file: string, name: string): boolean {
    const text = this.#project.text(file) ?? '';
    return text.includes(name) && wordPattern(name).test(text);
  }

  /** Whether there is an answer to a question that a file has. */
  answers(question: Question, from: string): boolean {
    const outside = this.#outside(from, () => true);
    switch (question.wants) {
      case 'predicate':
        return outside.predicate(question) !== undefined;
      case 'place':
        return outside.entries(question) !== undefined;
      case 'input':
        return isInput(question.module) && outside.given(question.module, question.name) !== undefined;
      default:
        return outside.value(question) !== undefined;
    }
  }

  /** Answers a file's own questions, and no others. */
  outsideOf(from: string, questions: readonly Question[]): Outside {
    const own = new Set(questions.map(keyOf));
    return this.#outside(from, (question) => own.has(keyOf(question)));
  }

  #outside(from: string, isAsked: (question: Question) => boolean): Outside {
    const ask =
      <T>(answer: (question: Question) => T | undefined) =>
      (question: Question): T | undefined =>
        isAsked(question) ? this.#guarded(question, from, () => answer(question)) : undefined;
    return {
      value: ask((question) => this.#value(question, from)),
      predicate: ask((question) => this.#first(question, from, (teller) => teller.predicate(question))),
      entries: ask((question) => this.#first(question, from, (teller) => teller.entries(question))),
      given: (by, name) => this.#given(from, by, name),
    };
  }

  /** Ends where a question leads back to itself. */
  #guarded<T>(question: Question, from: string, answer: () => T | undefined): T | undefined {
    const key = `${from} ${keyOf(question)}`;
    if (this.#open.has(key) || this.#open.size >= MAX_DEPTH) return undefined;
    this.#open.add(key);
    try {
      return answer();
    } catch {
      // A fault on a file is told where that file itself is read.
      return undefined;
    } finally {
      this.#open.delete(key);
    }
  }

  #first<T>(question: Question, from: string, ask: (teller: Teller) => T | undefined): T | undefined {
    for (const file of this.#holding(question, from)) {
      const teller = this.#teller(file);
      const told = teller?.declares(question.name) ? ask(teller) : undefined;
      if (told !== undefined) return told;
    }
    return undefined;
  }

  /** Files for different systems may declare a name each; others of the package may assign it. */
  #value(question: Question, from: string): Value | undefined {
    const options: Value[] = [];
    let assigned = false;
    for (const file of this.#holding(question, from)) {
      const teller = this.#teller(file);
      if (teller?.declares(question.name)) {
        const value = teller.value(question);
        if (value === undefined) return undefined;
        options.push(value);
      } else assigned ||= question.wants === 'value' && assigns(this.#project.text(file) ?? '', question.name);
    }
    const [first] = options;
    if (first === undefined || first.is === 'absent') return undefined;
    if (assigned) {
      options.push({ is: 'unknown', spelled: question.name, from: 'local', span: first.span, via: [] });
    }
    return options.length === 1 ? first : { is: 'either', options, span: first.span, via: [] };
  }

  /** The files of a module in which a name stands. */
  #holding({ module, name }: Question, from: string): readonly string[] {
    const key = `${name} of ${module} from ${from}`;
    let found = this.#found.get(key);
    if (found === undefined) {
      const files = languageOf(from)?.modules?.filesOf(module, from, this.#project) ?? [];
      // What is imported as `default` is called otherwise, or not at all, where it is declared.
      found = files.filter((file) => name === 'default' || this.holds(file, name));
      this.#found.set(key, found);
    }
    return found;
  }

  #teller(file: string): Teller | undefined {
    if (!this.#tellers.has(file)) this.#tellers.set(file, this.#read(file));
    return this.#tellers.get(file);
  }

  #read(file: string): Teller | undefined {
    const text = this.#project.text(file);
    const frontend = this.#frontends.get(languageOf(file)?.id ?? '');
    if (text === undefined || text.length > MAX_TEXT || frontend === undefined) return undefined;
    try {
      return this.#factReader.teller(
        frontend.lower(text, file),
        text,
        this.#outside(file, () => true),
      );
    } catch {
      // A fault on a file is told where that file itself is read.
      return undefined;
    }
  }
}

function isInput(from: string): from is Input['from'] {
  return from === 'env' || from === 'flag';
}

function wordPattern(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${name.replaceAll(/[^\w]/g, '\\$&')}(?![\\w$])`);
}

/** Whether a text gives a name a value, alone or in a list, or hands it out to be given one. */
function assigns(text: string, name: string): boolean {
  const escaped = name.replaceAll(/[^\w]/g, '\\$&');
  const pattern = `(?<![\\w$.])${escaped}(?:[ \\t]*,[ \\t]*[\\w.]+){0,8}[ \\t]*:?=(?!=)|&${escaped}(?![\\w$])`;
  return new RegExp(pattern).test(text);
}

/** The files below the root, each read once as long as there is room. */
class Project implements ProjectFiles {
  readonly #reader: Reader;
  readonly #folders = new Map<string, readonly string[]>();
  readonly #texts = new Map<string, string | undefined>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  list(folder: string): readonly string[] {
    let files = this.#folders.get(folder);
    if (files === undefined) {
      files = this.#reader.list(folder);
      this.#folders.set(folder, files);
    }
    return files;
  }

  text(file: string): string | undefined {
    if (!this.#texts.has(file)) {
      if (this.#texts.size >= MAX_KEPT) this.#texts.clear();
      this.#texts.set(file, this.#read(file));
    }
    return this.#texts.get(file);
  }

  #read(file: string): string | undefined {
    const read = this.#reader.read(file);
    const encoding = read.is === 'bytes' ? encodingOf(read.bytes) : undefined;
    return read.is === 'bytes' && encoding !== undefined ? decode(read.bytes, encoding) : undefined;
  }
}
