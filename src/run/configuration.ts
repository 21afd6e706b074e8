import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { rules } from '../../rules/index.ts';
import type { Settings } from '../config/settings.ts';
import type { Position } from '../model/span.ts';
import { loadCatalog } from './catalog.ts';
import { slashed } from './discover.ts';
import { gitTop } from './git.ts';
import { UsageError } from './options.ts';

/** What an only6.yaml says, and where it says it. */
export interface Configuration {
  /** Absolute; undefined where there is no file, so that nothing is set. */
  readonly file: string | undefined;
  readonly settings: Settings;
  /** `only6.yaml:12:3` for a path of keys such as `rules.listen-ipv4-only`. */
  readonly placeOf: (path: string) => string;
}

/** Nothing is set. */
export const unconfigured: Configuration = { file: undefined, settings: {}, placeOf: () => '' };

const fileName = 'only6.yaml';
const largest = 1024 * 1024;
/** One slip may lead to hundreds. */
const mostMistakes = 10;

export interface ConfigurationRequest {
  readonly cwd: string;
  /** What will be scanned; decides where the search begins. */
  readonly paths: readonly string[];
  /** A file that was named, or false for none. */
  readonly config: string | false | undefined;
}

/** Finds and reads the configuration of a scan. Throws a UsageError that lists what is wrong with it, with its places. */
export async function configurationFor({ cwd, paths, config }: ConfigurationRequest): Promise<Configuration> {
  if (config === false) return unconfigured;
  const file = config === undefined ? nearestFile(cwd, paths) : resolve(cwd, config);
  if (file === undefined) return unconfigured;
  const name = slashed(relative(cwd, file));
  const source = readSource(file, name);
  const { readSettings } = await import('../config/settings.ts');
  const catalog = loadCatalog();
  const { data, mistakes, places } = readSettings(source, {
    rules: rules.map(({ id }) => id),
    programs: [...new Set([...catalog.images, ...catalog.runtimes].map(({ id }) => id))],
    languages: [...new Set(catalog.libraries.map(({ language }) => language))],
  });
  const placed = (at: Position): string => `${name}:${at.line}:${at.column}`;
  if (mistakes.length > 0) {
    const told = [...new Set(mistakes.map(({ at, says }) => `${placed(at)}: ${says}`))];
    const more = told.length > mostMistakes ? [`and ${told.length - mostMistakes} mistakes more`] : [];
    throw new UsageError([...told.slice(0, mostMistakes), ...more].join('\n'));
  }
  return { file, settings: data, placeOf: (path) => placed(places.get(path) ?? { line: 1, column: 1 }) };
}

function readSource(file: string, name: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats && !stats.isFile()) throw new UsageError(`${name} is no file`);
  if (!stats) throw new UsageError(`no such configuration file: ${name}`);
  if (stats.size > largest) throw new UsageError(`${name} is larger than 1 MB`);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** From the folder that holds all that is scanned up to the top-level of its repository. */
function nearestFile(cwd: string, paths: readonly string[]): string | undefined {
  const start = commonFolder(paths.map((path) => folderOf(resolve(cwd, path))));
  const last = gitTop(start) ?? (start.startsWith(cwd + sep) ? cwd : start);
  for (let folder = start; ; folder = dirname(folder)) {
    const found = fileIn(folder);
    if (found !== undefined) return found;
    if (folder === last || dirname(folder) === folder) return undefined;
  }
}

function fileIn(folder: string): string | undefined {
  const file = join(folder, fileName);
  // A link that leads nowhere is a mistake, not an absence.
  if (lstatSync(file, { throwIfNoEntry: false })) return file;
  const other = ['only6.yml', '.only6.yaml', '.only6.yml'].map((name) => join(folder, name)).find(existsSync);
  if (other !== undefined) throw new UsageError(`${basename(other)} is not read: call it ${fileName}`);
  return undefined;
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
}

function commonFolder(folders: readonly string[]): string {
  return folders.reduce((common, folder) => {
    let at = common;
    while (folder !== at && !folder.startsWith(at.endsWith(sep) ? at : at + sep)) at = dirname(at);
    return at;
  });
}
