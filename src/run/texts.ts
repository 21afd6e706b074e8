import type { Located } from '../model/finding.ts';
import { LineTable, type Position, type Span } from '../model/span.ts';
import { lineHashes } from '../reports/line-hash.ts';
import { decode, encodingOf, type Reader } from './read.ts';

/** A file's text with what turns offsets into places. */
export class SourceText {
  readonly text: string;
  readonly #lines: LineTable;
  #hashes: readonly string[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.#lines = new LineTable(text);
  }

  get lineCount(): number {
    return this.#lines.count;
  }

  position(offset: number): Position {
    return this.#lines.position(Math.max(0, Math.min(offset, this.text.length)));
  }

  locate(span: Span): Located {
    return { start: this.position(span.start), end: this.position(Math.max(span.start, span.end)) };
  }

  /** One line without its break; undefined beyond the end. */
  line(number: number): string | undefined {
    if (number < 1 || number > this.#lines.count) return undefined;
    const { start, end } = this.#lines.range(number);
    return this.text.slice(start, end).replace(/[\r\n]+$/, '');
  }

  lineHash(number: number): string {
    this.#hashes ??= lineHashes(this.text);
    return this.#hashes[number - 1] ?? '';
  }
}

/** Texts by file, read again when they are needed: a scan keeps facts, not texts. */
export class Texts {
  readonly #reader: Reader;
  readonly #given: ReadonlyMap<string, string>;
  readonly #kept = new Map<string, SourceText>();

  constructor(reader: Reader, given: ReadonlyMap<string, string>) {
    this.#reader = reader;
    this.#given = given;
  }

  of(file: string): SourceText {
    let text = this.#kept.get(file);
    if (text === undefined) {
      if (this.#kept.size >= 64) this.#kept.clear();
      text = new SourceText(this.#given.get(file) ?? this.#read(file));
      this.#kept.set(file, text);
    }
    return text;
  }

  #read(file: string): string {
    const read = this.#reader.read(file);
    const encoding = read.is === 'bytes' ? encodingOf(read.bytes) : undefined;
    return read.is === 'bytes' && encoding !== undefined ? decode(read.bytes, encoding) : '';
  }
}
