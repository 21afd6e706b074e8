/**
 * Runs regular expressions of scanned code on short texts of our own. Never the engine of the host: a pattern may be
 * built to take for ever, and Go's and JavaScript's syntax differ. Steps are counted, and what is not known is refused.
 */

type Node =
  | { readonly is: 'set'; readonly has: (char: string) => boolean }
  | { readonly is: 'start' | 'end' }
  | { readonly is: 'boundary'; readonly at: boolean }
  | { readonly is: 'sequence' | 'choice'; readonly of: readonly Node[] }
  | { readonly is: 'look'; readonly of: Node; readonly wants: boolean }
  | { readonly is: 'repeat'; readonly of: Node; readonly least: number; readonly most: number };

const MAX_LENGTH = 3000;
const MAX_STEPS = 20_000;
const MAX_DEPTH = 40;

/** A pattern that can be asked whether it occurs in a text. */
export class Pattern {
  readonly #root: Node;
  readonly #fold: boolean;
  #steps = 0;

  private constructor(root: Node, fold: boolean) {
    this.#root = root;
    this.#fold = fold;
  }

  /** Reads the source of a pattern, without delimiters; undefined for what is not known or too long. */
  static read(source: string, flags = ''): Pattern | undefined {
    if (source.length > MAX_LENGTH) return undefined;
    const inline = /^\(\?([ims]+)\)/.exec(source);
    try {
      const root = new Parser(source.slice(inline?.[0].length ?? 0)).read();
      return new Pattern(root, /i/.test(flags + (inline?.[1] ?? '')));
    } catch {
      return undefined;
    }
  }

  /** Whether the pattern occurs in a text; undefined where that takes too many steps. */
  occursIn(text: string): boolean | undefined {
    this.#steps = 0;
    try {
      for (let at = 0; at <= text.length; at++) if (this.#match(this.#root, text, at, () => true)) return true;
      return false;
    } catch {
      return undefined;
    }
  }

  #match(node: Node, text: string, at: number, then: (at: number) => boolean): boolean {
    if (++this.#steps > MAX_STEPS) throw new Error('too many steps');
    switch (node.is) {
      case 'set': {
        const char = text.charAt(at);
        const has = char !== '' && (node.has(char) || (this.#fold && this.#hasFolded(node.has, char)));
        return has && then(at + 1);
      }
      case 'start':
        return at === 0 && then(at);
      case 'end':
        return at === text.length && then(at);
      case 'boundary':
        return (isWord(text.charAt(at - 1)) !== isWord(text.charAt(at))) === node.at && then(at);
      case 'choice':
        return node.of.some((one) => this.#match(one, text, at, then));
      case 'sequence':
        return this.#sequence(node.of, 0, text, at, then);
      case 'look':
        return this.#match(node.of, text, at, () => true) === node.wants && then(at);
      case 'repeat':
        return this.#repeat(node, 0, text, at, then);
    }
  }

  #hasFolded(has: (char: string) => boolean, char: string): boolean {
    return has(char.toLowerCase()) || has(char.toUpperCase());
  }

  #sequence(parts: readonly Node[], index: number, text: string, at: number, then: (at: number) => boolean): boolean {
    const part = parts[index];
    if (!part) return then(at);
    return this.#match(part, text, at, (next) => this.#sequence(parts, index + 1, text, next, then));
  }

  #repeat(
    node: Extract<Node, { is: 'repeat' }>,
    done: number,
    text: string,
    at: number,
    then: (at: number) => boolean,
  ): boolean {
    const more = () =>
      done < node.most &&
      this.#match(
        node.of,
        text,
        at,
        (next) => (next > at || done < node.least) && this.#repeat(node, done + 1, text, next, then),
      );
    return more() || (done >= node.least && then(at));
  }
}

function isWord(char: string): boolean {
  return /^\w$/.test(char);
}

const classes: Readonly<Record<string, (char: string) => boolean>> = {
  d: (char) => /\d/.test(char),
  D: (char) => /\D/.test(char),
  w: (char) => /\w/.test(char),
  W: (char) => /\W/.test(char),
  s: (char) => /\s/.test(char),
  S: (char) => /\S/.test(char),
};

