import type { Words } from '../evaluate/words.ts';
import { Reader } from './reader.ts';

/** Checks the word lists. */
export function parseWords(data: unknown, file: string): Words {
  const reader = new Reader(data, file);
  const words = {
    address: reader.texts('address'),
    maybe: reader.texts('maybe'),
    port: reader.texts('port'),
    neither: reader.texts('neither'),
    transparent: reader.texts('transparent'),
    proven: reader.texts('proven'),
    hostnames: reader.texts('hostnames'),
    predicates: patternsOf(reader.raw('predicates')),
    purposes: patternsOf(reader.raw('purposes')),
  };
  reader.done();
  return words;
}

/** Lists of patterns by what they say. */
function patternsOf(data: unknown): Record<string, string[]> {
  const lists = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return Object.fromEntries(lists.map(([says, list]) => [says, Array.isArray(list) ? list.map(String) : []]));
}
