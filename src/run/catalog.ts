import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../catalog/schema.ts';
import { packageRoot } from './package-root.ts';

let loaded: Catalog | undefined;

/** What places mean: one generated file, read once. */
export function loadCatalog(): Catalog {
  loaded ??= parse(catalogFile());
  return loaded;
}

function catalogFile(): string {
  const source = join(packageRoot(), 'src', 'catalog', 'index.generated.json');
  const built = join(packageRoot(), 'dist', 'catalog.json');
  return import.meta.url.endsWith('.ts') || !existsSync(built) ? source : built;
}

// The file is generated from checked YAML, so that its shape is known here.
function parse(file: string): Catalog {
  return JSON.parse(readFileSync(file, 'utf8')) as Catalog;
}
