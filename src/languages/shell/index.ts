import { lastPart } from '../../model/path.ts';
import { dottedQuad } from '../anchors.ts';
import type { Language } from '../language.ts';
import { workshop } from '../workshop.ts';

const named = /\.(?:sh|bash|ash)$|^(?:docker-)?entrypoint$/i;

/** Programs that a script becomes, and the settings that it writes. */
const starts = /(?:^|[\s;&|])exec\s/;
const writes = /(?:>|\btee\b)[^\n]*\.(?:conf|cfg|cnf|ini)\b/;
/** `$POD_IP:8080` */
const seam = /\$\{?\w{0,60}(?:IP|ADDR|ADDRESS|SERVICE_HOST)\}?\]?:[$\d]/i;

function claims(path: string): boolean {
  return named.test(lastPart(path));
}

/** Scripts of a shell: what they start, what they write into settings, and how they put addresses together. */
export const language: Language = {
  id: 'shell',
  claims,
  catalog: 'shell',
  kind: 'configuration',
  anchors: {
    words: ['preferIPv4Stack', '--bind', '--host', '--listen'],
    patterns: [starts, dottedQuad, writes, seam],
  },
  together: true,
  idioms: {
    title: 'Shell',
    join: (host, port) => `[${host}]:${port}`,
    split: (address) => {
      const name = address.replace(/^\W+|[%#/].*$|\W+$/g, '');
      return `\${${name}##*:} for the port and \${${name}%:*}, without its brackets, for the host`;
    },
  },
  elsewhere: [{ part: 'folder', like: workshop, runs: 'nowhere', says: 'the file is for development' }],
  load: async () => {
    const { lower } = await import('./lower.ts');
    return { lower };
  },
};
