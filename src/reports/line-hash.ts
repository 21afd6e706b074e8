/**
 * GitHub's `primaryLocationLineHash`: a rolling hash over the next hundred characters that are not blank, so that an
 * alert keeps its identity when lines move. It has to equal what github/codeql-action computes in `fingerprints.ts`.
 */
const window = 100;
const factor = 37;
const endOfFile = 65535;
const word = 2 ** 32;

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

/** An unsigned number of 64 bits in two halves: BigInt takes twenty times as long. */
interface Halves {
  high: number;
  low: number;
}

/** `hash = hash * 37 + entering - leaving * weight`, modulo 2^64. */
function roll(hash: Halves, entering: number, leaving: number, weight: Halves): void {
  const low = hash.low * factor + entering - leaving * weight.low;
  const carry = Math.floor(low / word);
  hash.low = low - carry * word;
  hash.high = (hash.high * factor - leaving * weight.high + carry) >>> 0;
}

function weightOfLeaving(): Halves {
  const weight = { high: 0, low: 1 };
  for (let i = 0; i < window; i++) roll(weight, 0, 0, weight);
  return weight;
}

const weight = weightOfLeaving();

function hexadecimal(hash: Halves): string {
  if (hash.high === 0) return hash.low.toString(16);
  return hash.high.toString(16) + hash.low.toString(16).padStart(8, '0');
}

class Roller {
  readonly #units = new Uint16Array(window);
  /** Which line starts in a slot of the window, 0 for none. */
  readonly #lines = new Uint32Array(window);
  readonly #counts = new Map<string, number>();
  readonly #hash: Halves = { high: 0, low: 0 };
  readonly hashes: string[] = [];
  #slot = 0;
  #line = 0;
  #atLineStart = true;

  take(unit: number): void {
    this.#settle();
    if (this.#atLineStart) this.#lines[this.#slot] = ++this.#line;
    this.#atLineStart = unit === lineFeed;
    this.#push(unit);
  }

  flush(): void {
    for (let i = 0; i < window; i++) {
      this.#settle();
      this.#push(0);
    }
  }

  /** A line's hash is complete when the window has come around to its start. */
  #settle(): void {
    if (this.#lines[this.#slot] === 0) return;
    this.#lines[this.#slot] = 0;
    const text = hexadecimal(this.#hash);
    const count = (this.#counts.get(text) ?? 0) + 1;
    this.#counts.set(text, count);
    this.hashes.push(`${text}:${count}`);
  }

  #push(unit: number): void {
    roll(this.#hash, unit, this.#units[this.#slot] ?? 0, weight);
    this.#units[this.#slot] = unit;
    this.#slot = (this.#slot + 1) % window;
  }
}

/** The hash of every line, the first line's first. The text has to hold its byte order mark, if the file has one. */
export function lineHashes(text: string): readonly string[] {
  const roller = new Roller();
  let afterReturn = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const skipped: boolean = unit === space || unit === tab || (afterReturn && unit === lineFeed);
    afterReturn = !skipped && unit === carriageReturn;
    if (!skipped) roller.take(afterReturn ? lineFeed : unit);
  }
  roller.take(endOfFile);
  roller.flush();
  return roller.hashes;
}
