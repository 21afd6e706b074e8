import type { Comment } from '../language.ts';

/** A word with its quotes taken away. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One simple command: words up to the operator that ends it, and the here-documents it is given. */
export interface Command {
  readonly words: readonly Word[];
  readonly texts: readonly Word[];
}

interface Heredoc {
  readonly delimiter: string;
  readonly tabs: boolean;
  readonly command: { texts: Word[] };
}

/** Cuts a script into its commands, in order. Compound commands are not kept: what is inside them counts the same. */
export function commandsIn(
  source: string,
  file: string,
): { readonly commands: readonly Command[]; readonly comments: readonly Comment[] } {
  return new Scanner(source, file).scan();
}

/** Quotes in substitutions in quotes: what is nested deeper is read as plain text. */
const deepest = 20;
/** What comes after so many commands is not read. */
const mostCommands = 5000;

class Scanner {
  readonly #source: string;
  readonly #file: string;
  readonly #commands: Command[] = [];
  readonly #comments: Comment[] = [];
  #heredocs: Heredoc[] = [];
  #words: Word[] = [];
  #texts: Word[] = [];
  #text = '';
  #start = -1;
  #at = 0;

  constructor(source: string, file: string) {
    this.#source = source;
    this.#file = file;
  }

  scan(): { readonly commands: readonly Command[]; readonly comments: readonly Comment[] } {
    while (this.#at < this.#source.length && this.#commands.length < mostCommands)
      this.#step(this.#source[this.#at] ?? '');
    this.#endCommand();
    return { commands: this.#commands, comments: this.#comments };
  }

  #step(char: string): void {
    const next = this.#source[this.#at + 1] ?? '';
    if (char === '\n') this.#endLine();
    else if (char === '\\' && next === '\n') this.#at += 2;
    else if (char === '\\' && next === '\r') this.#at += 3;
    else if (/\s/.test(char)) {
      this.#endWord();
      this.#at++;
    } else if (char === '#' && this.#start < 0) this.#comment();
    else if (char === '\\') this.#take(next, 2);
    else if (char === "'") this.#quoted(this.#source.indexOf("'", this.#at + 1));
    else if (char === '"') this.#quoted(this.#closing(this.#at + 1, '"'));
    else if (char === '`') this.#kept(this.#closing(this.#at + 1, '`') + 1);
    else if (char === '$' && next === '(') this.#kept(this.#balanced(this.#at + 1));
    else if (char === '<' && next === '<') this.#heredoc();
    else if (char === '<' || char === '>') this.#redirection();
    else if (/[;&|()]/.test(char)) {
      this.#endCommand();
      this.#at++;
    } else this.#take(char, 1);
  }

  #take(text: string, length: number): void {
    if (this.#start < 0) this.#start = this.#at;
    this.#text += text;
    this.#at += length;
  }

  #quoted(end: number): void {
    const last = end < 0 ? this.#source.length : end;
    const inner = this.#source.slice(this.#at + 1, last);
    this.#take(this.#source[this.#at] === '"' ? inner.replace(/\\(["\\`]|\r?\n)/g, '$1') : inner, last + 1 - this.#at);
  }

  /** What a substitution stands for is not known: it stays as it is written. */
  #kept(end: number): void {
    const last = end <= this.#at ? this.#source.length : end;
    this.#take(this.#source.slice(this.#at, last), last - this.#at);
  }

  /** Where a quote ends; a substitution inside has quotes of its own. */
  #closing(from: number, mark: string, depth = 0): number {
    for (let at = from; at < this.#source.length; at++) {
      const char = this.#source[at];
      if (char === '\\') at++;
      else if (char === mark) return at;
      else if (char === '$' && this.#source[at + 1] === '(' && depth < deepest)
        at = this.#balanced(at + 1, depth + 1) - 1;
    }
    return this.#source.length;
  }

  #balanced(open: number, depth = 0): number {
    let opened = 0;
    for (let at = open; at < this.#source.length; at++) {
      const char = this.#source[at];
      if (char === '\\') at++;
      else if (char === '"' && depth < deepest) at = this.#closing(at + 1, '"', depth + 1);
      else if (char === "'") at = this.#after("'", at + 1) - 1;
      else if (char === '(') opened++;
      else if (char === ')' && --opened === 0) return at + 1;
    }
    return this.#source.length;
  }

  #after(mark: string, from: number): number {
    const found = this.#source.indexOf(mark, from);
    return found < 0 ? this.#source.length : found + 1;
  }

  #comment(): void {
    const start = this.#at;
    const end = this.#source.indexOf('\n', start);
    this.#at = end < 0 ? this.#source.length : end;
    const text = this.#source.slice(start + 1, this.#at).replace(/\r$/, '');
    this.#comments.push({ text, span: { file: this.#file, start, end: start + 1 + text.length } });
  }

  #redirection(): void {
    this.#endWord();
    this.#start = this.#at;
    while (/[<>&]/.test(this.#source[this.#at] ?? '')) this.#take(this.#source[this.#at] ?? '', 1);
    this.#endWord();
  }

  #heredoc(): void {
    const opened = /^<<(-?)[ \t]*(["']?)([A-Za-z_]\w*)\2/.exec(this.#source.slice(this.#at, this.#at + 80));
    if (!opened) {
      this.#redirection();
      return;
    }
    this.#endWord();
    const [whole, dash = '', , delimiter = ''] = opened;
    this.#heredocs.push({ delimiter, tabs: dash !== '', command: { texts: this.#texts } });
    this.#at += whole.length;
  }

  #endLine(): void {
    this.#endCommand();
    this.#at++;
    const heredocs = this.#heredocs;
    this.#heredocs = [];
    for (const heredoc of heredocs) this.#readHeredoc(heredoc);
  }

  #readHeredoc({ delimiter, tabs, command }: Heredoc): void {
    const start = this.#at;
    while (this.#at < this.#source.length) {
      const found = this.#source.indexOf('\n', this.#at);
      const end = found < 0 ? this.#source.length : found;
      const line = this.#source.slice(this.#at, end).replace(/\r$/, '');
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) {
        command.texts.push({ text: this.#source.slice(start, this.#at), start, end: this.#at });
        this.#at = Math.min(end + 1, this.#source.length);
        return;
      }
      this.#at = end + 1;
    }
  }

  #endWord(): void {
    if (this.#start < 0) return;
    this.#words.push({ text: this.#text, start: this.#start, end: this.#at });
    this.#text = '';
    this.#start = -1;
  }

  #endCommand(): void {
    this.#endWord();
    if (this.#words.length > 0) this.#commands.push({ words: this.#words, texts: this.#texts });
    this.#words = [];
    this.#texts = [];
  }
}
