import type { EnvEntry, Started, Word } from '../catalog/launch.ts';
import type { Development, RuntimeEntry } from '../catalog/runtime-entry.ts';
import { fieldAt } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import { argumentsOf, shellCommand } from './arguments.ts';

/** How the scripts of the packages of a project start their programs; those for development are left out. */
export function startedByPackages(
  resources: readonly Resource[],
  runtimes: readonly RuntimeEntry[],
): readonly Started[] {
  const developments = runtimes.flatMap(({ development }) => development ?? []);
  return resources.flatMap((resource) => {
    if (resource.apiVersion !== 'npm') return [];
    const scripts = fieldAt(resource.root, 'scripts');
    if (scripts?.is !== 'record') return [];
    return scripts.fields.flatMap(({ key, value }) => {
      if (value.is !== 'literal' || developments.some((one) => isFor(one, key, value.text))) return [];
      return [startedBy(key, value)];
    });
  });
}

/** Whether a script is for those who work on the program, by its name or by a command in it. */
function isFor({ scripts, commands, except }: Development, name: string, line: string): boolean {
  if (name.split(/[:._-]/).some((word) => scripts.includes(word.toLowerCase()))) return true;
  const words = ` ${line.split(/\s+/).join(' ')} `;
  const rest = except.reduce((left, command) => left.replaceAll(` ${command} `, ' '), words);
  return commands.some((command) => rest.includes(` ${command} `));
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
