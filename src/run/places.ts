import type { Elsewhere } from '../languages/language.ts';
import { languageOf } from './front-ends.ts';

const folder =
  /^(?:\.devcontainer|_*tests?_*|testdata|test[-_]?(?:utils?|helpers?|fixtures?|integration|infra|support)|(?:[\w-]+[-_])?tests?|[a-z]{0,20}testing|tests?[-_][\w-]+|(?!(?:\w*la|con|pro|at|de)tests?$)[a-z]{2,20}tests?|[\w-]*integration[-_]?tests?|integration|e2e(?:[-_]?tests?)?|fvt?|examples?|docs?|samples?|bench(?:marks?)?|_*fixtures_*|_*mocks?_*|__fixtures__|__mocks__)$/i;

/**
 * What a file is for when it does not run in the cluster, for the sentence that says so; empty for all others. A folder
 * that somebody asks about is no side show: what counts is where the file is inside the `scanned` folders.
 */
export function asideOf(file: string, scanned: readonly string[]): string {
  const inside = scanned.find((one) => file.startsWith(`${one}/`));
  const path = inside === undefined ? file : file.slice(inside.length + 1);
  const found = path
    .split('/')
    .slice(0, -1)
    .find((one) => folder.test(one));
  return found === undefined ? elsewhere(path, 'nowhere') : `the file is in a ${found} folder`;
}

/** Why the nodes that a file runs on always have IPv4, so that what it takes for granted holds there; empty for all others. */
export function onOtherNodes(file: string): string {
  return elsewhere(file, 'nodes with IPv4');
}

/** What the language says of a file by its path. */
function elsewhere(file: string, runs: Elsewhere['runs']): string {
  const folders = file.split('/');
  const name = folders.pop() ?? '';
  const all = languageOf(file)?.elsewhere ?? [];
  const found = all.find(
    (one) => one.runs === runs && (one.part === 'name' ? [name] : folders).some((part) => one.like.test(part)),
  );
  return found?.says ?? '';
}
