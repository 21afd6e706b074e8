import semver from 'semver';
import { folderOf, foldersUp, inside } from '../model/path.ts';
import { readBunLock } from './versions/bun-lock.ts';
import type { Dependencies } from './versions/dependencies.ts';
import { readGoMod } from './versions/go-mod.ts';
import { readNpmLock } from './versions/npm-lock.ts';
import { readPackageJson } from './versions/package-json.ts';
import { readPnpmLock } from './versions/pnpm-lock.ts';
import { readYarnLock } from './versions/yarn-lock.ts';

/** The version of a library, or the range that a manifest asks for, and the file that says it. */
export type Found =
  | { readonly version: string; readonly range: undefined; readonly from: string }
  | { readonly version: undefined; readonly range: string; readonly from: string };

/** Text of a file relative to the root; undefined where there is none. Throws where it should have been readable. */
export type ReadText = (file: string, limit: number) => string | undefined;

/** Lock files of large projects have tens of megabytes; beyond this one is not read. */
const lockLimit = 48 * 1024 * 1024;

const locks: readonly { readonly name: string; readonly read: (text: string) => Dependencies }[] = [
  { name: 'package-lock.json', read: readNpmLock },
  { name: 'npm-shrinkwrap.json', read: readNpmLock },
  { name: 'yarn.lock', read: readYarnLock },
  { name: 'pnpm-lock.yaml', read: readPnpmLock },
  { name: 'bun.lock', read: readBunLock },
];

/** Answers which version of a library a file uses. Files are read when they are first asked for. */
export class Versions {
  readonly #read: ReadText;
  readonly #parsed = new Map<string, Dependencies | undefined>();
  readonly #broken: { file: string; why: string }[] = [];

  constructor(read: ReadText) {
    this.#read = read;
  }

  /** Version files that could not be understood. */
  get broken(): readonly { readonly file: string; readonly why: string }[] {
    return this.#broken;
  }

  /** The nearest answer from the file's folder upwards. */
  versionOf(library: string, file: string): Found | undefined {
    return file.endsWith('.go') ? this.#goVersion(library, file) : this.#nodeVersion(library, file);
  }

  #goVersion(library: string, file: string): Found | undefined {
    for (const folder of foldersUp(file)) {
      const from = inside(folder, 'go.mod');
      const module = this.#parse(from, readGoMod);
      if (module !== undefined) return found(module.resolve(library, '', undefined), from);
    }
    return undefined;
  }

  /** What package.json asks for, sharpened by the first lock file upwards that knows it. */
  #nodeVersion(library: string, file: string): Found | undefined {
    let asked: Found | undefined;
    for (const folder of foldersUp(file)) {
      const from = inside(folder, 'package.json');
      asked ??= found(this.#parse(from, readPackageJson)?.resolve(library, '', undefined), from);
      for (const lock of locks) {
        const locked = this.#locked(inside(folder, lock.name), lock.read, {
          library,
          file,
          folder,
          range: asked?.range,
        });
        if (locked !== undefined) return locked;
      }
    }
    return asked;
  }

  #locked(
    from: string,
    read: (text: string) => Dependencies,
    ask: { library: string; file: string; folder: string; range: string | undefined },
  ): Found | undefined {
    const below = ask.folder === '' ? ask.file : ask.file.slice(ask.folder.length + 1);
    return found(this.#parse(from, read)?.resolve(ask.library, folderOf(below), ask.range), from);
  }

  #parse(file: string, read: (text: string) => Dependencies): Dependencies | undefined {
    if (!this.#parsed.has(file)) this.#parsed.set(file, this.#parseNow(file, read));
    return this.#parsed.get(file);
  }

  #parseNow(file: string, read: (text: string) => Dependencies): Dependencies | undefined {
    try {
      const text = this.#read(file, lockLimit);
      return text === undefined ? undefined : read(text.startsWith('\uFEFF') ? text.slice(1) : text);
    } catch (error) {
      this.#broken.push({
        file,
        why: `versions cannot be read: ${error instanceof Error ? error.message : 'unknown error'}`,
      });
      return undefined;
    }
  }
}

function found(says: string | undefined, from: string): Found | undefined {
  if (says === undefined) return undefined;
  const version = semver.parse(says, { loose: true });
  if (version !== null) return { version: version.version, range: undefined, from };
  return semver.validRange(says) === null ? undefined : { version: undefined, range: says, from };
}

/** Whether what was found lies in a range, outside of it, or may do either. */
export function compareVersion(found: Found | undefined, range: string): 'inside' | 'outside' | 'open' {
  if (found === undefined || semver.validRange(range) === null) return 'open';
  if (found.version !== undefined) {
    return semver.satisfies(found.version, range, { includePrerelease: true }) ? 'inside' : 'outside';
  }
  if (!semver.intersects(found.range, range)) return 'outside';
  return semver.subset(found.range, range) ? 'inside' : 'open';
}
