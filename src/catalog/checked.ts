/** Reads catalog data and says precisely what is wrong with it: the file, the key, what was expected. */
export class Checked {
  readonly #data: unknown;
  readonly #at: string;

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

  /** The value of a key of a record that has no keys but the allowed ones. */
  keys(...allowed: readonly string[]): this {
    for (const key of Object.keys(this.#record())) {
      if (!allowed.includes(key)) throw new Error(`${this.#at}: unknown key "${key}", known are ${allowed.join(', ')}`);
    }
    return this;
  }

  get(key: string): Checked {
    return new Checked(this.#record()[key], this.#at.includes(': ') ? `${this.#at}.${key}` : `${this.#at}: ${key}`);
  }

  entries(): readonly (readonly [string, Checked])[] {
    if (this.missing) return [];
    return Object.keys(this.#record()).map((key) => [key, this.get(key)]);
  }

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

  number(): number {
    return typeof this.#data === 'number' ? this.#data : this.fail('a number');
  }

  flag(): boolean {
    if (this.missing) return false;
    return typeof this.#data === 'boolean' ? this.#data : this.fail('true or false');
  }

  oneOf<T extends string>(allowed: readonly T[]): T {
    return allowed.find((one) => one === this.#data) ?? this.fail(`one of ${allowed.join(', ')}`);
  }

  /** The items of a list; none where the key is left out. */
  list(): readonly Checked[] {
    if (this.missing) return [];
    if (!Array.isArray(this.#data)) return this.fail('a list');
    return this.#data.map((item: unknown, index) => new Checked(item, `${this.#at}[${index}]`));
  }

  someTexts(): readonly string[] {
    const texts = this.texts();
    return texts.length > 0 ? texts : this.fail('a list with at least one text');
  }

  texts(): readonly string[] {
    return this.list().map((item) => item.text());
  }

  #record(): Readonly<Record<string, unknown>> {
    return isRecord(this.#data) ? this.#data : this.fail('a record');
  }
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
