import type { Step } from '../model/fact.ts';
import type { ImageEntry } from './image-entry.ts';
import type { Launch, Word, WrittenFile } from './launch.ts';
import { flagValues } from './words.ts';

/** What the file that a command line names says, in the words of the command line; undefined where it is not known. */
export function readFile(
  launch: Launch,
  entry: ImageEntry,
  words: readonly Word[],
): { readonly words: readonly Word[]; readonly because: Step } | undefined {
  const { flags, positional, keys } = entry.files;
  const first = positional ? words[0] : undefined;
  const named = flagValues(words, flags, 'one').at(-1) ?? first;
  const file = launch.files.findLast((one) => one.path === named?.text);
  if (!file || file.text === undefined || file.appended || Object.keys(keys).length === 0) return undefined;
  const said = wordsOf(file, file.text, entry);
  // A copy of the project's own file is judged there, where its addresses are written.
  const told = said.some((word) => entry.addresses.flags.some((flag) => word.text.startsWith(`${flag}=`)));
  if (told && file.source !== '') return undefined;
  const heard = said.map((word) => word.text).join(' ');
  const says = heard === '' ? 'says nothing about where to listen' : `means ${heard}`;
  return { words: said, because: { says: `${file.path}, which is written here, ${says}`, span: file.span } };
}

function wordsOf({ span }: WrittenFile, text: string, { files, ipv6Switch, addresses }: ImageEntry): readonly Word[] {
  const switches = [...ipv6Switch.flags, ...addresses.everything];
  return Object.entries(files.keys).flatMap(([key, flag]) => {
    const value = valueIn(text, key);
    if (value === undefined) return [];
    if (!switches.includes(flag)) return [{ text: `${flag}=${value}`, span }];
    return /^(?:true|yes|on|1|enabled)$/i.test(value) ? [{ text: flag, span }] : [];
  });
}

/** The value of a key in any of the common forms: `key: v`, `a.key = v`, `{ key: v }`, `key v`. */
function valueIn(text: string, key: string): string | undefined {
  const setting = new RegExp(
    `(?:^|[{,])[ \\t]*(?:[\\w-]+\\.)*${key}(?:[ \\t]*[:=][ \\t]*|[ \\t]+)([^\\r\\n#}]*)`,
    'gm',
  );
  return [...text.matchAll(setting)]
    .at(-1)?.[1]
    ?.trim()
    .replace(/^["']|["']$/g, '');
}
