import type { ContainerPort, EnvEntry, Started, Word } from '../catalog/launch.ts';
import { constantOf, fieldAt, itemsOf, partSpan, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import { fillIn } from '../model/fill.ts';
import { folderOf } from '../model/path.ts';
import { argumentsOf, lineOf } from './arguments.ts';
import { type Build, startedOfBuild } from './dockerfiles.ts';
import { readDotenv } from './dotenv.ts';
import { parseImage } from './images.ts';
import { besides, joined, readIfThere } from './paths.ts';
import type { ReadText } from './versions.ts';

/** From what an image is made. */
export interface Recipe {
  /** The folder that is sent to the builder, relative to the root. */
  readonly folder: string;
  /** The Dockerfile in it, empty where it has its usual name. */
  readonly dockerfile: string;
}

/** An image that the project builds. */
export interface Artifact extends Recipe {
  readonly image: string;
}

/** A service of a Compose file. */
export interface ComposeService {
  readonly name: string;
  readonly item: Expr;
  readonly file: string;
  /** Undefined where it is not built. */
  readonly recipe: Recipe | undefined;
  /** Variables that fill in the file's own texts. */
  readonly variables: ReadonlyMap<string, string>;
}

/** The services of all Compose files. */
export function composeServices(resources: readonly Resource[], read: ReadText): readonly ComposeService[] {
  return resources
    .filter(({ apiVersion }) => apiVersion === 'compose')
    .flatMap(({ root, span }) => {
      const services = fieldAt(root, 'services');
      if (services?.is !== 'record') return [];
      const variables = variablesBeside(span.file, read);
      return services.fields.map(({ key, value }) => ({
        name: key,
        item: filled(value, variables),
        file: span.file,
        recipe: recipeOf(filled(value, variables), span.file),
        variables,
      }));
    });
}

/** Compose fills its files in from the `.env` beside them. */
function variablesBeside(file: string, read: ReadText): ReadonlyMap<string, string> {
  const path = besides(file, '.env');
  const entries = readDotenv(readIfThere(path, read) ?? '', path);
  return new Map(entries.flatMap(({ name, value }) => (value.is === 'text' ? [[name, value.text]] : [])));
}

const reference = /\$(?:(\$)|\{(\w+)(?:(:?[-?+])([^{}]*))?\}|(\w+))/g;

/** An expression with `$NAME`, `${NAME:-default}` filled in; what is not known stays as it is. */
function filled(expr: Expr, variables: ReadonlyMap<string, string>): Expr {
  if (expr.is === 'list') return { ...expr, items: expr.items.map((item) => filled(item, variables)) };
  if (expr.is === 'record') {
    return { ...expr, fields: expr.fields.map((field) => ({ ...field, value: filled(field.value, variables) })) };
  }
  if (expr.is !== 'literal' || !expr.text.includes('$')) return expr;
  const text = fillIn(expr.text, reference, ([, dollar, braced, operator, word, plain]) => {
    if (dollar) return dollar;
    return variables.get(braced || plain || '') ?? (operator?.endsWith('-') ? word : undefined);
  });
  return { ...expr, text };
}

function recipeOf(item: Expr, file: string): Recipe | undefined {
  const build = fieldAt(item, 'build');
  if (!build) return undefined;
  const folder = joined(folderOf(file), textOf(build) || textOf(fieldAt(build, 'context')) || '.');
  return { folder, dockerfile: textOf(fieldAt(build, 'dockerfile')) };
}

/** The Dockerfile of a service. */
export function buildOf({ recipe }: ComposeService, builds: readonly Build[]): Build | undefined {
  return recipe && builds.find((build) => makes(recipe, build));
}

/** Whether it is this Dockerfile that is meant. */
export function makes({ folder, dockerfile }: Recipe, { resource: { span } }: Build): boolean {
  if (dockerfile !== '') return span.file === joined(folder, dockerfile);
  return /^(?:.*\/)?Dockerfile$/.test(span.file) && folderOf(span.file) === folder;
}

/** How a service is started, with what its Dockerfile says where it says nothing itself. */
export function startedOfService(service: ComposeService, build: Build | undefined, read: ReadText): Started {
  const { item } = service;
  const below = build && startedOfBuild(build);
  const image = fieldAt(item, 'image');
  const env = [...envFiles(service, read), ...environment(fieldAt(item, 'environment'))];
  const entrypoint = lineOf(fieldAt(item, 'entrypoint'));
  const lines = argumentsOf(entrypoint, lineOf(fieldAt(item, 'command')), env);
  return {
    language: 'compose',
    image: below ? below.image : image && parseImage(image),
    command: lines.command ?? below?.command,
    args: lines.args ?? (entrypoint ? undefined : below?.args),
    env: [...(below?.env ?? []), ...env],
    envOpen: false,
    ports: [...(below?.ports ?? []), ...portsOf(item)],
    mounts: [...(below?.mounts ?? []), ...mountsOf(item)],
    readOnlyRoot: textOf(fieldAt(item, 'read_only')) === 'true',
    because: [{ says: `Compose runs the service ${service.name}`, span: item.span }],
  };
}

/** What Compose runs is not what the cluster runs, though it is likely the same; what a Dockerfile says is said there. */
export function asCompose(facts: readonly Fact[], build: Build | undefined): readonly Fact[] {
  const step = { says: 'whether a cluster starts it in the same way is not known', span: undefined };
  return facts
    .filter((fact) => fact.span.file !== build?.resource.span.file)
    .map((fact) => ({ ...fact, because: [...fact.because, step], certain: false }));
}

function environment(expr: Expr | undefined): readonly EnvEntry[] {
  if (expr?.is === 'record') {
    // Without a value the variable is that of whoever starts Compose.
    return expr.fields
      .filter(({ value }) => value.is !== 'literal' || value.type !== 'null')
      .map(({ key, value, span }) => ({ name: key, value: constantOf(value), span }));
  }
  return itemsOf(expr).flatMap((item) => {
    const text = textOf(item);
    const equals = text.indexOf('=');
    if (equals <= 0) return [];
    const span = partSpan(item, equals + 1, text.length - equals - 1);
    const value = constantOf({ is: 'literal', type: 'string', text: text.slice(equals + 1), span });
    return [{ name: text.slice(0, equals), value, span: item.span }];
  });
}

function envFiles({ item, file }: ComposeService, read: ReadText): readonly EnvEntry[] {
  const given = fieldAt(item, 'env_file');
  const items = given?.is === 'list' ? given.items : given ? [given] : [];
  return items.flatMap((one) => {
    const name = textOf(one) || textOf(fieldAt(one, 'path'));
    if (name === '' || name.includes('$') || name.startsWith('/')) return [];
    const path = joined(folderOf(file), name);
    return readDotenv(readIfThere(path, read) ?? '', path);
  });
}

/** `8080:80`, `127.0.0.1:8080:80/udp`, `80`, `{ target: 80 }`: the ports of the container. */
function portsOf(item: Expr): readonly ContainerPort[] {
  return [...itemsOf(fieldAt(item, 'ports')), ...itemsOf(fieldAt(item, 'expose'))].flatMap((port) => {
    const text = textOf(port) || textOf(fieldAt(port, 'target'));
    const match = /(?:^|:)(\d+)(?:\/(\w+))?$/.exec(text);
    if (!match) return [];
    const protocol = (match[2] ?? (textOf(fieldAt(port, 'protocol')) || 'tcp')).toUpperCase();
    return [{ number: Number(match[1]), name: '', protocol, span: port.span }];
  });
}

/** Files and folders of the host; a named volume brings no settings with it. */
function mountsOf(item: Expr): readonly Word[] {
  const mounts = itemsOf(fieldAt(item, 'volumes')).flatMap((volume): readonly Word[] => {
    const [source = '', target = ''] = textOf(volume).split(':');
    const path = target || textOf(fieldAt(volume, 'target'));
    const named = textOf(fieldAt(volume, 'source')) || source;
    return path !== '' && /^[./~$]/.test(named) ? [{ text: path, span: volume.span }] : [];
  });
  const configs = itemsOf(fieldAt(item, 'configs')).flatMap((config) => wordAt(config, 'target'));
  return [...mounts, ...configs];
}

function wordAt(expr: Expr, key: string): readonly Word[] {
  const value = fieldAt(expr, key);
  return value ? [{ text: textOf(value), span: value.span }] : [];
}

/** Images that Compose builds, for those who run them elsewhere. */
export function composeArtifacts(services: readonly ComposeService[]): readonly Artifact[] {
  return services.flatMap(({ item, recipe }) => {
    const image = textOf(fieldAt(item, 'image')).replace(/:[^/]*$/, '');
    return recipe === undefined || image === '' ? [] : [{ image, ...recipe }];
  });
}
