import type { Family, Listen } from '../model/fact.ts';
import type { Checked } from './checked.ts';

/** What a family may be in the catalog. */
export const families = ['ipv4', 'ipv6', 'both', 'unknown'] as const;
const reaches = ['any', 'loopback', 'address', 'unknown'] as const;

/** What a program opens, and the sentence that says why. */
export interface Listening {
  readonly family: Family;
  readonly reach: Listen['reach'];
  readonly says: string;
}

/** What a program makes of a word that is no address. */
export interface FamilyWord {
  readonly word: string;
  readonly family: Family;
}

/** A container or a file that starts one, and what has to be found in it. */
export interface ListeningExample {
  readonly title: string;
  readonly container: string;
  readonly family: Family;
  readonly reach: Listen['reach'];
}

/** Reads what a program opens; throws an error that names the key, as the others here do. */
export function listening(given: Checked): Listening {
  return {
    family: given.get('family').oneOf(families),
    reach: given.get('reach').oneOf(reaches),
    says: given.get('says').text(),
  };
}

/** The same, for what may be left out. */
export function listeningIfGiven(given: Checked): Listening | undefined {
  return given.missing ? undefined : listening(given);
}

/** Reads words with what they mean; none where they are left out. */
export function familyWords(given: Checked): readonly FamilyWord[] {
  return given.entries().map(([word, family]) => ({ word, family: family.oneOf(families) }));
}

/** Reads examples, of which there must be one. */
export function listeningExamples(given: Checked): readonly ListeningExample[] {
  if (given.list().length === 0) return given.fail('at least one example');
  return given.list().map((one) => {
    const yields = one.get('yields');
    return {
      title: one.get('title').text(),
      container: one.get('container').text(),
      family: yields.get('family').oneOf(families),
      reach: yields.get('reach').oneOf(reaches),
    };
  });
}

/** The name of an entry's file, which is its id. */
export function idOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.ya?ml$/, '');
}
