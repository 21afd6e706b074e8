import { lastPart } from '../../model/path.ts';
import { dottedQuad } from '../anchors.ts';
import type { Language } from '../language.ts';

const named = /\.(?:sh|bash|ash)$|^(?:docker-)?entrypoint$/i;

/** Programs that a script becomes, and the settings that it writes. */
const starts = /(?:^|[\s;&|])exec\s/;
/** `http://$POD_IP:8080` */
const urls = /:\/\/[^\s"'`]{0,100}\$\{?\w{0,60}(?:IP|ADDR|ADDRESS|SERVICE_HOST)\}?:/;
const writes = /(?:>|\btee\b)[^\n]*\.(?:conf|cfg|cnf|ini)\b/;

function claims(path: string): boolean {
  return named.test(lastPart(path));
}

/** Scripts of a shell, as far as they start programs and write their settings. */
export const language: Language = {
  id: 'shell',
  claims,
  catalog: 'shell',
  kind: 'configuration',
  anchors: {
    words: ['preferIPv4Stack', '--bind', '--host', '--listen'],
    patterns: [starts, dottedQuad, writes, urls],
  },
  together: true,
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
