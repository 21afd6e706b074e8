import { codeSigns, purposes, type Words } from '../evaluate/words.ts';
import { Checked } from './checked.ts';

/** Checks the word lists; throws an error that names the file and the key. */
export function parseWords(data: unknown, file: string): Words {
  const given = new Checked(data, file);
  const signs = given.get('code');
  return given.whole({
    address: given.get('address').someTexts(),
    maybe: given.get('maybe').someTexts(),
    port: given.get('port').someTexts(),
    neither: given.get('neither').someTexts(),
    transparent: given.get('transparent').someTexts(),
    proven: given.get('proven').someTexts(),
    hostnames: given.get('hostnames').someTexts(),
    predicates: Object.fromEntries(
      given
        .get('predicates')
        .entries()
        .map(([says, one]) => [says, one.someTexts()]),
    ),
    purposes: Object.fromEntries(purposes.map((one) => [one, given.get('purposes').get(one).someTexts()])),
    code: Object.fromEntries(codeSigns.map((sign) => [sign, signs.get(sign).text()])),
  });
}
