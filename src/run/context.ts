import type { Language } from '../languages/language.ts';
import { folderOf } from '../model/path.ts';
import type { Change } from './change.ts';

/** Whether a file is wanted of those that front ends claim. */
export type Wanted = (file: string, language: Language) => boolean;

/** A file, and what is judged together with it or with the workload that runs it. */
export function aroundFile(file: string): Wanted {
  return (one, { together }) => one === file || together === true;
}

/**
 * The files of a change with what stands around them: all that is judged together, and the source in their folders.
 * What is asked of other source is read when it is asked for.
 */
export function aroundChange({ touches }: Change, files: readonly string[]): Wanted {
  const touched = files.filter((file) => touches(file, 1, Number.POSITIVE_INFINITY));
  const folders = new Set(touched.map(folderOf));
  return (one, { together, modules }) =>
    together === true ||
    touches(one, 1, Number.POSITIVE_INFINITY) ||
    (modules !== undefined && folders.has(folderOf(one)));
}
