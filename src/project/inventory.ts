import { fieldAt } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import type { ComposeService } from './compose.ts';
import { type Holding, Holdings } from './holdings.ts';
import type { LaunchCatalog } from './programs.ts';
import { routesTo } from './routes.ts';
import { policiesFor } from './selectors.ts';
import { type Service, selecting, servicesOf } from './services.ts';
import { generatedSettingsOf, settingsOf } from './settings-of.ts';
import type { ReadText } from './versions.ts';
import { type Workload, workloadsOf } from './workloads.ts';

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
  const holdings = new Holdings(resources, catalog, read);
  const listing = new Listing(resources, holdings);
  const workloads = workloadsOf(resources).filter(({ partial }) => !partial);
  if (workloads.length > 0) return workloads.map((workload) => listing.workload(workload));
  return holdings.services.map((service) => listing.service(service));
}

class Listing {
  readonly #resources: readonly Resource[];
  readonly #services: readonly Service[];
  readonly #holdings: Holdings;

  constructor(resources: readonly Resource[], holdings: Holdings) {
    this.#resources = resources;
    this.#services = servicesOf(resources);
    this.#holdings = holdings;
  }

  workload(workload: Workload): Inventoried {
    const { resource, labels, hostNetwork } = workload;
    const services = selecting(workload, this.#services);
    const routes = services.flatMap((service) => routesTo(service.resource, this.#resources));
    const settings = settingsOf(resource, this.#resources, this.#holdings.nameOf);
    const policies = policiesFor(labels, resource, this.#resources);
    const objects = [resource, ...services.map((service) => service.resource), ...routes, ...settings, ...policies];
    return {
      kind: resource.kind,
      name: this.#named(resource),
      namespace: resource.namespace,
      span: resource.span,
      containers: workload.containers.map((container) => this.#holdings.ofContainer(container, workload)),
      reachedBy: [
        ...new Set([
          ...services.map((service) => this.#reach(service)),
          ...routes.map((route) => `${route.kind} ${this.#named(route)}`),
          ...(hostNetwork ? ['the network of its node'] : []),
        ]),
      ],
      places: [...objects.flatMap(placesOf), ...generatedSettingsOf(resource, this.#resources, this.#holdings.nameOf)],
    };
  }

  service(service: ComposeService): Inventoried {
    const holding = this.#holdings.ofService(service);
    const { span } = service.item;
    return {
      kind: 'Compose service',
      name: service.name,
      namespace: '',
      span,
      containers: [holding],
      reachedBy: holding.started.ports.map(({ number }) => `port ${number}`),
      places: [span],
    };
  }

  #reach({ resource, ports }: Service): string {
    const numbers = ports.map(({ port }) => port).filter((port) => port !== '');
    return `Service ${this.#named(resource)}${numbers.length === 0 ? '' : `:${numbers.join(',')}`}`;
  }

  #named({ name, root }: Resource): string {
    return name || this.#holdings.nameOf(fieldAt(root, 'metadata', 'name'));
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
