import type { Launch, Started } from '../catalog/launch.ts';
import { applyFields, type FieldEntry } from '../catalog/manifests.ts';
import type { Resource } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import { objectsIn } from './objects.ts';
import { podAddressJoins } from './pod-addresses.ts';
import { type LaunchCatalog, programFacts } from './programs.ts';
import { leadingTo, type Service, selecting, servicesOf } from './services.ts';
import type { ReadText } from './versions.ts';
import { type Container, startedIn, type Workload, workloadsOf } from './workloads.ts';

/** What is known beforehand of the things that manifests name. */
export interface ManifestCatalog extends LaunchCatalog {
  readonly fields: readonly FieldEntry[];
}

/** All that the manifests of a project say about the network, read together. */
export function manifestFacts(
  resources: readonly Resource[],
  catalog: ManifestCatalog,
  read: ReadText = () => undefined,
): Fact[] {
  const services = servicesOf(resources);
  const workloads = workloadsOf(resources);
  const launches = workloads.flatMap((workload) => launchesOf(workload, services));
  const started = workloads.flatMap(startedOf);
  return [
    ...applyFields(resources.flatMap(objectsIn), catalog.fields),
    ...podAddressJoins(workloads),
    ...programFacts(resources, { launches, started }, catalog, read),
  ];
}

/** How the containers of a workload are started; none for a patch, which does not say it whole. */
function launchesOf(workload: Workload, services: readonly Service[]): readonly Launch[] {
  if (workload.partial) return [];
  const running = workload.containers.filter((container) => container.role !== 'init');
  const selected = selecting(workload, services);
  return running.flatMap((container) => {
    const launch = launchOf(container, workload, leadingTo(container, selected, running.length === 1));
    return launch ? [launch] : [];
  });
}

/** Every container that keeps running, also where a template still has to name its image. */
function startedOf(workload: Workload): readonly Started[] {
  return workload.containers
    .filter((container) => container.role !== 'init')
    .map((container) => startedIn(container, workload));
}

function launchOf(container: Container, workload: Workload, services: Launch['services']): Launch | undefined {
  const { image } = container;
  return image && { ...startedIn(container, workload), image, files: [], served: false, services };
}
