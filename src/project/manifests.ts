import { applyImages, type ImageEntry } from '../catalog/images.ts';
import type { Launch } from '../catalog/launch.ts';
import { applyFields, type FieldEntry } from '../catalog/manifests.ts';
import type { Resource } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import { buildsOf, launchOfBuild } from './dockerfiles.ts';
import { leadingTo, type Service, selecting, servicesOf } from './services.ts';
import type { ReadText } from './versions.ts';
import { type Container, type Workload, workloadsOf } from './workloads.ts';

/** All that the manifests of a project say about the network, read together. */
export function manifestFacts(
  resources: readonly Resource[],
  catalog: { readonly images: readonly ImageEntry[]; readonly fields: readonly FieldEntry[] },
  read: ReadText = () => undefined,
): Fact[] {
  const services = servicesOf(resources);
  const facts: Fact[] = resources.flatMap((resource) => applyFields(resource, catalog.fields));
  const launches = [
    ...workloadsOf(resources).flatMap((workload) => launchesOf(workload, services)),
    ...buildsOf(resources).flatMap((build) => launchOfBuild(build, read) ?? []),
  ];
  for (const launch of launches) {
    const listen = applyImages(launch, catalog.images);
    if (listen) facts.push(listen);
  }
  return facts;
}

/** How the containers of a workload are started; none for a patch, which does not say it whole. */
export function launchesOf(workload: Workload, services: readonly Service[]): readonly Launch[] {
  if (workload.partial) return [];
  const running = workload.containers.filter((container) => container.role !== 'init');
  const selected = selecting(workload, services);
  return running.flatMap((container) => {
    const launch = launchOf(container, workload, leadingTo(container, selected, running.length === 1));
    return launch ? [launch] : [];
  });
}

function launchOf(container: Container, workload: Workload, services: Launch['services']): Launch | undefined {
  const { image, command, args, env, envOpen, ports, mounts, readOnlyRoot } = container;
  if (!image) return undefined;
  const { kind, name } = workload.resource;
  const because = [{ says: `${kind} ${name} runs the container ${container.name}`, span: container.span }];
  return {
    language: 'kubernetes',
    image,
    command,
    args,
    env,
    envOpen,
    ports,
    mounts,
    files: [],
    readOnlyRoot,
    served: false,
    services,
    because,
  };
}
