import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import type { NameOf } from './holdings.ts';
import { besides } from './paths.ts';
import { mayShareNamespace } from './selectors.ts';
import { podOf } from './workloads.ts';

/** Keys of a pod that name a ConfigMap or a Secret, and the key below them that holds the name. */
const references: Readonly<Record<string, string>> = {
  configMap: 'name',
  configMapRef: 'name',
  configMapKeyRef: 'name',
  secret: 'secretName',
  secretRef: 'name',
  secretKeyRef: 'name',
};

/** The ConfigMaps and Secrets that the pods of an object mount, or take variables from. */
export function settingsOf(workload: Resource, resources: readonly Resource[], nameOf: NameOf): readonly Resource[] {
  const named = namesIn(fieldAt(podOf(workload), 'spec'), nameOf);
  if (named.size === 0) return [];
  const nameIn = (resource: Resource) => `${resource.kind} ${nameOf(fieldAt(resource.root, 'metadata', 'name'))}`;
  const found = resources.filter(
    (resource) =>
      (resource.kind === 'ConfigMap' || resource.kind === 'Secret') &&
      mayShareNamespace(resource, workload) &&
      named.has(nameOf(fieldAt(resource.root, 'metadata', 'name'))),
  );
  // Files that are applied one instead of another each bring their own.
  const isBeside = ({ span }: Resource): boolean => span.file === workload.span.file;
  const beside = new Set(found.filter(isBeside).map(nameIn));
  return found.filter((resource) => isBeside(resource) || !beside.has(nameIn(resource)));
}

/** The files of which Kustomize makes these ConfigMaps and Secrets. */
export function generatedSettingsOf(
  workload: Resource,
  resources: readonly Resource[],
  nameOf: NameOf,
): readonly Span[] {
  const named = namesIn(fieldAt(podOf(workload), 'spec'), nameOf);
  return resources
    .filter(({ kind }) => kind === 'Kustomization')
    .flatMap(({ root, span }) =>
      ['configMapGenerator', 'secretGenerator']
        .flatMap((key) => itemsOf(fieldAt(root, key)))
        .filter((generator) => named.has(textOf(fieldAt(generator, 'name'))))
        .flatMap((generator) => [
          generator.span,
          ...[...itemsOf(fieldAt(generator, 'files')), ...itemsOf(fieldAt(generator, 'envs'))].map((file) =>
            wholeOf(besides(span.file, textOf(file).replace(/^[^=]*=/, ''))),
          ),
        ]),
    );
}

function wholeOf(file: string): Span {
  return { file, start: 0, end: Number.MAX_SAFE_INTEGER };
}

function namesIn(expr: Expr | undefined, nameOf: NameOf): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (at: Expr | undefined): void => {
    if (at?.is === 'list') for (const item of at.items) visit(item);
    if (at?.is !== 'record') return;
    for (const { key, value } of at.fields) {
      const holds = references[key];
      const name = holds === undefined ? '' : nameOf(fieldAt(value, holds));
      if (name !== '') names.add(name);
      visit(value);
    }
  };
  visit(expr);
  return names;
}
