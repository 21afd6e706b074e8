import { identify } from '../catalog/identify.ts';
import type { Launch, Started } from '../catalog/launch.ts';
import type { RuntimeEntry } from '../catalog/runtime-entry.ts';
import { fieldAt, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import { buildOf, type ComposeService, composeServices, startedOfService } from './compose.ts';
import { type Build, buildsOf } from './dockerfiles.ts';
import { readIfThere } from './paths.ts';
import type { LaunchCatalog } from './programs.ts';
import { routesTo } from './routes.ts';
import { policiesFor } from './selectors.ts';
import { type Service, selecting, servicesOf } from './services.ts';
import { generatedSettingsOf, type NameOf, settingsOf } from './settings-of.ts';
import { type BuiltFrom, Sources } from './sources.ts';
import type { ReadText } from './versions.ts';
import { type Container, startedIn, type Workload, workloadsOf } from './workloads.ts';

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
}

/** What runs in the cluster as one, with all that is known to decide about it. */
export interface Inventoried {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly span: Span;
  readonly containers: readonly Holding[];
  readonly reachedBy: readonly string[];
  /** Where it is written, and the Services, routes, policies and settings that belong to it. */
  readonly places: readonly Span[];
}

/** Lists what a project runs: its workloads, and where it has none the services of Compose. */
export function inventoryOf(
  resources: readonly Resource[],
  catalog: LaunchCatalog,
  read: ReadText,
): readonly Inventoried[] {
  const builds = buildsOf(resources);
  const compose = composeServices(resources, read);
  const sources = new Sources(resources, compose, builds, catalog.runtimes, read);
  const listing = new Listing(resources, catalog, sources, nameReader(read));
  const workloads = workloadsOf(resources)
    .filter(({ partial }) => !partial)
    .map((workload) => listing.workload(workload));
  if (workloads.length > 0) return workloads;
  return compose.map((service) => listing.service(service, buildOf(service, builds), read));
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

class Listing {
  readonly #resources: readonly Resource[];
  readonly #services: readonly Service[];
  readonly #catalog: LaunchCatalog;
  readonly #sources: Sources;
  readonly #nameOf: NameOf;

  constructor(resources: readonly Resource[], catalog: LaunchCatalog, sources: Sources, nameOf: NameOf) {
    this.#resources = resources;
    this.#services = servicesOf(resources);
    this.#catalog = catalog;
    this.#sources = sources;
    this.#nameOf = nameOf;
  }

  workload(workload: Workload): Inventoried {
    const { resource, labels, hostNetwork } = workload;
    const services = selecting(workload, this.#services);
    const routes = services.flatMap((service) => routesTo(service.resource, this.#resources));
    const settings = settingsOf(resource, this.#resources, this.#nameOf);
    const policies = policiesFor(labels, resource, this.#resources);
    const objects = [resource, ...services.map((service) => service.resource), ...routes, ...settings, ...policies];
    return {
      kind: resource.kind,
      name: this.#named(resource),
      namespace: resource.namespace,
      span: resource.span,
      containers: workload.containers.map((container) => this.#holding(container, workload)),
      reachedBy: [
        ...new Set([
          ...services.map((service) => this.#reach(service)),
          ...routes.map((route) => `${route.kind} ${this.#named(route)}`),
          ...(hostNetwork ? ['the network of its node'] : []),
        ]),
      ],
      places: [...objects.flatMap(placesOf), ...generatedSettingsOf(resource, this.#resources, this.#nameOf)],
    };
  }

  service(service: ComposeService, build: Build | undefined, read: ReadText): Inventoried {
    const { name, item, recipe } = service;
    const started = startedOfService(service, build, read);
    const holding = this.#known(started, textOf(fieldAt(item, 'image')));
    const made = build && recipe ? [{ build, folder: recipe.folder }] : holding.made;
    const runtime = (build && this.#sources.runtimeOfBuild(build)?.entry) ?? holding.runtime;
    return {
      kind: 'Compose service',
      name,
      namespace: '',
      span: item.span,
      containers: [{ name, role: 'main', ...holding, made, runtime }],
      reachedBy: started.ports.map(({ number }) => `port ${number}`),
      places: [item.span],
    };
  }

  #reach({ resource, ports }: Service): string {
    const numbers = ports.map(({ port }) => port).filter((port) => port !== '');
    return `Service ${this.#named(resource)}${numbers.length === 0 ? '' : `:${numbers.join(',')}`}`;
  }

  #named({ name, root }: Resource): string {
    return name || this.#nameOf(fieldAt(root, 'metadata', 'name'));
  }

  #holding(container: Container, workload: Workload): Holding {
    const image = container.image?.text ?? this.#nameOf(fieldAt(container.written, 'image'));
    return { name: container.name, role: container.role, ...this.#known(startedIn(container, workload), image) };
  }

  #known(started: Started, image: string): Omit<Holding, 'name' | 'role'> {
    return {
      image,
      open: started.image === undefined,
      server: started.image ? this.#server({ ...started, image: started.image }) : '',
      runtime: this.#sources.runtimeOf(started)?.entry,
      made: started.image ? this.#sources.builtFrom(started.image.repository) : [],
    };
  }

  /** A server that a port alone hints at is not known. */
  #server(started: Started & Pick<Launch, 'image'>): string {
    const launch = { ...started, files: [], served: true, services: [] };
    const identified = identify(launch, this.#catalog.images);
    return identified?.certain ? identified.entry.program : '';
  }
}

/** Where an object is written, also where a chart's values say a part of it. */
function placesOf({ root, span }: Resource): readonly Span[] {
  const places = [span];
  const visit = (expr: Expr): void => {
    if (expr.span.file !== span.file) {
      places.push(expr.span);
      return;
    }
    if (expr.is === 'record') for (const { value } of expr.fields) visit(value);
    if (expr.is === 'list') for (const item of expr.items) visit(item);
    if (expr.is === 'concat') for (const part of expr.parts) visit(part);
  };
  visit(root);
  return places;
}
