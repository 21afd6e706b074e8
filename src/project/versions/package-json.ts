import { type Dependencies, mapping, textIn } from './dependencies.ts';

const sections = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'];

/** Reads a package.json: the ranges it asks for. */
export function readPackageJson(text: string): Dependencies {
  const manifest: unknown = JSON.parse(text);
  return {
    resolve: (library) => {
      if (library === 'node') return textIn(mapping(manifest, 'engines'), 'node');
      for (const section of sections) {
        const range = textIn(mapping(manifest, section), library);
        if (range !== undefined) return plain(range);
      }
      return undefined;
    },
  };
}

/** `workspace:^1.2.0` and `npm:other@^1.2.0` hold a range; a tag, a folder or an URL does not. */
function plain(range: string): string {
  return range.replace(/^workspace:/, '').replace(/^npm:(?:@?[^@]+)@/, '');
}
