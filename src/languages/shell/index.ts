import { lastPart } from '../../model/path.ts';
import type { Language } from '../language.ts';

const named = /\.(?:sh|bash|ash)$|^(?:docker-)?entrypoint$/i;

function claims(path: string): boolean {
  return named.test(lastPart(path));
}

/** Scripts of a shell, as far as they start programs and write their settings. */
export const language: Language = {
  id: 'shell',
  claims,
  catalog: 'shell',
  kind: 'configuration',
  idioms: {
    title: 'Shell',
    join: (host, port) => `[${host}]:${port}`,
    split: (address) =>
      `\${${address.replace(/\W/g, '')}%:*} for the host, and what is after the last colon for the port`,
    listenOnBoth: '::',
  },
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
