import type { Directive, Embedded } from '../languages/language.ts';
import { globSource } from '../model/glob.ts';
import { withoutTemplateSuffix } from '../templates/names.ts';
import type { DaemonEntry } from './daemon-entry.ts';

/** Knows programs by the names of their files, and by what only their configuration says. */
export class Daemons {
  readonly #all: readonly Known[];
  /** Any of the names: most files have none of them. */
  readonly #anyFile: RegExp;

  constructor(entries: readonly DaemonEntry[]) {
    this.#all = entries.map((entry) => new Known(entry));
    const files = entries.flatMap((entry) => entry.files.map(globPattern));
    this.#anyFile = new RegExp(files.length === 0 ? '(?!)' : files.join('|'), 'i');
  }

  /** The program whose configuration a text is; `path` is that of its file. */
  of(embedded: Embedded, path: string): DaemonEntry | undefined {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const name = withoutTemplateSuffix(embedded.name);
    const base = name.slice(name.lastIndexOf('/') + 1);
    const all = new Set([base, name, `${folder}${name}`, withoutTemplateSuffix(path)]);
    const named = [...all].filter((one) => this.#anyFile.test(one));
    const byName = named.length === 0 ? undefined : this.#all.find((one) => named.some((file) => one.isCalled(file)));
    return (byName ?? this.#all.find((one) => one.isMarked(embedded.text)))?.entry;
  }
}

/** A program with its patterns, which are made where they are needed: there are hundreds. */
class Known {
  readonly entry: DaemonEntry;
  #files: readonly RegExp[] | undefined;
  #marks: readonly RegExp[] | undefined;

  constructor(entry: DaemonEntry) {
    this.entry = entry;
  }

  isCalled(file: string): boolean {
    this.#files ??= this.entry.files.map((glob) => new RegExp(globPattern(glob), 'i'));
    return this.#files.some((one) => one.test(file));
  }

  /** Words are looked for first: they cost less than patterns, and a text without them says nothing that matters. */
  isMarked(text: string): boolean {
    const { anchors, marks } = this.entry;
    if (marks.length === 0 || !anchors.some((word) => text.includes(word))) return false;
    this.#marks ??= marks.map((mark) => new RegExp(mark, 'm'));
    return this.#marks.every((mark) => mark.test(text));
  }
}

/** `*` stands for any characters but a slash. */
function globPattern(glob: string): string {
  const body = globSource(glob, 'path');
  return glob.includes('/') ? `(?:^|/)${body}$` : `^${body}$`;
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
