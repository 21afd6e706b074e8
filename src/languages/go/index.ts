import type { Language } from '../language.ts';
import { modules } from './modules.ts';

export const language: Language = {
  id: 'go',
  claims: (path) => path.endsWith('.go'),
  catalog: 'go',
  kind: 'code',
  idioms: {
    title: 'Go',
    // fmt.Sprint takes a port of any type.
    join: (host, port) => `net.JoinHostPort(${host}, ${/^\d+$/.test(port) ? `"${port}"` : `fmt.Sprint(${port})`})`,
    split: (address) => `net.SplitHostPort(${address})`,
    listenOnBoth: 'network "tcp" and ":port"',
  },
  modules,
  load: async () => (await import('./lower.ts')).load(),
};
