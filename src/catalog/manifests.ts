import type { Expr, Resource } from '../languages/language.ts';
import type { Setting, Step } from '../model/fact.ts';
import { Checked } from './checked.ts';
import { constantOf, entriesOf, fieldAt, itemsOf, textOf } from './tree.ts';

/** A key of a manifest whose value names families or addresses. */
export interface FieldEntry {
  readonly apiVersion: string;
  readonly kind: string;
  /** Keys with dots between them; `[]` after a key means every item of its list. */
  readonly path: string;
  readonly means: Setting['meaning'];
  /** Whether the API server fills the key in where nobody wrote it. */
  readonly filledIn: boolean;
  /** Values of other keys with which this one is not looked at, such as a type that ignores it. */
  readonly unless: readonly FieldCondition[];
  readonly source: string;
  readonly examples: readonly { readonly spec: string; readonly yields: readonly string[] }[];
}

/** Holds where every key has its value; an empty value means that the key is missing or empty. */
export type FieldCondition = readonly { readonly path: string; readonly value: string }[];

const meanings = ['families', 'family-policy', 'address'] as const;

/** Checks one file of fields; throws an error that names the file and the key. */
export function parseFieldEntries(data: unknown, file: string): FieldEntry[] {
  const root = new Checked(data, file).keys('api', 'source', 'fields');
  const apiVersion = root.get('api').text();
  const source = root.get('source').text();
  return root
    .get('fields')
    .list()
    .map((field) => {
      field.keys('kind', 'path', 'means', 'filledIn', 'unless', 'examples');
      return {
        apiVersion,
        kind: field.get('kind').text(),
        path: pathIn(field.get('path')),
        means: field.get('means').oneOf(meanings),
        filledIn: field.get('filledIn').flag(),
        unless: field.get('unless').list().map(condition),
        source,
        examples: field.get('examples').list().map(example),
      };
    });
}

function pathIn(given: Checked): string {
  const path = given.text();
  return /^\w+(\[\])?(\.\w+(\[\])?)*$/.test(path) ? path : given.fail('a path such as spec.ipFamilies[]');
}

function condition(given: Checked): FieldCondition {
  return given.entries().map(([path, value]) => ({ path, value: value.textOr('') }));
}

function example(given: Checked): FieldEntry['examples'][number] {
  given.keys('spec', 'yields');
  return { spec: given.get('spec').text(), yields: given.get('yields').texts() };
}

/** The settings in one object that an entry knows. */
export function applyFields(resource: Resource, entries: readonly FieldEntry[]): readonly Setting[] {
  return entries
    .filter((entry) => entry.kind === resource.kind && entry.apiVersion === resource.apiVersion)
    .filter((entry) => !entry.unless.some((unless) => unless.every((one) => holds(resource.root, one))))
    .flatMap((entry) => valuesAt(resource.root, entry.path.split('.')).map((value) => setting(resource, entry, value)));
}

function holds(root: Expr, { path, value }: FieldCondition[number]): boolean {
  const at = fieldAt(root, ...path.split('.'));
  if (value === '') return textOf(at) === '' && itemsOf(at).length === 0 && entriesOf(at).length === 0;
  return textOf(at) === value;
}

function valuesAt(expr: Expr, path: readonly string[]): readonly Expr[] {
  const [key, ...rest] = path;
  if (key === undefined) return [expr];
  const each = key.endsWith('[]');
  const value = fieldAt(expr, each ? key.slice(0, -2) : key);
  if (!value) return [];
  return (each ? itemsOf(value) : [value]).flatMap((one) => valuesAt(one, rest));
}

function setting(resource: Resource, entry: FieldEntry, value: Expr): Setting {
  const { kind, name, root } = resource;
  const filled = entry.filledIn ? printedByServer(root) : undefined;
  const because: Step[] = [{ says: `${kind} ${name} says ${entry.path}`, span: value.span }];
  return {
    kind: 'setting',
    language: 'kubernetes',
    meaning: entry.means,
    key: `${kind}.${entry.path}`,
    value: constantOf(value),
    place: `${kind}.${entry.path}`,
    span: value.span,
    because: filled ? [...because, filled] : because,
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: !filled,
  };
}

/** What `kubectl get -o yaml` prints holds keys that nobody wrote: the API server gave them their values. */
function printedByServer(root: Expr): Step | undefined {
  for (const key of ['uid', 'resourceVersion']) {
    const mark = fieldAt(root, 'metadata', key);
    if (textOf(mark) !== '') {
      return {
        says: `metadata.${key} shows that a cluster printed this object, so it may have filled the value in`,
        span: mark?.span,
      };
    }
  }
  const status = fieldAt(root, 'status', 'loadBalancer');
  const created = fieldAt(root, 'metadata', 'creationTimestamp');
  if (!status || textOf(created) === '' || textOf(created) === 'null') return undefined;
  return {
    says: 'status shows that a cluster printed this object, so it may have filled the value in',
    span: status.span,
  };
}
