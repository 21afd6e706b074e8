import type { Catalog } from '../catalog/schema.ts';
import type { Language } from '../languages/language.ts';
import type { Counts, Skipped } from '../model/finding.ts';
import { unconfigured } from './configuration.ts';
import type { Wanted } from './context.ts';
import { type Discovered, discover } from './discover.ts';
import { type Extracted, extract } from './extract.ts';
import { FactReaders } from './fact-readers.ts';
import { frontendOf, languageOf } from './front-ends.ts';
import { readIndex } from './git-index.ts';
import type { ScanOptions } from './options.ts';
import { asideOf } from './places.ts';
import { Policy } from './policy.ts';
import { Prefilter, passedOverByContent, passedOverByName } from './prefilter.ts';
import { decode, encodingOf, type Overlay, Reader } from './read.ts';
import { Tally } from './tally.ts';
import { Texts } from './texts.ts';
import { Unread } from './unread.ts';

/** Everything that the files say one by one, and what was left out. */
export interface Gathered {
  readonly root: string;
  readonly files: readonly Extracted[];
  readonly texts: Texts;
  readonly reader: Reader;
  readonly prefilter: Prefilter;
  readonly factReaders: FactReaders;
  readonly skipped: readonly Skipped[];
  readonly passedOver: Tally;
  readonly unread: Unread;
  readonly counts: Counts;
  /** Files that a front end claims. */
  readonly claimed: number;
  /** Those of them that may use what others define, parsed or not. */
  readonly linked: readonly string[];
  /** The scanned folders relative to the root. */
  readonly scanned: readonly string[];
  readonly policy: Policy;
  /** The files that were read, also those in which nothing matters. */
  readonly judged: ReadonlySet<string>;
  /** Whether source was left alone, since it was not wanted. */
  readonly partial: boolean;
}

/** Finds, reads and extracts, one file at a time: facts are kept, texts are not. */
export async function gather(
  options: ScanOptions,
  catalog: Catalog,
  wantedOf: (found: Discovered) => Wanted = () => () => true,
): Promise<Gathered> {
  const from = options.change === 'staged' ? 'index' : 'tree';
  const found = options.stdin === undefined ? discover(options.paths, options.cwd, from) : nothing(options.cwd);
  const gathering = new Gathering(found, catalog, options, wantedOf(found));
  if (options.stdin !== undefined) await gathering.addText(options.stdin.name, options.stdin.text);
  let done = 0;
  for (const file of found.files) {
    if (done++ % 64 === 0) options.onProgress?.({ done, total: found.files.length });
    await gathering.addFile(file);
  }
  options.onProgress?.({ done, total: found.files.length });
  return gathering.result();
}

function overlayOf({ change, contents }: ScanOptions, root: string): Overlay | undefined {
  if (change === 'staged') return readIndex(root);
  return contents && { only: undefined, contents };
}

function nothing(root: string): Discovered {
  return { root, files: [], skipped: [], passedOver: new Tally(), scanned: [], named: new Set() };
}

class Gathering {
  readonly #wanted: Wanted;
  readonly #found: Discovered;
  readonly #prefilter: Prefilter;
  readonly #factReaders: FactReaders;
  readonly #reader: Reader;
  readonly #given = new Map<string, string>();
  readonly #texts: Texts;
  readonly #files: Extracted[] = [];
  readonly #skipped: Skipped[];
  readonly #passedOver: Tally;
  readonly #unread = new Unread();
  readonly #asides: boolean;
  readonly #linked: string[] = [];
  readonly #policy: Policy;
  readonly #judged = new Set<string>();
  #claimed = 0;
  #partial = false;
  #read = 0;
  #bytes = 0;

