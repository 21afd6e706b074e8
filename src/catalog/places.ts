import { literally } from '../model/glob.ts';
import type { Kind } from '../model/value.ts';
import type { Catalog, Entry, Library, Tags } from './schema.ts';

/** A place in a library: module and name, as the imports of a file give them. */
export interface Ref {
  readonly module: string;
  /** Empty for the module itself or its default export. */
  readonly path: readonly string[];
}

/** Finds entries by module and name. One index a language. */
export class Places {
  /** By module, then by name: most names stand in modules of which nothing is known. */
  readonly #byModule = new Map<string, Map<string, Entry[]>>();
  readonly #types = new Set<string>();
  readonly #defaults = new Map<string, string>();
  readonly #stated: ReadonlyMap<string, Kind>;
  readonly #tags: { readonly pattern: RegExp; readonly repair: string }[] = [];

  constructor(catalog: Catalog, language: string) {
    this.#stated = new Map(Object.entries(catalog.stated));
    for (const library of catalog.libraries) if (library.language === language) this.#add(library);
  }

  #add(library: Library): void {
    if (library.tags) this.#tags.push({ pattern: patternOf(library.tags), repair: library.tags.repair });
    for (const module of library.modules) {
      this.#defaults.set(module, library.default);
      const byName = this.#byModule.get(module) ?? new Map<string, Entry[]>();
      this.#byModule.set(module, byName);
      for (const entry of library.entries) {
        const { name } = entry.place;
        this.#types.add(`${module} ${name}`.replace(/\.[^.]*$/, ''));
        const list = byName.get(name);
        if (list) list.push(entry);
        else byName.set(name, [entry]);
      }
    }
  }

  /** Entries of a function, type or value of a module. */
  find(ref: Ref): readonly Entry[] {
    const byName = this.#byModule.get(ref.module);
    if (byName === undefined) return [];
    const name = ref.path.length > 0 && ref.path[0] !== 'default' ? ref.path.join('.') : this.#defaults.get(ref.module);
    return name ? (byName.get(name) ?? []) : [];
  }

  /** Whether members of it are known. */
  isType(ref: Ref): boolean {
    return this.#types.has(`${ref.module} ${ref.path.join('.')}`);
  }

  /** Entries of a method, whatever its receiver. */
  onAny(method: string): readonly Entry[] {
    return this.#byModule.get('any')?.get(`*.${method}`) ?? [];
  }

  /** The name under which a module's default export stands in the catalog. */
  defaultOf(module: string): string {
    return this.#defaults.get(module) ?? '';
  }

  /** The word in the tag of a field by which a library takes IPv4 only, and what to write instead. */
  tagged(text: string): { readonly word: string; readonly repair: string } | undefined {
    for (const { pattern, repair } of this.#tags) {
      const [, word] = pattern.exec(text) ?? [];
      if (word !== undefined) return { word, repair };
    }
    return undefined;
  }

  /** What somebody stated of a name: the whole name, or its last parts (`backend.host` of `cfg.backend.host`). */
  stated(name: string): Kind | undefined {
    if (this.#stated.size === 0) return undefined;
    for (let part = name; ; part = part.slice(part.indexOf('.') + 1)) {
      const kind = this.#stated.get(part);
      if (kind !== undefined || !part.includes('.')) return kind;
    }
  }
}

function patternOf({ keys, ipv4 }: Tags): RegExp {
  const anyOf = (words: readonly string[]): string => words.map(literally).join('|');
  return new RegExp(`\\b(?:${anyOf(keys)}):"[^"]*\\b(${anyOf(ipv4)})\\b`);
}
