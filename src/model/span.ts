/** A half-open range of UTF-16 code units in one file's decoded text. */
export interface Span {
  /** Path relative to the scanned root, with forward slashes. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A 1-based place, as editors and SARIF count: columns are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into lines and columns. LF, CRLF and a lone CR each end a line. */
export class LineTable {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    const starts = [0];
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
    }
    this.#starts = starts;
    this.#length = text.length;
  }

  /** Number of lines; a text that ends with a line break has an empty last line. */
  get count(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** Offsets of a 1-based line, its line break left out by the caller's text. */
  range(line: number): { start: number; end: number } {
    const start = this.#starts[line - 1] ?? this.#length;
    return { start, end: this.#starts[line] ?? this.#length };
  }
}
