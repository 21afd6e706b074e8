import { UsageError } from '../run/options.ts';
import { commands } from './choices.ts';
import { requirePath } from './paths.ts';

/** The paths of a command line, and what standard input is called. */
export interface GivenPaths {
  readonly paths: readonly string[];
  readonly stdinFilename: string | undefined;
}

/** Whether standard input is judged: `-` alone, or a name for it. */
export function readsInput({ paths, stdinFilename }: GivenPaths): boolean {
  const hasDash = paths.includes('-');
  if (hasDash && paths.length > 1) throw new UsageError('- reads standard input and takes no other paths beside it');
  if (stdinFilename !== undefined && !hasDash && paths.length > 0) {
    throw new UsageError('--stdin-filename names what comes from standard input; give - as the path');
  }
  return hasDash || stdinFilename !== undefined;
}

/** The paths, each of which must exist; the folder in which the user stands without any. */
export function pathsOf({ paths }: GivenPaths, cwd: string): readonly string[] {
  for (const path of paths) requirePath(cwd, path, commands);
  return paths.length === 0 ? ['.'] : paths;
}

/** What a manifest has on one of its lines, in YAML or in JSON. */
const manifestKey = /(?:^|[{,])[ \t]*(?:- )?["']?(?:apiVersion|kind|services)["']?[ \t]*:/m;
/** A line that says something: no comment, and nothing that parts documents. */
const content = /^[ \t]*(?!#|---|\.\.\.)(\S.*)$/m;
const longestLine = 60;

/**
 * Standard input as what a scan judges in place of files. Where nothing came, or a message in place of manifests, what
 * should have written it has failed.
 */
export function inputOf(text: string, { stdinFilename }: GivenPaths): { readonly text: string; readonly name: string } {
  if (text.trim() === '') throw new UsageError('nothing came in on standard input');
  if (stdinFilename !== undefined) return { text, name: stdinFilename };
  const [, first] = content.exec(text) ?? [];
  if (first !== undefined && !manifestKey.test(text)) {
    const begins = first.length > longestLine ? `${first.slice(0, longestLine)}…` : first;
    throw new UsageError(
      `standard input holds no manifest; it begins with "${begins}" (--stdin-filename tells which format it has)`,
    );
  }
  return { text, name: 'stdin.yaml' };
}
