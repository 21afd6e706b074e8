import type { Library } from './schema.ts';

/** The words that make a file worth parsing: those that a library declares, and tags as they are written. */
export function anchorsOf({ anchors, tags }: Library): readonly string[] {
  const inTags = tags?.ipv4.flatMap((word) => [`,${word}`, `"${word}`]) ?? [];
  return [...anchors, ...inTags];
}
