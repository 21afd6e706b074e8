/**
 * Reads catalog data and says precisely what is wrong with it: the file, the key, what was expected. Every key must be
 * asked for: one that nothing knows is a mistake, not a silence.
 */
export class Checked {
  readonly #data: unknown;
  readonly #at: string;
  readonly #asked = new Map<string, Checked>();
  #items: readonly Checked[] = [];

  constructor(data: unknown, at: string) {
    this.#data = data;
    this.#at = at;
  }

  fail(expected: string): never {
    throw new Error(
      `${this.#at}: expected ${expected}, found ${JSON.stringify(this.#data)?.slice(0, 60) ?? 'nothing'}`,
    );
  }

  get missing(): boolean {
    return this.#data === undefined || this.#data === null;
  }

  /** The value of a key of a record. */
  get(key: string): Checked {
    const asked = this.#asked.get(key);
    if (asked) return asked;
    const at = this.#at.includes(': ') ? `${this.#at}.${key}` : `${this.#at}: ${key}`;
    const value = new Checked(this.#record()[key], at);
    this.#asked.set(key, value);
    return value;
  }

  /** The keys of a record that may be any, with their values; none where it is left out. */
  entries(): readonly (readonly [string, Checked])[] {
    if (this.missing) return [];
    return Object.keys(this.#record()).map((key) => [key, this.get(key)]);
  }

  /** A text without the blanks around it. */
  text(): string {
    if (typeof this.#data !== 'string' || this.#data.trim() === '') return this.fail('a text');
    return this.#data.trim();
  }

  textOr(fallback: string): string {
    return this.missing || this.#data === '' ? fallback : this.text();
  }

  textIs(text: string): boolean {
    return this.#data === text;
  }

  /** A text as it is, a number, true or false: what may be written in code. */
  literal(): string {
    const isLiteral = ['string', 'number', 'boolean'].includes(typeof this.#data);
    return isLiteral ? String(this.#data) : this.fail('a text');
  }

  literalIfGiven(): string | undefined {
    return this.missing ? undefined : this.literal();
  }

  number(): number {
    return typeof this.#data === 'number' ? this.#data : this.fail('a number');
  }

  boolean(): boolean {
    return typeof this.#data === 'boolean' ? this.#data : this.fail('true or false');
  }

  /** False where it is left out. */
  flag(): boolean {
    return this.missing ? false : this.boolean();
  }

  oneOf<T extends string>(allowed: readonly T[], otherwise?: T): T {
    if (this.missing && otherwise !== undefined) return otherwise;
    return allowed.find((one) => one === this.#data) ?? this.fail(`one of ${allowed.join(', ')}`);
  }

  /** The items of a list; none where the key is left out. */
  list(): readonly Checked[] {
    if (this.missing) return [];
    if (!Array.isArray(this.#data)) return this.fail('a list');
    if (this.#items.length === 0) {
      this.#items = this.#data.map((item: unknown, index) => new Checked(item, `${this.#at}[${index}]`));
    }
    return this.#items;
  }

  texts(): readonly string[] {
    return this.list().map((item) => item.text());
  }

  someTexts(): readonly string[] {
    const texts = this.texts();
    return texts.length > 0 ? texts : this.fail('a list with at least one text');
  }

  /** Literals, of which one may stand without its list. */
  literals(): readonly string[] {
    return Array.isArray(this.#data) ? this.list().map((item) => item.literal()) : this.missing ? [] : [this.literal()];
  }

  /** What was made of all that is here; throws for a key that was not asked for, in it or below. */
  whole<T>(made: T): T {
    if (isRecord(this.#data) && this.#asked.size > 0) {
      const unknown = Object.keys(this.#data).find((key) => !this.#asked.has(key));
      const known = [...this.#asked.keys()].join(', ');
      if (unknown !== undefined) throw new Error(`${this.#at}: unknown key "${unknown}", known are ${known}`);
    }
    for (const one of [...this.#asked.values(), ...this.#items]) one.whole(undefined);
    return made;
  }

  #record(): Readonly<Record<string, unknown>> {
    return isRecord(this.#data) ? this.#data : this.fail('a record');
  }
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
