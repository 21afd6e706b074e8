/** What one version file says. */
export interface Dependencies {
  /**
   * The version of a library, or a range where the file states no more. `folder` is the user's folder relative to the
   * version file; `range` is what the nearest package.json asks for.
   */
  readonly resolve: (library: string, folder: string, range: string | undefined) => string | undefined;
}

/** A folder and those around it, the nearest first; the last is empty. */
export function around(folder: string): string[] {
  const folders: string[] = [];
  for (let at = folder; at !== ''; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') folders.push(at);
  return [...folders, ''];
}

/** Several locked versions of one library: sure only where they are one. */
export function only(versions: readonly string[]): string | undefined {
  const unique = new Set(versions);
  return unique.size === 1 ? versions[0] : undefined;
}

/** A member of parsed JSON that is a mapping; empty for anything else. */
export function mapping(data: unknown, key?: string): Readonly<Record<string, unknown>> {
  const value: unknown = key === undefined ? data : mapping(data)[key];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value));
}

/** A member of parsed JSON that is a text. */
export function textIn(data: unknown, key: string): string | undefined {
  const value = Object.hasOwn(mapping(data), key) ? mapping(data)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
