import { dottedQuad, filledAddress } from '../anchors.ts';
import type { Language } from '../language.ts';

/** The scripts of a package.json: how a program of Node.js is started. */
export const language: Language = {
  id: 'package-json',
  kind: 'configuration',
  claims: (path) => /(?:^|\/)package\.json$/.test(path),
  catalog: 'package-json',
  anchors: { words: [], patterns: [dottedQuad, filledAddress] },
  idioms: {
    title: 'package.json',
    join: (host, port) => `[${host}]:${port}`,
    split: (address) => `name the host and the port of ${address} in two options`,
  },
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
