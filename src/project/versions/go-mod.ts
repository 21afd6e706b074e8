import type { Dependencies } from './dependencies.ts';

interface Module {
  readonly required: Map<string, string>;
  /** New path and version, by old path or `path version`. */
  readonly replaced: Map<string, { readonly path: string; readonly version: string }>;
  go: string;
}

/** Reads a go.mod: the versions it requires, what it replaces, and its Go version. */
export function readGoMod(text: string): Dependencies {
  const module: Module = { required: new Map(), replaced: new Map(), go: '' };
  let block = '';
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/\/\/.*$/, '').trim();
    const opens = /^(\w+)\s*\($/.exec(line);
    if (opens) block = opens[1] ?? '';
    else if (line === ')') block = '';
    else if (line !== '') directive(block === '' ? line : `${block} ${line}`, module);
  }
  return { resolve: (library) => resolve(library, module) };
}

function directive(line: string, module: Module): void {
  const [verb, ...words] = line.split(/\s+/).map((word) => word.replace(/^["`]|["`]$/g, ''));
  const [path = '', version = ''] = words;
  if (verb === 'go') module.go = path;
  else if (verb === 'require') module.required.set(path, version);
  else if (verb === 'replace') replace(words, module);
}

function replace(words: readonly string[], module: Module): void {
  const arrow = words.indexOf('=>');
  const old = words.slice(0, arrow).join(' ');
  const [path = '', version = ''] = words.slice(arrow + 1);
  if (arrow > 0) module.replaced.set(old, { path, version });
}

function resolve(library: string, { required, replaced, go }: Module): string | undefined {
  // A go line is the least that the module asks for, not what it is built with.
  if (library === 'go' || library === 'std') return go === '' ? undefined : `>=${go}`;
  const path = ownerOf(library, [...required.keys(), ...[...replaced.keys()].map((old) => old.split(' ')[0] ?? '')]);
  if (path === undefined) return undefined;
  const version = required.get(path);
  const instead = replaced.get(`${path} ${version}`) ?? replaced.get(path);
  if (instead === undefined) return version;
  // A fork counts its versions by itself, and a folder has none.
  return instead.path === path ? instead.version : undefined;
}

/** The longest module path that a package path begins with. */
function ownerOf(library: string, modules: readonly string[]): string | undefined {
  let owner: string | undefined;
  for (const module of modules) {
    const owns = library === module || library.startsWith(`${module}/`);
    if (owns && module.length > (owner?.length ?? 0)) owner = module;
  }
  return owner;
}
