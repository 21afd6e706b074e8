import type { Started } from '../catalog/launch.ts';
import type { RuntimeEntry } from '../catalog/runtime-entry.ts';
import { entryOfImage, type Runtime, runtimeOf } from '../catalog/runtime-of.ts';
import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Resource } from '../languages/language.ts';
import { folderOf } from '../model/path.ts';
import { type Artifact, type ComposeService, composeArtifacts, makes } from './compose.ts';
import { type Build, startedOfBuild } from './dockerfiles.ts';
import { shortName } from './images.ts';
import { besides, joined, readIfThere } from './paths.ts';
import type { ReadText } from './versions.ts';

/** A Dockerfile that makes an image, and the folder of what it copies from. */
export interface BuiltFrom {
  readonly build: Build;
  /** Relative to the root, empty for the root itself. */
  readonly folder: string;
}

const largestManifest = 1024 * 1024;

/** Answers what runs in a container: by its command, its image, the Dockerfile of that image, or the source behind it. */
export class Sources {
  readonly #builds: readonly Build[];
  readonly #artifacts: readonly Artifact[];
  readonly #runtimes: readonly RuntimeEntry[];
  readonly #read: ReadText;
  readonly #projects = new Map<string, string>();
  readonly #runtimeOfBuild = new Map<Build, Runtime | undefined>();

  constructor(
    resources: readonly Resource[],
    services: readonly ComposeService[],
    builds: readonly Build[],
    runtimes: readonly RuntimeEntry[],
    read: ReadText,
  ) {
    this.#builds = builds;
    this.#artifacts = [...resources.flatMap(artifactsIn), ...composeArtifacts(services)];
    this.#runtimes = runtimes;
    this.#read = read;
  }

