import type { EnvEntry, Started, Word } from '../catalog/launch.ts';
import { fieldAt } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import { argumentsOf, shellCommand } from './arguments.ts';

/** Scripts that nobody runs in a cluster, by name. */
const forDevelopers =
  /(?:^|[:._-])(?:dev|develop|development|tests?|e2e|debug|watch|storybook|lint|ci|local|mock|bench|docs?|inspect)(?:$|[:._-])/i;
/** Commands that start a server for development. */
const developing =
  /(?:^|\s)(?:(?:next|nuxt|nuxi|astro|svelte-kit|remix|gatsby)\s+(?:dev|develop)|(?:ng|webpack|vue-cli-service)\s+serve|react-scripts\s+start|webpack-dev-server|nodemon|ts-node-dev|vite(?!\s+preview))(?:\s|$)|\s--watch(?:\s|$)/;

/** How the scripts of the packages of a project start their programs; those for development are left out. */
export function startedByPackages(resources: readonly Resource[]): readonly Started[] {
  return resources.flatMap((resource) => {
    if (resource.apiVersion !== 'npm') return [];
    const scripts = fieldAt(resource.root, 'scripts');
    if (scripts?.is !== 'record') return [];
    return scripts.fields.flatMap(({ key, value }) => {
      if (value.is !== 'literal' || forDevelopers.test(key) || developing.test(value.text)) return [];
      return [startedBy(key, value)];
    });
  });
}

function startedBy(name: string, line: Expr): Started {
  const { command } = argumentsOf(shellCommand(line), undefined, []);
  return {
    language: 'package-json',
    image: undefined,
    command,
    args: undefined,
    env: variablesIn(command?.words ?? []),
    envOpen: false,
    ports: [],
    mounts: [],
    readOnlyRoot: false,
    because: [{ says: `the script ${name} runs it`, span: line.span }],
  };
}

/** `HOST=0.0.0.0 node server.js`, `cross-env HOST=0.0.0.0 node server.js`. */
function variablesIn(words: readonly Word[]): readonly EnvEntry[] {
  return words.flatMap(({ text, span }) => {
    const [, name, value = ''] = /^([A-Z_][A-Z0-9_]*)=(.*)$/.exec(text) ?? [];
    if (name === undefined) return [];
    return [{ name, value: { is: 'text', type: 'string', text: value, span, via: [] }, span }];
  });
}
