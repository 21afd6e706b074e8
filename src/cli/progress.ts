import type { Progress } from '../run/options.ts';

const patience = 400;
const between = 100;
const eraseLine = '\r\u001b[K';

/** A line on standard error that tells how far a scan has come, once it takes long enough to wonder. */
export class ProgressLine {
  readonly #write: (text: string) => void;
  readonly #started = performance.now();
  #last = 0;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  show({ done, total }: Progress): void {
    const now = performance.now();
    if (now - this.#started < patience || now - this.#last < between) return;
    this.#last = now;
    this.#write(`${eraseLine}Reading ${done} of ${total} files`);
  }

  clear(): void {
    if (this.#last > 0) this.#write(eraseLine);
  }
}