const named: Readonly<Record<string, (char: string) => boolean>> = {
  digit: (char) => /\d/.test(char),
  alpha: (char) => /[a-z]/i.test(char),
  alnum: (char) => /[a-z\d]/i.test(char),
  xdigit: (char) => /[a-f\d]/i.test(char),
  space: (char) => /\s/.test(char),
  word: (char) => /\w/.test(char),
  punct: (char) => /[!-/:-@[-`{-~]/.test(char),
};

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' };

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Node {
    const node = this.#choice();
    if (this.#at < this.#text.length) throw new Error('a parenthesis too many');
    return node;
  }

  #peek(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): Node {
    if (++this.#depth > MAX_DEPTH) throw new Error('nested too deeply');
    const options: Node[] = [];
    do {
      const parts: Node[] = [];
      while (this.#at < this.#text.length && !this.#peek('|') && !this.#peek(')')) parts.push(this.#quantified());
      options.push({ is: 'sequence', of: parts });
    } while (this.#take('|'));
    this.#depth--;
    return { is: 'choice', of: options };
  }

  #quantified(): Node {
    let node = this.#atom();
    for (;;) {
      const bounds = this.#bounds();
      if (!bounds) return node;
      this.#take('?');
      node = { is: 'repeat', of: node, least: bounds[0], most: bounds[1] };
    }
  }

  #bounds(): [number, number] | undefined {
    if (this.#take('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.#take('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.#take('?')) return [0, 1];
    const counted = /^\{(\d+)(,(\d*))?\}/.exec(this.#text.slice(this.#at, this.#at + 12));
    if (!counted) return undefined;
    this.#at += counted[0].length;
    const least = Number(counted[1]);
    if (counted[2] === undefined) return [least, least];
    return [least, counted[3] ? Number(counted[3]) : Number.POSITIVE_INFINITY];
  }

  #atom(): Node {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return { is: 'set', has: this.#set() };
    if (this.#take('^')) return { is: 'start' };
    if (this.#take('$')) return { is: 'end' };
    if (this.#take('.')) return { is: 'set', has: (char) => char !== '\n' };
    if (this.#take('\\')) return this.#escape();
    return only(this.#next());
  }

  #next(): string {
    const char = this.#text.charAt(this.#at);
    if (char === '') throw new Error('ends too early');
    this.#at++;
    return char;
  }

  #group(): Node {
    let look: boolean | undefined;
    if (this.#take('?=')) look = true;
    else if (this.#take('?!')) look = false;
    else if (this.#peek('?')) {
      const opened = /^\?(?:P?<[A-Za-z_]\w*>|:|[ims]+:)/.exec(this.#text.slice(this.#at, this.#at + 64));
      if (!opened) throw new Error('a group that is not known');
      this.#at += opened[0].length;
    }
    const inner = this.#choice();
    if (!this.#take(')')) throw new Error('a group is open');
    return look === undefined ? inner : { is: 'look', of: inner, wants: look };
  }

  #escape(): Node {
    const char = this.#next();
    if (char === 'A') return { is: 'start' };
    if (char === 'z' || char === 'Z') return { is: 'end' };
    if (char === 'b' || char === 'B') return { is: 'boundary', at: char === 'b' };
    const set = classes[char];
    if (set) return { is: 'set', has: set };
    if (/[1-9pPkQE]/.test(char)) throw new Error('an escape that is not known');
    return only(this.#escaped(char));
  }

  /** The character that an escape stands for. */
  #escaped(char: string): string {
    const code = char === 'x' ? 2 : char === 'u' ? 4 : 0;
    if (code === 0) return controls[char] ?? char;
    const digits = this.#text.slice(this.#at, this.#at + code);
    if (!/^[\da-fA-F]+$/.test(digits) || digits.length < code) throw new Error('an escape that is not known');
    this.#at += code;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #set(): (char: string) => boolean {
    const negated = this.#take('^');
    const members: ((char: string) => boolean)[] = [];
    for (let first = true; first || !this.#peek(']'); first = false) members.push(this.#member());
    this.#take(']');
    return (char) => members.some((has) => has(char)) !== negated;
  }

  #member(): (char: string) => boolean {
    const posix = /^\[:(\w+):\]/.exec(this.#text.slice(this.#at, this.#at + 16));
    if (posix) {
      this.#at += posix[0].length;
      return named[posix[1] ?? ''] ?? fail();
    }
    const from = this.#next();
    if (from === '\\') {
      const char = this.#next();
      const set = classes[char];
      if (set) return set;
      return this.#range(this.#escaped(char));
    }
    return this.#range(from);
  }

  #range(from: string): (char: string) => boolean {
    if (!this.#peek('-') || this.#peek('-]')) return (char) => char === from;
    this.#at++;
    const next = this.#next();
    const to = next === '\\' ? this.#escaped(this.#next()) : next;
    return (char) => char >= from && char <= to;
  }
}

function fail(): never {
  throw new Error('a class that is not known');
}

function only(char: string): Node {
  return { is: 'set', has: (other) => other === char };
}
