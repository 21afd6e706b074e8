import { lastPart } from '../../model/path.ts';
import type { Language } from '../language.ts';
import { forDevelopers } from '../workshop.ts';

// Not `Dockerfile.go` or `Dockerfile.md`, which are about Dockerfiles.
const named = /^(?:(?:Docker|Container)file(?:[.-][\w.-]+)?|[\w.-]*[\w-](?:[.-](?:docker|container)file|Dockerfile))$/i;
const about = /\.(?:go|[cm]?[jt]sx?|py|rb|java|md|txt|rst|dockerignore|lock|sh|json|ya?ml)$/i;

/** A Dockerfile is judged as a whole, and says what stands behind an image. */
const stage = /(?:^|[\n\r])[ \t]*[Ff][Rr][Oo][Mm][ \t]/;

function claims(path: string): boolean {
  const name = lastPart(path);
  return named.test(name) && !about.test(name);
}

/** How images are built: the program that an image runs, its settings, and what stands behind it. */
export const language: Language = {
  id: 'dockerfile',
  claims,
  catalog: 'dockerfile',
  kind: 'configuration',
  anchors: { words: [], patterns: [stage] },
  together: true,
  idioms: {
    title: 'Dockerfile',
    join: (host, port) => `[${host}]:${port}`,
    split: (address) => `name the host and the port of ${address} in two variables`,
  },
  elsewhere: [{ part: 'name', like: forDevelopers, runs: 'nowhere', says: 'the file is for development' }],
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
