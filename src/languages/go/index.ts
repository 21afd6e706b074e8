import { localhost } from '../anchors.ts';
import type { Language } from '../language.ts';
import { importEdits } from './imports.ts';
import { modules } from './modules.ts';
import { rejoin } from './rejoin.ts';

export const language: Language = {
  id: 'go',
  claims: (path) => path.endsWith('.go'),
  catalog: 'go',
  kind: 'code',
  anchors: {
    words: ['tcp4', 'udp4', 'ip4', 'AF_INET', 'in-addr.arpa'],
    patterns: [localhost],
    comment: /[ \t]*\/\//y,
  },
  idioms: {
    title: 'Go',
    // fmt.Sprint takes a port of any type.
    join: (host, port) => `net.JoinHostPort(${host}, ${/^\d+$/.test(port) ? `"${port}"` : `fmt.Sprint(${port})`})`,
    split: (address) => `net.SplitHostPort(${address})`,
    parse: 'net.ParseIP or netip.ParseAddr',
  },
  modules,
  repairs: { rejoin, imports: importEdits },
  load: async () => (await import('./lower.ts')).load(),
};
