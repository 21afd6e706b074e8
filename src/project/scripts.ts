import type { EnvEntry, Launch, Started } from '../catalog/launch.ts';
import { constantOf, fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import { lastPart } from '../model/path.ts';
import { argumentsOf } from './arguments.ts';
import type { Build } from './dockerfiles.ts';

/** A script that a container starts. */
export interface Script {
  readonly resource: Resource;
  readonly commands: readonly Command[];
}

interface Command {
  readonly words: readonly Expr[];
  readonly texts: readonly Expr[];
}

/**
 * The scripts of a project that are the entry points of images: by their names, or because a Dockerfile copies them; and
 * the lists of what supervisord runs.
 */
export function entryScripts(resources: readonly Resource[], builds: readonly Build[]): readonly Script[] {
  const copied = new Set(builds.flatMap(({ last }) => last.files.map(({ source }) => lastPart(source))));
  return resources
    .filter(({ apiVersion }) => apiVersion === 'shell')
    .filter(({ kind, span }) => {
      const name = lastPart(span.file);
      return kind === 'Supervised' || /entrypoint/i.test(name) || copied.has(name);
    })
    .map((resource) => ({ resource, commands: itemsOf(fieldAt(resource.root, 'commands')).map(commandOf) }));
}

const keywords = new Set(['if', 'then', 'elif', 'else', 'do', 'while', 'until', '!', '{', '}', 'time']);

function commandOf(item: Expr): Command {
  const words = itemsOf(fieldAt(item, 'words'));
  const first = words.findIndex((word) => !keywords.has(textOf(word)));
  return { words: first < 0 ? [] : words.slice(first), texts: itemsOf(fieldAt(item, 'texts')) };
}

/** What a script starts for good: what it becomes by `exec`, or its last command. Others serve to set things up. supervisord starts all. */
export function startedOfScript({ resource, commands }: Script): readonly Started[] {
  const env: EnvEntry[] = [];
  const started: Started[] = [];
  for (const [index, { words }] of commands.entries()) {
    const assigned = assignments(words);
    env.push(...assigned);
    const line = words.slice(textOf(words[0]) === 'export' ? words.length : assigned.length);
    const [first] = line;
    const stays = textOf(first) === 'exec' || index === commands.length - 1 || resource.kind === 'Supervised';
    if (!first || !stays) continue;
    const items = textOf(first) === 'exec' ? line.slice(1) : line;
    const span = { ...first.span, end: items.at(-1)?.span.end ?? first.span.end };
    started.push({
      language: 'shell',
      image: undefined,
      ...argumentsOf({ is: 'list', items, span }, undefined, env),
      env: [...env],
      envOpen: true,
      ports: [],
      mounts: [],
      readOnlyRoot: false,
      because: [{ says: `${lastPart(resource.span.file)} starts it`, span: first.span }],
    });
  }
  return started;
}

/** The same as the launch of an image that nothing else is known of. */
export function launchOfScript(started: Started): Launch {
  const span = started.command?.span ?? { file: '', start: 0, end: 0 };
  const image = { text: 'the image of this script', repository: '', tag: '', span };
  return { ...started, image, files: [], services: [], served: true };
}

/** `NAME=value` before a command or alone, and what `export` is given. */
function assignments(words: readonly Expr[]): readonly EnvEntry[] {
  const from = /^(?:export|local|readonly|declare)$/.test(textOf(words[0])) ? 1 : 0;
  const entries: EnvEntry[] = [];
  for (const word of words.slice(from)) {
    const match = /^(\w+)=/.exec(textOf(word));
    if (!match?.[1]) break;
    const text = textOf(word).slice(match[0].length);
    const value = constantOf({ is: 'literal', type: 'string', text, span: word.span });
    entries.push({ name: match[1], value, span: word.span });
  }
  return entries;
}
