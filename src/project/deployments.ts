import type { EnvEntry, Launch } from '../catalog/launch.ts';
import type { Resource } from '../languages/language.ts';
import type { Step } from '../model/fact.ts';
import { type Holding, Holdings } from './holdings.ts';
import type { LaunchCatalog } from './programs.ts';
import { leadingTo, selecting, servicesOf } from './services.ts';
import { SourceFolders } from './source-folders.ts';
import type { ReadText } from './versions.ts';
import { type Workload, workloadsOf } from './workloads.ts';

/** A container of a workload whose object is written in full. */
export interface Running {
  /** `Deployment cart`. */
  readonly workload: string;
  readonly container: Holding;
  /** What patches of the workload set. */
  readonly patched: readonly EnvEntry[];
  readonly services: Launch['services'];
}

/** Knows which containers run the source of a project. Charts are left out: who installs one says more than it does. */
export class Deployments {
  readonly #all: readonly Running[];
  readonly #folders: SourceFolders;

  constructor(resources: readonly Resource[], catalog: LaunchCatalog, read: ReadText) {
    const workloads = workloadsOf(resources);
    const whole = workloads.filter((workload) => !workload.partial && !isTemplate(workload.resource));
    const services = whole.length > 0 ? servicesOf(resources) : [];
    const holdings = whole.length > 0 ? new Holdings(resources, catalog, read) : undefined;
    this.#all = whole.flatMap((workload) => {
      const selected = selecting(workload, services);
      const patched = workloads.filter((one) => one.partial && isSame(one, workload)).flatMap(variablesOf);
      return workload.containers.flatMap((container): readonly Running[] => {
        const holding = holdings?.ofContainer(container, workload);
        if (!holding || holding.made.length === 0) return [];
        const { kind, name } = workload.resource;
        const alone = workload.containers.length === 1;
        return [
          { workload: `${kind} ${name}`, container: holding, patched, services: leadingTo(container, selected, alone) },
        ];
      });
    });
    this.#folders = new SourceFolders(this.#all.map(({ container }) => ({ containers: [container] })));
  }

  /** The containers that run what a source file is a part of. */
  running(file: string): readonly Running[] {
    return this.#all.filter(({ container }) => this.#folders.partOf(file, { containers: [container] }) === 'own');
  }

  /** The containers whose image a Dockerfile makes. */
  #made(dockerfile: string): readonly Running[] {
    return this.#all.filter(({ container }) =>
      container.made.some(({ build }) => build.resource.span.file === dockerfile),
    );
  }

  /** How traffic comes to what a source file listens on: its image, who runs that, and the Services that lead there. */
  wayTo(file: string): readonly Step[] {
    const made = this.#made(file);
    const running = made.length > 0 ? made : this.running(file);
    const one = running.find(({ services }) => services.length > 0) ?? running[0];
    const [from] = one?.container.made ?? [];
    if (!one || !from) return [];
    const { image, started } = one.container;
    return [
      { says: `the image ${image} is made ${made.length > 0 ? 'here' : 'of it'}`, span: from.build.last.span },
      ...started.because,
      ...one.services.slice(0, mostServices).map(({ name, port, span }) => ({
        says: `Service ${name} sends the traffic of its port ${port || '(any)'} there`,
        span,
      })),
    ];
  }
}

const mostServices = 2;

function isTemplate({ arms, span }: Resource): boolean {
  return (arms?.length ?? 0) > 0 || /(?:^|\/)templates\//.test(span.file);
}

function isSame(one: Workload, other: Workload): boolean {
  return one.resource.kind === other.resource.kind && one.resource.name === other.resource.name;
}

function variablesOf({ containers }: Workload): readonly EnvEntry[] {
  return containers.flatMap(({ env }) => env);
}
