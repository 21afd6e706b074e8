import type { Result } from '../model/finding.ts';
import { lastPart } from '../model/path.ts';
import { asideOf } from './places.ts';
import { compare } from './tally.ts';

/** Languages of programs in a cluster that only6 does not read yet, by extension. */
const languages: Readonly<Record<string, string>> = {
  py: 'Python',
  java: 'Java',
  kt: 'Kotlin',
  scala: 'Scala',
  groovy: 'Groovy',
  clj: 'Clojure',
  cs: 'C#',
  fs: 'F#',
  vb: 'Visual Basic',
  rb: 'Ruby',
  rs: 'Rust',
  php: 'PHP',
  pl: 'Perl',
  ex: 'Elixir',
  exs: 'Elixir',
  erl: 'Erlang',
  hs: 'Haskell',
  ml: 'OCaml',
  c: 'C',
  cc: 'C++',
  cpp: 'C++',
  cxx: 'C++',
  h: 'C',
  hpp: 'C++',
  m: 'Objective-C',
  swift: 'Swift',
  dart: 'Dart',
  zig: 'Zig',
  nim: 'Nim',
  lua: 'Lua',
  ps1: 'PowerShell',
};

/** Build and operate more often than they serve: counted, but the answer does not hang on them. */
const scripts = new Set(['PowerShell', 'Groovy']);
const sideFolders = /(?:^|\/)(?:scripts?|hack|tools?|ci|\.github|\.ci|build|contrib)\//;

/** Counts source that no front end reads. */
export class Unread {
  readonly #counts = new Map<string, number>();
  /** Those that may well run in the cluster, with their languages. */
  readonly #files = new Map<string, string>();

  /** Whether the file is source that only6 does not read. */
  add(file: string, scanned: readonly string[]): boolean {
    const extension = extensionOf(file);
    const language = languages[extension];
    if (language === undefined) return false;
    this.#counts.set(extension, (this.#counts.get(extension) ?? 0) + 1);
    if (!scripts.has(language) && asideOf(file, scanned) === '' && !sideFolders.test(file)) {
      this.#files.set(file, language);
    }
    return true;
  }

  /** The languages of those that may well run in the cluster. */
  get languages(): readonly string[] {
    return [...new Set(this.#files.values())].sort(compare);
  }

  /** How many of them may well run in the cluster. */
  get matters(): number {
    return this.#files.size;
  }

  /** Those of them in a part of the project: how many there are, by language. */
  within(isPart: (file: string) => boolean): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [file, language] of this.#files) {
      if (isPart(file)) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    return counts;
  }

  list(): Result['unread'] {
    return [...this.#counts]
      .map(([extension, files]) => ({ extension, language: languages[extension] ?? extension, files }))
      .sort((a, b) => b.files - a.files || compare(a.extension, b.extension));
  }
}

function extensionOf(file: string): string {
  const name = lastPart(file);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1) : '';
}
