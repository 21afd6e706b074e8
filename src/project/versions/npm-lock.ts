import { around, type Dependencies, mapping, textIn } from './dependencies.ts';

/** Reads package-lock.json and npm-shrinkwrap.json, versions 1 to 3. */
export function readNpmLock(text: string): Dependencies {
  const lock: unknown = JSON.parse(text);
  const packages = mapping(lock, 'packages');
  const dependencies = mapping(lock, 'dependencies');
  return {
    resolve: (library, folder) => {
      for (const at of around(folder)) {
        const key = `${at === '' ? '' : `${at}/`}node_modules/${library}`;
        const version = textIn(packages[key], 'version');
        if (version !== undefined) return version;
      }
      // Version 1 knows the root's own dependencies only.
      return textIn(dependencies[library], 'version');
    },
  };
}
