import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorsOf } from '../catalog/library-anchors.ts';
import type { Catalog, Library } from '../catalog/schema.ts';
import type { Statement } from '../config/choices.ts';
import type { Kind } from '../model/value.ts';
import type { Configuration } from './configuration.ts';
import { UsageError } from './options.ts';
import { packageRoot } from './package-root.ts';

let loaded: Catalog | undefined;

/** What places mean: one generated file, read once. */
export function loadCatalog(): Catalog {
  loaded ??= parse(catalogFile());
  return loaded;
}

/** The catalog with what a configuration adds. Throws a UsageError where an entry is not as the catalog needs it. */
export async function catalogFor({ settings, placeOf }: Configuration): Promise<Catalog> {
  const catalog = loadCatalog();
  const { names, images, catalog: own } = settings;
  if (names === undefined && images === undefined && own === undefined) return catalog;
  const libraries = own === undefined ? [] : await ownLibraries(own, placeOf);
  return {
    ...catalog,
    libraries: [...catalog.libraries, ...libraries],
    images: withImages(notStated(catalog.images, images), images),
    runtimes: withImages(catalog.runtimes, images),
    stated: Object.fromEntries(Object.entries(names ?? {}).map(([name, says]) => [name, kinds[says]])),
    anchors: withAnchors(catalog.anchors, libraries),
  };
}

const kinds: Readonly<Record<Statement, Kind>> = { name: 'name', address: 'ip', ipv4: 'ipv4', port: 'port' };

/** The entries without the images of which something else is stated. */
function notStated(
  entries: Catalog['images'],
  stated: Configuration['settings']['images'] = {},
): readonly Catalog['images'][number][] {
  return entries.map((entry) => {
    const others = Object.keys(stated)
      .filter((name) => stated[name] !== entry.id)
      .map(shortened);
    const alike = others.filter((name) => entry.images.includes(name.split('/').at(-1) ?? ''));
    return {
      ...entry,
      images: entry.images.filter((name) => !others.includes(name)),
      notFrom: [...entry.notFrom, ...alike.flatMap((name) => name.split('/').slice(0, -1))],
      portsUnlessNamed: [...entry.portsUnlessNamed, ...others],
    };
  });
}

/** The last two parts of a name in lower case, by which images are told. */
function shortened(name: string): string {
  return name.toLowerCase().split('/').slice(-2).join('/');
}

/** Entries that were given images of one's own come first: what is stated wins over what a name looks like. */
function withImages<T extends { readonly id: string; readonly images: readonly string[] }>(
  entries: readonly T[],
  stated: Configuration['settings']['images'] = {},
): readonly T[] {
  const ownOf = (entry: T): string[] => Object.keys(stated).filter((name) => stated[name] === entry.id);
  const given = entries.filter((entry) => ownOf(entry).length > 0);
  const own = given.map((entry) => ({ ...entry, images: ownOf(entry).map(shortened) }));
  return [...own, ...entries];
}

async function ownLibraries(
  given: NonNullable<Configuration['settings']['catalog']>,
  placeOf: Configuration['placeOf'],
): Promise<readonly Library[]> {
  const { parseLibrary } = await import('../catalog/schema.ts');
  return given.map((item, index) => {
    try {
      return parseLibrary({ source: 'only6.yaml', ...item }, placeOf(`catalog.${index}`));
    } catch (error) {
      throw new UsageError(placed(error instanceof Error ? error.message : String(error), index, placeOf));
    }
  });
}

/** The entry that is wrong is nearer than the library. */
function placed(message: string, library: number, placeOf: Configuration['placeOf']): string {
  const [, entry, rest = ''] = /: entries\[(\d+)\](.*)$/s.exec(message) ?? [];
  if (entry === undefined) return message;
  return `${placeOf(`catalog.${library}.entries.${entry}`)}: ${rest.replace(/^[.:] ?/, '')}`;
}

/** Without anchors of its own a library is told by its places, which stand wherever it is used. */
function withAnchors(anchors: Catalog['anchors'], libraries: readonly Library[]): Catalog['anchors'] {
  const all: Record<string, readonly string[]> = { ...anchors };
  for (const library of libraries) {
    const { language, modules, entries } = library;
    const given = anchorsOf(library);
    const places = entries.map(({ place }) => place.name.split('.').at(-1) ?? '');
    all[language] = [...(all[language] ?? []), ...(given.length > 0 ? given : [...modules, ...places])];
  }
  return all;
}

function catalogFile(): string {
  const source = join(packageRoot(), 'src', 'catalog', 'index.generated.json');
  const built = join(packageRoot(), 'dist', 'catalog.json');
  return import.meta.url.endsWith('.ts') || !existsSync(built) ? source : built;
}

// The file is generated from checked YAML, so that its shape is known here.
function parse(file: string): Catalog {
  return JSON.parse(readFileSync(file, 'utf8')) as Catalog;
}
