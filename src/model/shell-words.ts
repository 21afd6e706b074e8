/** A piece of a script, as a shell cuts it. */
export interface ShellToken {
  /**
   * A word with its quotes taken away (an arrow is one as well), what stands between commands, a comment without its
   * mark, or the text of a here-document, which comes where it is asked for.
   */
  readonly is: 'word' | 'operator' | 'comment' | 'text';
  readonly text: string;
  /** Offsets in the script, quotes and marks included. */
  readonly start: number;
  readonly end: number;
  /** Whether quotes keep the word together. */
  readonly quoted: boolean;
}

/** Quotes in substitutions in quotes: what is nested deeper is read as plain text. */
const deepest = 20;
/** What comes after so many commands is not read. */
const mostCommands = 5000;

/** Cuts a script into its pieces, in order. Never throws: what is not closed ends with the script. */
export function shellTokens(script: string): readonly ShellToken[] {
  return new Scanner(script).scan();
}

interface Heredoc {
  readonly delimiter: string;
  readonly tabs: boolean;
  /** Its place among the pieces. */
  readonly index: number;
}

class Scanner {
  readonly #source: string;
  readonly #tokens: (ShellToken | undefined)[] = [];
  #heredocs: Heredoc[] = [];
  #commands = 0;
  #text = '';
  #start = -1;
  #quoted = false;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  scan(): readonly ShellToken[] {
    while (this.#at < this.#source.length && this.#commands < mostCommands) this.#step(this.#source[this.#at] ?? '');
    this.#endWord();
    return this.#tokens.filter((token) => token !== undefined);
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
    else if (char === "'") this.#inQuotes(this.#source.indexOf("'", this.#at + 1));
    else if (char === '"') this.#inQuotes(this.#closing(this.#at + 1, '"'));
    else if (char === '`') this.#kept(this.#closing(this.#at + 1, '`') + 1);
    else if (char === '$' && next === '(') this.#kept(this.#balanced(this.#at + 1));
    else if (char === '<' && next === '<') this.#heredoc();
    else if (char === '<' || char === '>') this.#redirection();
    else if (/[;&|()]/.test(char)) this.#operator(/[()]|[;&|]+/y);
    else this.#take(char, 1);
  }

  #take(text: string, length: number): void {
    if (this.#start < 0) this.#start = this.#at;
    this.#text += text;
    this.#at += length;
  }

  #inQuotes(end: number): void {
    const last = end < 0 ? this.#source.length : end;
    const inner = this.#source.slice(this.#at + 1, last);
    this.#take(this.#source[this.#at] === '"' ? inner.replace(/\\(["\\`]|\r?\n)/g, '$1') : inner, last + 1 - this.#at);
    this.#quoted = true;
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
    this.#put('comment', text, start, start + 1 + text.length);
  }

  /** `>`, `2>`, `>&`: a number before an arrow belongs to it. */
  #redirection(): void {
    if (!/^\d$/.test(this.#text)) this.#endWord();
    if (this.#start < 0) this.#start = this.#at;
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
    this.#heredocs.push({ delimiter, tabs: dash !== '', index: this.#tokens.push(undefined) - 1 });
    this.#at += whole.length;
  }

  #endLine(): void {
    this.#operator(/\n/y);
    const heredocs = this.#heredocs;
    this.#heredocs = [];
    for (const heredoc of heredocs) this.#readHeredoc(heredoc);
  }

  #readHeredoc({ delimiter, tabs, index }: Heredoc): void {
    const start = this.#at;
    while (this.#at < this.#source.length) {
      const found = this.#source.indexOf('\n', this.#at);
      const end = found < 0 ? this.#source.length : found;
      const line = this.#source.slice(this.#at, end).replace(/\r$/, '');
      if ((tabs ? line.replace(/^\t+/, '') : line) === delimiter) {
        const text = this.#source.slice(start, this.#at);
        this.#tokens[index] = { is: 'text', text, start, end: this.#at, quoted: false };
        this.#at = Math.min(end + 1, this.#source.length);
        return;
      }
      this.#at = end + 1;
    }
  }

  #operator(which: RegExp): void {
    this.#endWord();
    which.lastIndex = this.#at;
    const [text = ''] = which.exec(this.#source) ?? [];
    if (this.#tokens.at(-1)?.is === 'word') this.#commands++;
    this.#put('operator', text, this.#at, this.#at + text.length);
    this.#at += text.length;
  }

  #endWord(): void {
    if (this.#start >= 0) this.#put('word', this.#text, this.#start, this.#at);
    this.#text = '';
    this.#start = -1;
    this.#quoted = false;
  }

  #put(is: ShellToken['is'], text: string, start: number, end: number): void {
    this.#tokens.push({ is, text, start, end, quoted: this.#quoted });
  }
}
