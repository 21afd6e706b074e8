type Data = Readonly<Record<string, unknown>>;

/** Reads one mapping of the YAML; the first mistake throws an Error that names the file and the key. */
export class Reader {
  readonly #where: string;
  readonly #data: Data;
  readonly #read = new Set<string>();

  constructor(data: unknown, where: string) {
    if (typeof data !== 'object' || data === null || Array.isArray(data))
      throw new Error(`${where}: expected a mapping`);
    this.#data = Object.fromEntries(Object.entries(data));
    this.#where = where;
  }

  raw(key: string): unknown {
    this.#read.add(key);
    return this.#data[key];
  }

  text(key: string): string {
    const value = this.optional(key);
    if (value === undefined) throw new Error(`${this.#where}: "${key}" is missing`);
    return value;
  }

  optional(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw new Error(`${this.#where}: "${key}" must be a text`);
  }

  choice<T extends string>(key: string, options: readonly T[], otherwise?: T): T {
    const value = this.optional(key) ?? otherwise;
    const found = options.find((option) => option === value);
    if (found === undefined) throw new Error(`${this.#where}: "${key}" must be one of ${options.join(', ')}`);
    return found;
  }

  list(key: string): unknown[] {
    const value = this.raw(key);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  }

  texts(key: string): string[] {
    return this.list(key).map(String);
  }

  map(key: string): Record<string, string> {
    const value = this.raw(key);
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null) throw new Error(`${this.#where}: "${key}" must be a mapping`);
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
  }

  /** Every key must have been asked for: a misspelt one is an error, not a silence. */
  done(): void {
    const unread = Object.keys(this.#data).filter((key) => !this.#read.has(key));
    if (unread.length > 0) throw new Error(`${this.#where}: unknown key "${unread.join('", "')}"`);
  }
}
