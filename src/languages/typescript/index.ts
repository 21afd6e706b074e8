import { javascriptAnchors, javascriptElsewhere, javascriptIdioms, javascriptRepairs } from '../javascript/index.ts';
import { modules } from '../javascript/modules.ts';
import type { Language } from '../language.ts';
import { component, scriptsOf } from './script-blocks.ts';

export const language: Language = {
  id: 'typescript',
  claims: (path) =>
    component.test(path) || (/\.(?:ts|tsx|mts|cts)$/.test(path) && !/\.d\.(?:[^/.]+\.)?(?:ts|mts|cts)$/.test(path)),
  sourceIn: (text, path) => (component.test(path) ? scriptsOf(text, path) : text),
  catalog: 'javascript',
  kind: 'code',
  anchors: javascriptAnchors,
  idioms: { ...javascriptIdioms, title: 'TypeScript' },
  elsewhere: javascriptElsewhere,
  modules,
  repairs: javascriptRepairs,
  load: () => import('./lower.ts'),
};
