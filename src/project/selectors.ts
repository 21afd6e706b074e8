import { entriesOf, fieldAt } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';

/** A label of a pod, or of a selector. */
export interface Label {
  readonly key: string;
  readonly value: string;
}

/** Whether a selector of labels leads to pods; one without labels leads to none. */
export function selectsLabels(selector: readonly Label[], labels: readonly Label[]): boolean {
  return (
    selector.length > 0 &&
    selector.every(({ key, value }) => labels.some((label) => label.key === key && label.value === value))
  );
}

/** Whether two objects may be in one namespace: one that is not written is given when the files are applied. */
export function mayShareNamespace(one: Resource, other: Resource): boolean {
  return one.namespace === '' || other.namespace === '' || one.namespace === other.namespace;
}

/** The policies that speak of pods with such labels; those for all pods of a namespace are left out. */
export function policiesFor(
  labels: readonly Label[],
  of: Resource,
  resources: readonly Resource[],
): readonly Resource[] {
  return resources.filter(
    (resource) =>
      /NetworkPolicy$/.test(resource.kind) &&
      mayShareNamespace(resource, of) &&
      selectsLabels(entriesOf(matchLabels(resource.root)), labels),
  );
}

function matchLabels(root: Expr): Expr | undefined {
  const spec = fieldAt(root, 'spec');
  return fieldAt(spec, 'podSelector', 'matchLabels') ?? fieldAt(spec, 'endpointSelector', 'matchLabels');
}
