import { identify } from '../catalog/identify.ts';
import type { Launch, Started } from '../catalog/launch.ts';
import type { RuntimeEntry } from '../catalog/runtime-entry.ts';
import { isProgram } from '../catalog/runtime-of.ts';
import { fieldAt, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import { buildOf, type ComposeService, composeServices, startedOfService } from './compose.ts';
import { type Build, buildsOf } from './dockerfiles.ts';
import { shortName } from './images.ts';
import { readIfThere } from './paths.ts';
import type { LaunchCatalog } from './programs.ts';
import { type BuiltFrom, Sources } from './sources.ts';
import type { ReadText } from './versions.ts';
import { type Container, startedIn, type Workload } from './workloads.ts';

/** A container, and what is known of the program in it. */
export interface Holding {
  readonly name: string;
  readonly role: Container['role'];
  /** As it is written; empty where it is not. */
  readonly image: string;
  /** Whether the templates leave it open which image it is. */
  readonly open: boolean;
  /** The server that the catalog knows, with what it does by itself; empty for other programs. */
  readonly server: string;
  readonly runtime: RuntimeEntry | undefined;
  /** What the image is made of, where the project makes it. */
  readonly made: readonly BuiltFrom[];
  readonly started: Started;
}

/** Says how a name is written where a template makes it; a literal is its text. */
export type NameOf = (expr: Expr | undefined) => string;

/** Joins containers with the images that the catalog knows, and with the Dockerfiles and the source of the project. */
export class Holdings {
  readonly services: readonly ComposeService[];
  readonly nameOf: NameOf;
  readonly #builds: readonly Build[];
  readonly #catalog: LaunchCatalog;
  readonly #sources: Sources;
  readonly #read: ReadText;

  constructor(resources: readonly Resource[], catalog: LaunchCatalog, read: ReadText) {
    this.services = composeServices(resources, read);
    this.nameOf = nameReader(read);
    this.#builds = buildsOf(resources);
    this.#catalog = catalog;
    this.#sources = new Sources(resources, this.services, this.#builds, catalog.runtimes, read);
    this.#read = read;
  }

  ofContainer(container: Container, workload: Workload): Holding {
    const image = container.image?.text ?? this.nameOf(fieldAt(container.written, 'image'));
    return { name: container.name, role: container.role, ...this.#known(startedIn(container, workload), image) };
  }

  ofService(service: ComposeService): Holding {
    const { name, item, recipe } = service;
    const build = buildOf(service, this.#builds);
    const known = this.#known(startedOfService(service, build, this.#read), textOf(fieldAt(item, 'image')));
    const made = build && recipe ? [{ build, folder: recipe.folder }] : known.made;
    const runtime = (build && this.#sources.runtimeOfBuild(build)?.entry) ?? known.runtime;
    return { name, role: 'main', ...known, made, runtime };
  }

  #known(started: Started, image: string): Omit<Holding, 'name' | 'role'> {
    return {
      image,
      open: started.image === undefined,
      server: started.image ? this.#server({ ...started, image: started.image }) : '',
      runtime: this.#sources.runtimeOf(started)?.entry,
      made: started.image ? this.#sources.builtFrom(started.image.repository) : [],
      started,
    };
  }

  /** A server that a port alone hints at is not known. */
  #server(started: Started & Pick<Launch, 'image'>): string {
    const launch = { ...started, files: [], served: true, services: [] };
    const identified = identify(launch, this.#catalog.images);
    if (identified?.certain) return identified.entry.program;
    // What else a command starts is not known.
    const own = !started.command && isProgram(started.image.repository, this.#catalog.runtimes);
    return own ? shortName(started.image.repository) : '';
  }
}

/** A name is its text; one that a template makes is what the template says. */
function nameReader(read: ReadText): NameOf {
  const texts = new Map<string, string>();
  return (expr) => {
    if (!expr || expr.is === 'literal') return textOf(expr);
    const { file, start, end } = expr.span;
    const text = texts.get(file) ?? readIfThere(file, read) ?? '';
    texts.set(file, text);
    const written = text.slice(start, end).replace(/^["']|["']$/g, '');
    return written.replace(/\{\{-?\s*(?:include|template)\s+"([^"{}]+)"[^{}]*\}\}/g, '{$1}');
  };
}
