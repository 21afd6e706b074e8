import { folderOf, foldersUp, inside, resolved } from '../../model/path.ts';
import type { Modules, ProjectFiles } from '../language.ts';

const extensions = ['', '.ts', '.js', '.tsx', '.mts', '.mjs', '.cjs', '.jsx', '.cts'];
const mostStars = 16;

/** How ES modules and CommonJS modules name each other: by path, by an alias of tsconfig.json, by a package of the workspace. */
export const modules: Modules = {
  filesOf: (module, from, project) => {
    const file = module === '' ? undefined : fileOf(module, from, project);
    return file === undefined || file === from ? [] : withStars(file, project);
  },
};

/** A file with those that it passes on as a whole: `export * from './hosts'`, `module.exports = require('./hosts')`. */
function withStars(file: string, project: ProjectFiles): readonly string[] {
  const files = [file];
  for (let at = 0; at < files.length && files.length < mostStars; at++) {
    const holder = files[at] ?? '';
    for (const [, star, required] of (project.text(holder) ?? '').matchAll(passedOn)) {
      const next = fileOf(star ?? required ?? '', holder, project);
      if (next !== undefined && !files.includes(next)) files.push(next);
    }
  }
  return files;
}

const passedOn =
  /^[ \t]*export[ \t]*\*[ \t]*from[ \t]*["']([^"'\n]+)["']|^[ \t]*module\.exports[ \t]*=[ \t]*require\(["']([^"'\n]+)["']\)/gm;

function fileOf(module: string, from: string, project: ProjectFiles): string | undefined {
  if (/^\.\.?(?:\/|$)/.test(module)) return found(resolved(folderOf(from), module), project);
  for (const folder of foldersUp(from)) {
    const file = aliased(module, folder, project) ?? ofWorkspace(module, folder, project);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** The file that a path without its extension means; a compiled name stands for its source. */
function found(path: string | undefined, project: ProjectFiles): string | undefined {
  if (path === undefined) return undefined;
  const bare = path.replace(/\.[cm]?jsx?$/, '');
  const candidates = [path, ...(bare === path ? [] : [bare])].flatMap((one) => extensions.map((end) => `${one}${end}`));
  return [...candidates, ...extensions.slice(1).map((end) => inside(path, `index${end}`))].find((one) =>
    exists(one, project),
  );
}

function exists(file: string, project: ProjectFiles): boolean {
  return /\.(?:[cm]?[jt]sx?)$/.test(file) && project.list(folderOf(file)).includes(file);
}

/** `"paths": { "@/*": ["./src/*"] }` and `baseUrl` of a tsconfig.json, which may hold comments. */
function aliased(module: string, folder: string, project: ProjectFiles): string | undefined {
  const config = project.text(inside(folder, 'tsconfig.json'));
  if (config === undefined) return undefined;
  const base = resolved(folder, /"baseUrl"\s*:\s*"([^"]*)"/.exec(config)?.[1] ?? '.');
  if (base === undefined) return undefined;
  for (const [, prefix = '', target = ''] of config.matchAll(/"([^"*\n]+)\*?"\s*:\s*\[\s*"([^"*\n]*)\*?"/g)) {
    if (!module.startsWith(prefix)) continue;
    const file = found(resolved(base, `${target}${module.slice(prefix.length)}`), project);
    if (file !== undefined) return file;
  }
  return /"baseUrl"/.test(config) ? found(resolved(base, module), project) : undefined;
}

/** A package of the same repository, where such packages are kept. */
function ofWorkspace(module: string, folder: string, project: ProjectFiles): string | undefined {
  const [scope = '', name = '', ...rest] = module.startsWith('@') ? module.split('/') : ['', ...module.split('/')];
  const whole = scope === '' ? name : `${scope}/${name}`;
  if (!/^[\w@./-]+$/.test(module)) return undefined;
  for (const place of ['packages', 'libs', 'apps', 'services', '']) {
    const own = inside(folder, place === '' ? name : `${place}/${name}`);
    const text = project.text(inside(own, 'package.json'));
    if (text === undefined || !text.includes(`"${whole}"`)) continue;
    const inner =
      rest.length > 0 ? [rest.join('/'), `src/${rest.join('/')}`] : ['src/index', 'index', 'src', 'lib/index'];
    return inner.map((path) => found(inside(own, path), project)).find((file) => file !== undefined);
  }
  return undefined;
}
