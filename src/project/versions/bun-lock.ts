import { around, type Dependencies, mapping, textIn } from './dependencies.ts';

/** Reads bun.lock: JSON with trailing commas, `"library": ["library@1.2.3", …]`. */
export function readBunLock(text: string): Dependencies {
  const lock: unknown = JSON.parse(withoutTrailingCommas(text));
  const packages = mapping(lock, 'packages');
  const workspaces = mapping(lock, 'workspaces');
  return {
    resolve: (library, folder) => {
      for (const at of around(folder)) {
        const name = textIn(workspaces[at], 'name');
        const version = name === undefined ? undefined : versionIn(packages[`${name}/${library}`]);
        if (version !== undefined) return version;
      }
      return versionIn(packages[library]);
    },
  };
}

function versionIn(entry: unknown): string | undefined {
  const resolved: unknown = Array.isArray(entry) ? entry[0] : undefined;
  return typeof resolved === 'string' ? resolved.slice(resolved.lastIndexOf('@') + 1) : undefined;
}

/** Strings are passed over whole, so that a comma inside one stays. */
function withoutTrailingCommas(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[\]}])/g, (match) => (match === ',' ? '' : match));
}
