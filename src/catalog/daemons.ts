import type { Directive, Embedded } from '../languages/language.ts';
import { globSource } from '../model/glob.ts';
import { withoutTemplateSuffix } from '../templates/names.ts';
import type { DaemonEntry } from './daemon-entry.ts';

/** Knows programs by the names of their files, and by what only their configuration says. */
export class Daemons {
  readonly #entries: readonly {
    readonly entry: DaemonEntry;
    readonly files: readonly RegExp[];
    readonly marks: readonly RegExp[];
  }[];
  /** Any of the names: most files have none of them. */
  readonly #anyFile: RegExp;

  constructor(entries: readonly DaemonEntry[]) {
    this.#entries = entries.map((entry) => ({
      entry,
      files: entry.files.map(globPattern),
      marks: entry.marks.map((mark) => new RegExp(mark, 'm')),
    }));
    const files = this.#entries.flatMap((one) => one.files.map(({ source }) => source));
    this.#anyFile = new RegExp(files.length === 0 ? '(?!)' : files.join('|'), 'i');
  }

  /** The program whose configuration a text is; `path` is that of its file. */
  of(embedded: Embedded, path: string): DaemonEntry | undefined {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const name = withoutTemplateSuffix(embedded.name);
    const base = name.slice(name.lastIndexOf('/') + 1);
    const all = new Set([base, name, `${folder}${name}`, withoutTemplateSuffix(path)]);
    const named = [...all].filter((one) => this.#anyFile.test(one));
    const byName =
      named.length === 0
        ? undefined
        : this.#entries.find(({ files }) => files.some((file) => named.some((one) => file.test(one))));
    if (byName) return byName.entry;
    const { text } = embedded;
    return this.#entries.find(({ entry, marks }) => isMarked(text, entry, marks))?.entry;
  }
}

/** Words are looked for first: they cost less than patterns, and a text without them says nothing that matters. */
function isMarked(text: string, { anchors }: DaemonEntry, marks: readonly RegExp[]): boolean {
  return marks.length > 0 && anchors.some((word) => text.includes(word)) && marks.every((mark) => mark.test(text));
}

/** `*` stands for any characters but a slash. */
function globPattern(glob: string): RegExp {
  const body = globSource(glob, 'path');
  return new RegExp(glob.includes('/') ? `(?:^|/)${body}$` : `^${body}$`, 'i');
}

/** Directives with the setting that knows them: by their key, or by all keys that lead to it (`net.bindIp`). */
export function settingsIn(directives: readonly Directive[], entry: DaemonEntry) {
  return entry.settings.flatMap((setting) => {
    const keys = setting.keys.map(keyPattern);
    return directives
      .filter((one) => keys.some((key) => key.test(one.key) || key.test([...one.sections, one.key].join('.'))))
      .filter((one) => setting.within.length === 0 || setting.within.some((name) => one.sections.includes(name)))
      .map((directive) => ({ setting, directive }));
  });
}

/** In a key `*` stands for any characters. */
function keyPattern(key: string): RegExp {
  return new RegExp(`^${globSource(key, 'name')}$`);
}
