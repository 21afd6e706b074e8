import { lastPart } from '../../model/path.ts';
import { composeServices } from '../anchors.ts';
import type { Language } from '../language.ts';
import { forDevelopers } from '../workshop.ts';

const named = /(?:^|[-_.])(?:docker-?)?compose(?:[-_.][\w.-]+)?\.ya?ml$/i;

function claims(path: string): boolean {
  return named.test(lastPart(path));
}

/** Services as Docker Compose starts them. */
export const language: Language = {
  id: 'compose',
  claims,
  catalog: 'compose',
  kind: 'configuration',
  anchors: { words: [], patterns: [composeServices] },
  together: true,
  idioms: {
    title: 'Compose',
    join: (host, port) => `[${host}]:${port}`,
    split: (address) => `name the host and the port of ${address} in two keys`,
  },
  elsewhere: [{ part: 'name', like: forDevelopers, runs: 'nowhere', says: 'the file is for development' }],
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
