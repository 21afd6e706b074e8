import type { Holding } from './holdings.ts';
import { shortName } from './images.ts';

/** Whether a file is part of a workload: of it alone, of it or of others, or not. */
export type Part = 'own' | 'shared' | 'none';

interface WithContainers {
  readonly containers: readonly Holding[];
}

interface Folder {
  /** Relative to the root, empty for the root itself. */
  readonly path: string;
  /** Names of the images that are made of it. */
  readonly images: Set<string>;
}

/** Knows which images are made of which folders, to say whose a file is. */
export class SourceFolders {
  /** The longest paths first: a file belongs to the nearest. */
  readonly #folders: readonly Folder[];

  constructor(all: readonly WithContainers[]) {
    const folders = new Map<string, Folder>();
    for (const { containers } of all) {
      for (const { image, made } of containers) {
        for (const { folder: path } of made) {
          const folder = folders.get(path) ?? { path, images: new Set() };
          folder.images.add(shortName(image));
          folders.set(path, folder);
        }
      }
    }
    this.#folders = [...folders.values()].sort((a, b) => b.path.length - a.path.length);
  }

  partOf(file: string, { containers }: WithContainers): Part {
    const folder = this.#folders.find(({ path }) => path === '' || file.startsWith(`${path}/`));
    const own = containers.find(({ made }) => folder && made.some((one) => one.folder === folder.path));
    if (!folder || !own) return 'none';
    if (folder.images.size === 1) return 'own';
    // In one folder for several images each often has a part by its name: cmd/cart, services/cart.
    const inside = file.slice(folder.path.length).toLowerCase().split('/');
    const name = shortName(own.image);
    if (inside.includes(name)) return 'own';
    return [...folder.images].some((other) => inside.includes(other)) ? 'none' : 'shared';
  }
}