  /** The runtime of a container; undefined where nothing tells, or several Dockerfiles tell different things. */
  runtimeOf(started: Started): Runtime | undefined {
    const own = runtimeOf(started, this.#runtimes);
    if (own || !started.image) return own;
    return this.#agreed(this.builtFrom(started.image.repository).map(({ build }) => build));
  }

  /** The runtime of the image that a Dockerfile makes. */
  runtimeOfBuild(build: Build): Runtime | undefined {
    if (!this.#runtimeOfBuild.has(build)) this.#runtimeOfBuild.set(build, this.#findRuntime(build));
    return this.#runtimeOfBuild.get(build);
  }

  #findRuntime(build: Build): Runtime | undefined {
    return runtimeOf(startedOfBuild(build), this.#runtimes) ?? this.#compiled(build) ?? this.#bySource(build);
  }

  #agreed(builds: readonly Build[]): Runtime | undefined {
    const found = builds.map((build) => this.runtimeOfBuild(build));
    const [first] = found;
    return found.every((one) => one?.entry === first?.entry) ? first : undefined;
  }

  /** A binary that another stage compiled. */
  #compiled({ stages, last }: Build): Runtime | undefined {
    for (const name of last.copiedFrom) {
      const stage = stages.find((one, index) => one.name === name.toLowerCase() || String(index) === name);
      const entry = stage?.image && entryOfImage(stage.image.repository, this.#runtimes);
      if (!stage || !entry?.compiled) continue;
      const says = `the program is copied from a stage that is built on an image of ${entry.title}`;
      return { entry, because: { says, span: stage.span }, certain: true };
    }
    return undefined;
  }

  /** The files beside the Dockerfile, where they speak of one runtime only. */
  #bySource({ resource, last }: Build): Runtime | undefined {
    const found = this.#runtimes.flatMap((entry) => {
      const file = entry.manifests.map((name) => besides(resource.span.file, name)).find((path) => this.#isThere(path));
      return file === undefined ? [] : [{ entry, file }];
    });
    const [one] = found;
    if (!one || found.length > 1) return undefined;
    const says = `${one.file} beside the Dockerfile is that of a program in ${one.entry.title}`;
    return { entry: one.entry, because: { says, span: last.span }, certain: false };
  }

  #isThere(path: string): boolean {
    if (path.includes('*')) return false;
    try {
      return this.#read(path, largestManifest) !== undefined;
    } catch {
      return true;
    }
  }

  /** The Dockerfiles of an image: those that the project's build files name, else those in a folder of its name. */
  builtFrom(repository: string): readonly BuiltFrom[] {
    const name = shortName(repository);
    if (name === '') return [];
    const named = this.#artifacts.filter(({ image }) => shortName(image) === name);
    const built = this.#builds.flatMap((build) => {
      const artifact = named.find((one) => makes(one, build));
      return artifact ? [{ build, folder: artifact.folder }] : [];
    });
    if (built.length > 0) return plainest(built);
    return plainest(this.#alike(name).map((build) => ({ build, folder: folderOf(build.resource.span.file) })));
  }

  /** By the folder, else by the name of the program, else by how the image's name ends. */
  #alike(name: string): readonly Build[] {
    const byFolder = this.#builds.filter(({ resource }) => isNamed(resource.span.file, name));
    if (byFolder.length > 0) return byFolder;
    const byProgram = this.#builds.filter(({ resource }) => this.#projectOf(resource.span.file) === name);
    return byProgram.length > 0 ? byProgram : this.#endingOf(name);
  }

  /** The name of the program whose source stands beside a Dockerfile, as its own manifest has it. */
  #projectOf(dockerfile: string): string {
    const known = this.#projects.get(dockerfile);
    if (known !== undefined) return known;
    const module = /^module\s+(\S+)/m.exec(readIfThere(besides(dockerfile, 'go.mod'), this.#read) ?? '')?.[1];
    const named =
      module?.replace(/\/v\d+$/, '') ?? packageName(readIfThere(besides(dockerfile, 'package.json'), this.#read));
    this.#projects.set(dockerfile, shortName(named));
    return shortName(named);
  }

  /** `shop-cart` and `shop_cart` are made in the one folder called `cart`. */
  #endingOf(name: string): readonly Build[] {
    const folders = new Map<string, Build[]>();
    for (const build of this.#builds) {
      const folder = shortName(folderOf(build.resource.span.file));
      if (folder === '' || !['-', '_', '.'].some((mark) => name.endsWith(mark + folder))) continue;
      folders.set(folder, [...(folders.get(folder) ?? []), build]);
    }
    const [longest = ''] = [...folders.keys()].sort((one, other) => other.length - one.length);
    const builds = folders.get(longest) ?? [];
    return new Set(builds.map(({ resource }) => folderOf(resource.span.file))).size === 1 ? builds : [];
  }
}

function packageName(text: string | undefined): string {
  return /^\s{1,8}"name"\s*:\s*"([^"\n]+)"/m.exec(text ?? '')?.[1] ?? '';
}

/** What Skaffold builds. */
function artifactsIn({ apiVersion, root, span }: Resource): readonly Artifact[] {
  if (!apiVersion.startsWith('skaffold/')) return [];
  return itemsOf(fieldAt(root, 'build', 'artifacts')).map((item) => ({
    image: textOf(fieldAt(item, 'image')),
    folder: joined(folderOf(span.file), textOf(fieldAt(item, 'context')) || '.'),
    dockerfile: textOf(fieldAt(item, 'docker', 'dockerfile')),
  }));
}

/** `cart/Dockerfile`, `src/cart/src/Dockerfile`, `Dockerfile.cart`, `cart.Dockerfile`. */
function isNamed(file: string, name: string): boolean {
  const parts = file.toLowerCase().split('/');
  const last = parts.pop() ?? '';
  return parts.includes(name) || last === `dockerfile.${name}` || last === `${name}.dockerfile`;
}

/** A Dockerfile without an ending is the one for production. */
function plainest(builds: readonly BuiltFrom[]): readonly BuiltFrom[] {
  const plain = builds.filter(({ build }) => /(?:^|\/)(?:docker|container)file$/i.test(build.resource.span.file));
  return plain.length > 0 ? plain : builds;
}
