/** Counts by reason, in the order of their first appearance. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(why: string, files = 1): void {
    if (files > 0) this.#counts.set(why, (this.#counts.get(why) ?? 0) + files);
  }

  list(): { why: string; files: number }[] {
    return [...this.#counts].map(([why, files]) => ({ why, files })).sort((a, b) => compare(a.why, b.why));
  }
}

/** Order by code unit: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
