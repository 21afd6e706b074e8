import type { ContainerPort, EnvEntry, Launch, Started, Words, WrittenFile } from '../catalog/launch.ts';
import { constantOf, fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import { argumentsOf, runsScript, shellCommand } from './arguments.ts';
import { type ImageName, parseImage } from './images.ts';
import { besides, readIfThere } from './paths.ts';
import type { ReadText } from './versions.ts';
import { writtenFiles } from './written-files.ts';

/** A stage of a Dockerfile, with all that it inherits from the stages of the same file. */
export interface Stage {
  readonly name: string;
  /** The image that the first stage of its line is built on; undefined where it is not known. */
  readonly image: ImageName | undefined;
  /** The line of FROM. */
  readonly span: Span;
  readonly env: readonly EnvEntry[];
  readonly entrypoint: Expr | undefined;
  readonly command: Expr | undefined;
  readonly ports: readonly ContainerPort[];
  readonly files: readonly WrittenFile[];
  /** Names of the stages that files are copied from, with numbers for those without a name. */
  readonly copiedFrom: readonly string[];
}

/** A Dockerfile: what its last stage makes is the image. */
export interface Build {
  readonly resource: Resource;
  readonly stages: readonly Stage[];
  readonly last: Stage;
}

/** The Dockerfiles of a project. */
export function buildsOf(resources: readonly Resource[]): readonly Build[] {
  return resources.flatMap((resource) => {
    if (resource.apiVersion !== 'docker' || resource.kind !== 'Dockerfile') return [];
    const stages: Stage[] = [];
    for (const item of itemsOf(fieldAt(resource.root, 'stages'))) stages.push(stageOf(item, stages));
    const last = stages.at(-1);
    return last ? [{ resource, stages, last }] : [];
  });
}

function stageOf(item: Expr, before: readonly Stage[]): Stage {
  const image = fieldAt(item, 'image');
  const from = textOf(image).toLowerCase();
  const base = before.find((stage) => stage.name !== '' && stage.name === from);
  let stage: Stage = {
    name: textOf(fieldAt(item, 'name')).toLowerCase(),
    image: base ? base.image : image && parseImage(image),
    span: item.span,
    env: base?.env ?? [],
    entrypoint: base?.entrypoint,
    command: base?.command,
    ports: base?.ports ?? [],
    files: base?.files ?? [],
    copiedFrom: base?.copiedFrom ?? [],
  };
  for (const step of itemsOf(fieldAt(item, 'steps'))) stage = after(stage, step);
  return stage;
}

/** A stage after one more step. */
function after(stage: Stage, step: Expr): Stage {
  switch (textOf(fieldAt(step, 'does'))) {
    case 'ENV':
      return { ...stage, env: [...stage.env, ...itemsOf(fieldAt(step, 'variables')).map(variable)] };
    case 'ENTRYPOINT':
      // A new entry point takes the command of the image below away.
      return { ...stage, entrypoint: lineOf(step), command: undefined };
    case 'CMD':
      return { ...stage, command: lineOf(step) };
    case 'EXPOSE':
      return { ...stage, ports: [...stage.ports, ...itemsOf(fieldAt(step, 'ports')).flatMap(portOf)] };
    case 'COPY':
    case 'ADD': {
      const from = textOf(fieldAt(step, 'from'));
      const files = [...stage.files, ...writtenFiles(step)];
      return { ...stage, files, copiedFrom: from === '' ? stage.copiedFrom : [...stage.copiedFrom, from] };
    }
    case 'RUN':
      return { ...stage, files: [...stage.files, ...writtenFiles(step)] };
    default:
      return stage;
  }
}

function variable(item: Expr): EnvEntry {
  const value = fieldAt(item, 'value');
  const name = textOf(fieldAt(item, 'name'));
  return { name, value: value ? constantOf(value) : { is: 'absent' }, span: item.span };
}

/** The words of the JSON form; the shell form is a shell that runs the text. */
function lineOf(step: Expr): Expr | undefined {
  const shell = fieldAt(step, 'shell');
  return shell ? shellCommand(shell) : fieldAt(step, 'exec');
}

function portOf(item: Expr): readonly ContainerPort[] {
  const match = /^(\d+)(?:\/(\w+))?$/.exec(textOf(item));
  if (!match) return [];
  return [{ number: Number(match[1]), name: '', protocol: (match[2] ?? 'tcp').toUpperCase(), span: item.span }];
}

/** A container of the image, as far as what runs in it is told where to listen. */
export function startedOfBuild({ last }: Build): Started {
  const { image, env, ports, files, span } = last;
  return {
    language: 'dockerfile',
    image,
    ...linesOf(last),
    env,
    envOpen: false,
    ports,
    mounts: files.map((file) => ({ text: file.path, span: file.span })),
    readOnlyRoot: false,
    because: [{ says: image ? `the image is built on ${image.text}` : 'this is the last stage of the image', span }],
  };
}

/** A container that is made to be reached, whose image is known; the image may be what a Dockerfile makes. */
export function launchOf(started: Started, build: Build | undefined, read: ReadText): Launch | undefined {
  const { image } = started;
  return image && { ...started, image, files: build ? withTexts(build, read) : [], services: [], served: true };
}

/** The files of an image with their texts, as far as they can be known. */
function withTexts({ last, resource }: Build, read: ReadText): readonly WrittenFile[] {
  return last.files.map((file) => withText(file, resource.span.file, read));
}

/** The two halves of the command line; ENTRYPOINT in the shell form takes no arguments from CMD. */
function linesOf(stage: Stage): { readonly command: Words | undefined; readonly args: Words | undefined } {
  const { entrypoint, command, env } = stage;
  return argumentsOf(entrypoint, runsScript(entrypoint) ? undefined : command, env);
}

/** A copy has the text of its source, which is named from the folder of the Dockerfile or from the root of the project. */
function withText(file: WrittenFile, dockerfile: string, read: ReadText): WrittenFile {
  if (file.source === '' || /[*?$]|^https?:|^\.\.|\/\.\.(?:\/|$)/.test(file.source)) return file;
  const source = file.source.replace(/^(?:\.?\/)+/, '');
  for (const path of new Set([besides(dockerfile, source), source])) {
    const text = readIfThere(path, read);
    if (text !== undefined) return { ...file, text };
  }
  return file;
}
