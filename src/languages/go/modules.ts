import { folderOf, foldersUp, inside, resolved } from '../../model/path.ts';
import type { Modules, ProjectFiles } from '../language.ts';

/** Names with a capital are for everybody, but nobody imports a program. */
export function reachOf(name: string, inPackage: string): 'package' | 'anywhere' {
  return inPackage !== 'main' && /^\p{Lu}/u.test(name) ? 'anywhere' : 'package';
}

/** A package is a folder; what a build for Linux leaves out is no part of it. */
export const modules: Modules = {
  filesOf: (module, from, project) => {
    const folder = module === '' ? folderOf(from) : folderOfPackage(module, from, project);
    if (folder === undefined) return [];
    // The file itself is among them: what did not matter in it was not read.
    return project.list(folder).filter((file) => file.endsWith('.go') && !elsewhere.test(file));
  },
};

/** Tests, and what is built for other systems than those of a cluster. */
const elsewhere =
  /_test\.go$|_(?:windows|darwin|freebsd|netbsd|openbsd|dragonfly|solaris|illumos|plan9|aix|android|ios|js|wasip1)(?:_[a-z0-9]+)?\.go$/;

/** The folder of a package of the same module, of one that go.mod puts in its place, or of the same workspace. */
function folderOfPackage(path: string, from: string, project: ProjectFiles): string | undefined {
  for (const folder of foldersUp(from)) {
    const own = project.text(inside(folder, 'go.mod'));
    const found = own === undefined ? undefined : inModule(path, folder, own);
    if (found !== undefined) return found;
    for (const used of usesOf(project.text(inside(folder, 'go.work')))) {
      const member = resolved(folder, used);
      const text = member === undefined ? undefined : project.text(inside(member, 'go.mod'));
      const there = member === undefined || text === undefined ? undefined : inModule(path, member, text);
      if (there !== undefined) return there;
    }
  }
  return undefined;
}

function inModule(path: string, folder: string, text: string): string | undefined {
  const name = /^[ \t]*module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
  const rest = name === undefined ? undefined : below(path, name);
  if (rest !== undefined) return inside(folder, rest);
  for (const match of text.matchAll(/^[ \t]*(?:replace[ \t]+)?([^\s"]+)(?:[ \t]+v\S+)?[ \t]+=>[ \t]+(\.\.?\/\S*)/gm)) {
    const inner = below(path, match[1] ?? '');
    const place = resolved(folder, match[2] ?? '');
    if (inner !== undefined && place !== undefined) return inside(place, inner);
  }
  return undefined;
}

/** What of a package path comes after the module's; empty for the module itself. */
function below(path: string, module: string): string | undefined {
  if (path === module) return '';
  return path.startsWith(`${module}/`) ? path.slice(module.length + 1) : undefined;
}

/** The folders that a go.work names. */
function usesOf(text: string | undefined): readonly string[] {
  return [...(text ?? '').matchAll(/^[ \t]*(?:use[ \t]+)?(\.[^\s()]*)[ \t]*(?:\/\/.*)?$/gm)].map(
    (match) => match[1] ?? '',
  );
}
