import { around, type Dependencies, only } from './dependencies.ts';

interface Lines {
  /** `folder\0library` to version. */
  readonly importers: Map<string, string>;
  readonly packages: Map<string, string[]>;
}

/** Reads pnpm-lock.yaml, versions 5 to 9, line by line: its form is fixed, and a YAML parser would take seconds. */
export function readPnpmLock(text: string): Dependencies {
  const lines: Lines = { importers: new Map(), packages: new Map() };
  const path: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const match = /^((?: {2})*)("[^"]*"|'[^']*'|[^\s#][^:]*(?::[^\s:][^:]*)*):(?: +(.*))?$/.exec(line);
    if (match === null) continue;
    path.length = (match[1] ?? '').length / 2;
    path.push(unquote(match[2] ?? ''));
    note(path, unquote(match[3] ?? ''), lines);
  }
  return { resolve: (library, folder) => resolve(library, folder, lines) };
}

const sections = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

function note(path: readonly string[], value: string, lines: Lines): void {
  const [first = '', second = '', third = ''] = path;
  if (first === 'packages' && path.length === 2) notePackage(second, lines);
  else if (first === 'importers' && sections.has(third)) noteDependency(second, path.slice(3), value, lines);
  else if (sections.has(first)) noteDependency('.', path.slice(1), value, lines);
}

/** `lodash: 4.17.21` before version 6, `lodash: {specifier, version}` in lines of their own since. */
function noteDependency(folder: string, rest: readonly string[], value: string, lines: Lines): void {
  const [library = '', key] = rest;
  if (value === '' || (rest.length === 2 && key !== 'version') || rest.length > 2 || library === '') return;
  const version = /^\d+\.\d+\.\d+[^(_]*/.exec(value)?.[0];
  if (version !== undefined) lines.importers.set(`${folder === '.' ? '' : folder}\0${library}`, version);
}

/** `/lodash/4.17.21`, `/lodash@4.17.21`, `lodash@4.17.21(peer@1.0.0)`. */
function notePackage(key: string, { packages }: Lines): void {
  const match = /^\/?(@[^/]+\/[^/@]+|[^/@]+)[@/](\d+\.\d+\.\d+[^(_]*)/.exec(key);
  if (match === null) return;
  const [, name = '', version = ''] = match;
  packages.set(name, [...(packages.get(name) ?? []), version]);
}

function resolve(library: string, folder: string, { importers, packages }: Lines): string | undefined {
  for (const at of around(folder)) {
    const version = importers.get(`${at}\0${library}`);
    if (version !== undefined) return version;
  }
  return only(packages.get(library) ?? []);
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}
