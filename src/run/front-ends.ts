import { languages } from '../languages/index.ts';
import type { Anchors, Frontend, Language } from '../languages/language.ts';

/** The language of a file, by its path alone. */
export function languageOf(path: string): Language | undefined {
  return languages.find((language) => language.claims(path));
}

/** The language with an id, such as that of a fact. */
export function languageById(id: string): Language | undefined {
  return languages.find((language) => language.id === id);
}

/** What the languages that read a catalog look for before they parse. */
export function anchorsOf(catalog: string): Anchors {
  return languages.find((language) => language.catalog === catalog)?.anchors ?? { words: [] };
}

const loaded = new Map<string, Promise<Frontend>>();

/** Loads a front end once, when the first file of its language needs it. */
export function frontendOf(language: Language): Promise<Frontend> {
  let frontend = loaded.get(language.id);
  if (frontend === undefined) {
    frontend = language.load();
    loaded.set(language.id, frontend);
  }
  return frontend;
}
