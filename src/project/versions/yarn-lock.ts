import { type Dependencies, only } from './dependencies.ts';

interface Locked {
  readonly range: string;
  readonly version: string;
}

/** Reads yarn.lock, of Yarn 1 as well as of Yarn 2 and later: `"a@^1.0.0, a@^1.2.0":` and `version` below it. */
export function readYarnLock(text: string): Dependencies {
  const byName = new Map<string, Locked[]>();
  let keys: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^[^\s#].*:$/.test(line)) keys = line.slice(0, -1).replaceAll('"', '').split(/,\s*/);
    const version = /^ {2}version:? "?([^"\s]+)"?$/.exec(line)?.[1];
    if (version === undefined) continue;
    for (const key of keys) add(byName, key, version);
    keys = [];
  }
  return { resolve: (library, _folder, range) => choose(byName.get(library) ?? [], range) };
}

function add(byName: Map<string, Locked[]>, key: string, version: string): void {
  const at = key.indexOf('@', 1);
  if (at === -1) return;
  const name = key.slice(0, at);
  const range = key.slice(at + 1).replace(/^npm:/, '');
  byName.set(name, [...(byName.get(name) ?? []), { range, version }]);
}

/** The entry for the range that package.json asks for; else the only version there is. */
function choose(locked: readonly Locked[], range: string | undefined): string | undefined {
  const asked = locked.find((one) => one.range === range);
  return asked?.version ?? only(locked.map((one) => one.version));
}
