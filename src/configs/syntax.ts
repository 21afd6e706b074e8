import type { Directive, Embedded, Expr } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import { exprOfWord, withoutFillers } from '../templates/words.ts';

/** A word with its place in the text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A section that directives stand in. */
export interface Section {
  readonly name: string;
  /** Two sections of one name have two numbers. */
  readonly block: number;
}

/** Collects the directives of one text. */
export class Directives {
  readonly #embedded: Embedded;
  readonly #file: string;
  readonly #found: Directive[] = [];

  constructor(embedded: Embedded, file: string) {
    this.#embedded = embedded;
    this.#file = file;
  }

  /** Offsets of words count in the text. */
  add(open: readonly Section[], key: Word, args: readonly Word[]): void {
    const end = args.at(-1)?.end ?? key.end;
    this.#found.push({
      sections: open.map(({ name }) => name),
      blocks: open.map(({ block }) => block),
      key: key.text,
      args: args.map((arg) => this.#expr(arg)),
      block: open.at(-1)?.block ?? 0,
      span: this.#span(key.start, end),
    });
  }

  get all(): readonly Directive[] {
    return this.#found;
  }

  #expr(word: Word): Expr {
    return exprOfWord(word.text, this.#span(word.start, word.end), this.#embedded.holes);
  }

  #span(start: number, end: number): Span {
    return { file: this.#file, start: start + this.#embedded.start, end: end + this.#embedded.start };
  }
}

/** The word without its quotes, and with its place moved along. */
export function unquoted(word: Word): Word {
  const quote = word.text[0];
  if (word.text.length < 2 || (quote !== '"' && quote !== "'") || !word.text.endsWith(quote)) return word;
  return { text: word.text.slice(1, -1), start: word.start + 1, end: word.end - 1 };
}

/** Without what a template's tags leave around a word. */
export function stripped({ text, start }: Word): Word {
  const { from, to } = withoutFillers(text);
  return { text: text.slice(from, to), start: start + from, end: start + to };
}
