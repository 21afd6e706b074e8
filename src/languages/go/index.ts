import { localhost } from '../anchors.ts';
import type { Language } from '../language.ts';
import { workshop } from '../workshop.ts';
import { importEdits } from './imports.ts';
import { modules } from './modules.ts';
import { rejoin } from './rejoin.ts';

/** Go builds these for other systems than a pod's. */
const otherSystem = /_(?:darwin|freebsd|openbsd|netbsd|solaris|plan9|js|wasip1)(?:_\w+)?\.go$/;

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
  elsewhere: [
    { part: 'folder', like: workshop, runs: 'nowhere', says: 'the file is for development' },
    { part: 'name', like: otherSystem, runs: 'nowhere', says: 'the file is built for another system' },
    { part: 'name', like: /_(?:tests?|examples?)\.go$/, runs: 'nowhere', says: 'the file is a test' },
    // Windows nodes take part only in clusters that have IPv4.
    {
      part: 'name',
      like: /_windows(?:_\w+)?\.go$/,
      runs: 'nodes with IPv4',
      says: 'the file is built for Windows, which has no IPv6-only nodes',
    },
  ],
  modules,
  repairs: { rejoin, imports: importEdits },
  load: async () => (await import('./lower.ts')).load(),
};
