import { applyImages, type ImageEntry, isKnown } from '../catalog/images.ts';
import type { Launch, Started } from '../catalog/launch.ts';
import { applyPrograms, type ProgramCatalog } from '../catalog/programs.ts';
import { type Runtime, runtimeOf } from '../catalog/runtime-of.ts';
import type { Resource } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import { asCompose, buildOf, composeServices, startedOfService } from './compose.ts';
import { buildsOf, launchOf, startedOfBuild } from './dockerfiles.ts';
import { startedByPackages } from './package-scripts.ts';
import { entryScripts, launchOfScript, startedOfScript } from './scripts.ts';
import { Sources } from './sources.ts';
import type { ReadText } from './versions.ts';

/** What is known beforehand of images, of programs and of what runs them. */
export interface LaunchCatalog extends ProgramCatalog {
  readonly images: readonly ImageEntry[];
}

/** What the containers of a workload run. */
export interface Containers {
  /** Those whose image is known. */
  readonly launches: readonly Launch[];
  /** All that keep running. */
  readonly started: readonly Started[];
}

/** What the programs of a project listen on: in its workloads, in the images it builds, and as Compose starts them. */
export function programFacts(
  resources: readonly Resource[],
  { launches, started }: Containers,
  catalog: LaunchCatalog,
  read: ReadText,
): readonly Fact[] {
  const builds = buildsOf(resources);
  const services = composeServices(resources, read);
  const sources = new Sources(resources, services, builds, catalog.runtimes, read);
  const listening = (launch: Launch | undefined): readonly Fact[] => {
    const listen = launch && applyImages(launch, catalog.images);
    return listen ? [listen] : [];
  };
  const told = (one: Started, runtime: Runtime | undefined): readonly Fact[] =>
    applyPrograms(one, runtime, catalog, isKnown(one, catalog.images));
  return [
    ...launches.flatMap(listening),
    ...started.flatMap((one) => told(one, sources.runtimeOf(one))),
    ...builds.flatMap((build) => {
      const one = startedOfBuild(build);
      return [...listening(launchOf(one, build, read)), ...told(one, sources.runtimeOfBuild(build))];
    }),
    ...entryScripts(resources, builds)
      .flatMap(startedOfScript)
      .flatMap((one) => [...listening(launchOfScript(one)), ...told(one, sources.runtimeOf(one))]),
    ...startedByPackages(resources, catalog.runtimes).flatMap((one) => told(one, runtimeOf(one, catalog.runtimes))),
    ...services.flatMap((service) => {
      const build = buildOf(service, builds);
      const one = startedOfService(service, build, read);
      const runtime = (build && sources.runtimeOfBuild(build)) ?? sources.runtimeOf(one);
      return asCompose([...listening(launchOf(one, build, read)), ...told(one, runtime)], build);
    }),
  ];
}
