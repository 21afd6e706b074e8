import type { Idioms, Language } from '../language.ts';

/** How host, port and address are written in JavaScript; TypeScript says it in the same words. */
export const javascriptIdioms: Idioms = {
  title: 'JavaScript',
  join: (host, port) =>
    `\`\${${host}.includes(':') ? \`[\${${host}}]\` : ${host}}:${/^\d+$/.test(port) ? port : `\${${port}}`}\``,
  split: (address) => `new URL(\`tcp://\${${address}}\`)`,
  listenOnBoth: "omit the host, or use '::'",
};

export const language: Language = {
  id: 'javascript',
  claims: (path) => /\.(?:js|jsx|mjs|cjs)$/.test(path),
  catalog: 'javascript',
  idioms: javascriptIdioms,
  load: () => import('./lower.ts'),
};
