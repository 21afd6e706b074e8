import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type DaemonEntry, parseDaemonEntry } from '../catalog/daemon-entry.ts';
import { parseImageEntry } from '../catalog/images.ts';
import { anchorsOf } from '../catalog/library-anchors.ts';
import { type FieldEntry, parseFieldEntries } from '../catalog/manifests.ts';
import { parseProgramEntry } from '../catalog/program-entry.ts';
import { parseRuntimeEntry } from '../catalog/runtime-entry.ts';
import { type Catalog, type Library, parseLibrary } from '../catalog/schema.ts';
import { parseWords } from '../catalog/word-lists.ts';
import { packageRoot } from '../run/package-root.ts';

/** Reads all YAML of the catalog and checks it; the first mistake throws and says where it is. */
export async function compileCatalog(): Promise<Catalog> {
  const libraries = libraryFolders().flatMap((folder) => files(folder).map((file) => parseLibrary(read(file), file)));
  const daemons = files('daemons').map((file) => parseDaemonEntry(read(file), file));
  const fields = [...files('kubernetes'), ...files('cluster')].flatMap((file) => parseFieldEntries(read(file), file));
  return {
    libraries,
    daemons,
    images: files('images').map((file) => parseImageEntry(read(file), file)),
    programs: files('programs').map((file) => parseProgramEntry(read(file), file)),
    runtimes: files('runtimes').map((file) => parseRuntimeEntry(read(file), file)),
    fields,
    words: parseWords(read('words.yaml'), 'words.yaml'),
    anchors: { ...anchorsByLanguage(libraries), ...daemonAnchors(daemons, fields) },
    stated: {},
  };
}

const notLibraries = new Set(['images', 'kubernetes', 'cluster', 'programs', 'runtimes', 'daemons']);

function libraryFolders(): string[] {
  return readdirSync(join(packageRoot(), 'src/catalog'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notLibraries.has(entry.name))
    .map((entry) => entry.name)
    .sort(compareNames);
}

function files(folder: string): string[] {
  const path = join(packageRoot(), 'src/catalog', folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .sort(compareNames)
    .map((name) => `${folder}/${name}`);
}

function read(file: string): unknown {
  return parse(readFileSync(join(packageRoot(), 'src/catalog', file), 'utf8'), { prettyErrors: true });
}

/** The words that make a file worth parsing, by the language of the libraries. */
function anchorsByLanguage(libraries: readonly Library[]): Record<string, string[]> {
  const anchors: Record<string, string[]> = {};
  for (const library of libraries) {
    anchors[library.language] = [...(anchors[library.language] ?? []), ...anchorsOf(library)];
  }
  return Object.fromEntries(
    Object.entries(anchors).map(([language, words]) => [language, [...new Set(words)].sort(compareNames)]),
  );
}

/** Any file may hold the configuration of a program; a YAML file also that of one that is configured in YAML. */
function daemonAnchors(daemons: readonly DaemonEntry[], fields: readonly FieldEntry[]): Record<string, string[]> {
  const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort(compareNames);
  const words = daemons.flatMap((daemon) => daemon.anchors);
  return { config: sorted(words), kubernetes: sorted([...words, ...fields.flatMap((field) => field.anchors)]) };
}

/** By code unit, the same on every machine. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
