import type { FactReader } from '../catalog/facts.ts';
import type { Catalog } from '../catalog/schema.ts';
import type { Language } from '../languages/language.ts';

/** One reader of facts for each catalog of a language, made with the first file that needs it: many runs have none. */
export class FactReaders {
  readonly #catalog: Catalog;
  readonly #readers = new Map<string, FactReader>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  async of({ catalog, kind }: Language): Promise<FactReader> {
    let reader = this.#readers.get(catalog);
    if (reader === undefined) {
      const { FactReader } = await import('../catalog/facts.ts');
      reader = new FactReader(this.#catalog, catalog, kind);
      this.#readers.set(catalog, reader);
    }
    return reader;
  }
}