  constructor(found: Discovered, catalog: Catalog, options: ScanOptions, wanted: Wanted) {
    this.#wanted = wanted;
    this.#found = found;
    this.#asides = options.asides ?? false;
    this.#policy = new Policy(options.configuration ?? unconfigured, found.root);
    this.#prefilter = new Prefilter(catalog.anchors);
    this.#factReaders = new FactReaders(catalog);
    this.#reader = new Reader(found.root, overlayOf(options, found.root));
    this.#texts = new Texts(this.#reader, this.#given);
    this.#skipped = [...found.skipped];
    this.#passedOver = found.passedOver;
    if (options.stdin !== undefined) this.#given.set(options.stdin.name, options.stdin.text);
  }

  async addFile(file: string): Promise<void> {
    if (this.#policy.excludes(file)) return this.#passedOver.add('excluded by only6.yaml');
    const language = this.#languageOf(file);
    if (language === undefined) return;
    if (!this.#wanted(file, language)) {
      this.#partial ||= language.kind === 'code';
      return;
    }
    if (this.#isAside(file, language)) return this.#passedOver.add('test or example (--notes reads it)');
    const read = this.#reader.read(file);
    if (read.is === 'failed') return this.#skip(file, read.why);
    if (read.is === 'passed over') return this.#passedOver.add(read.why);
    const encoding = encodingOf(read.bytes);
    if (encoding === undefined) return this.#passedOver.add('binary');
    this.#claimed++;
    this.#judged.add(file);
    this.#read++;
    this.#bytes += read.bytes.length;
    if (language.modules) this.#linked.push(file);
    // One byte a character is enough to look for anchors, and four times as fast as decoding.
    const raw = encoding === 'utf8' ? read.bytes.toString('latin1') : decode(read.bytes, encoding);
    if (!this.#prefilter.matters(language.sourceIn?.(raw, file) ?? raw, language.catalog)) return;
    const why = passedOverByContent(file, raw);
    if (why !== undefined) {
      this.#claimed--;
      return this.#passedOver.add(why);
    }
    await this.#extract(file, decode(read.bytes, encoding), language);
  }

  /** Source that does not run in the cluster gives notes at most; manifests may still belong to others. */
  #isAside(file: string, language: Language): boolean {
    const { scanned, named } = this.#found;
    const own = this.#asides || language.id === 'kubernetes' || named.has(file);
    return !own && asideOf(file, scanned) !== '';
  }

  async addText(file: string, text: string): Promise<void> {
    const language = this.#languageOf(file);
    if (language === undefined) return;
    this.#claimed++;
    this.#read++;
    this.#bytes += text.length;
    await this.#extract(file, text, language);
  }

  result(): Gathered {
    return {
      root: this.#found.root,
      files: this.#files,
      texts: this.#texts,
      reader: this.#reader,
      prefilter: this.#prefilter,
      factReaders: this.#factReaders,
      skipped: this.#skipped,
      passedOver: this.#passedOver,
      unread: this.#unread,
      claimed: this.#claimed,
      linked: this.#linked,
      scanned: this.#found.scanned,
      policy: this.#policy,
      judged: this.#judged,
      partial: this.#partial,
      counts: {
        found: this.#found.files.length + this.#given.size,
        read: this.#read,
        parsed: this.#files.length,
        bytes: this.#bytes,
      },
    };
  }

  #languageOf(file: string): Language | undefined {
    const why = passedOverByName(file);
    if (why !== undefined) {
      this.#passedOver.add(why);
      return undefined;
    }
    const language = languageOf(file);
    if (language === undefined) this.#unread.add(file, this.#found.scanned);
    return language;
  }

  async #extract(file: string, text: string, language: Language): Promise<void> {
    const frontend = await frontendOf(language);
    const matters = (part: string): boolean => this.#prefilter.matters(part, language.catalog);
    const input = { file, text, language, frontend, matters };
    const extracted = await extract(input, await this.#factReaders.of(language));
    this.#files.push(extracted);
    const source = extracted.gaveUp.length > 0 ? this.#texts.of(file) : undefined;
    for (const { why, span } of extracted.gaveUp) this.#skip(file, why, source?.position(span.start));
  }

  #skip(file: string, why: string, at: Skipped['at'] = undefined): void {
    this.#skipped.push({ file, at, why, matters: asideOf(file, this.#found.scanned) === '' });
  }
}
