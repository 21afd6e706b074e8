import { codeSigns, purposes, type Words } from '../evaluate/words.ts';
import { Checked } from './checked.ts';

const lists = ['address', 'maybe', 'port', 'neither', 'transparent', 'proven', 'hostnames'] as const;

/** Checks the word lists; throws an error that names the file and the key. */
export function parseWords(data: unknown, file: string): Words {
  const given = new Checked(data, file).keys(...lists, 'predicates', 'purposes', 'code');
  const texts = (list: (typeof lists)[number]): readonly string[] => given.get(list).someTexts();
  const patterns = (key: string): Record<string, readonly string[]> =>
    Object.fromEntries(
      given
        .get(key)
        .entries()
        .map(([says, one]) => [says, one.someTexts()]),
    );
  return {
    address: texts('address'),
    maybe: texts('maybe'),
    port: texts('port'),
    neither: texts('neither'),
    transparent: texts('transparent'),
    proven: texts('proven'),
    hostnames: texts('hostnames'),
    predicates: patterns('predicates'),
    purposes: complete(patterns('purposes'), purposes, `${file}: purposes`),
    code: complete(codeIn(given.get('code')), codeSigns, `${file}: code`),
  };
}

function codeIn(given: Checked): Record<string, string> {
  return Object.fromEntries(given.entries().map(([says, one]) => [says, one.text()]));
}

/** What the program asks for is all there, and nothing else. */
function complete<T>(given: Record<string, T>, asked: readonly string[], where: string): Record<string, T> {
  const missing = asked.find((one) => given[one] === undefined);
  if (missing !== undefined) throw new Error(`${where}: "${missing}" is missing`);
  const unknown = Object.keys(given).find((one) => !asked.includes(one));
  if (unknown !== undefined) throw new Error(`${where}: nothing asks for "${unknown}"`);
  return given;
}
