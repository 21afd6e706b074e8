import { entriesOf, fieldAt, itemsOf, partSpan, textOf } from '../catalog/tree.ts';
import type { Expr, Field, Resource } from '../languages/language.ts';
import { folderOf } from '../model/path.ts';
import { mayShareNamespace } from './selectors.ts';

/** A ConfigMap or a Secret, as an object of the project names it. */
export interface DataReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** The object whose pods use it. */
  readonly of: Resource;
}

/** What is written in a project of ConfigMaps and Secrets, those that Kustomize makes of literals included. */
export class ConfigData {
  readonly #objects: readonly Resource[];

  constructor(resources: readonly Resource[]) {
    const written = resources.filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret');
    this.#objects = [...written, ...resources.flatMap(generatedBy)];
  }

  /** The value of a key; undefined where it is not written in the project, or in several ways. */
  value(reference: DataReference, key: string): Expr | undefined {
    return this.#fieldsOf(this.#find(reference)).find((field) => field.key === key)?.value;
  }

  /** All keys with their values; undefined where not all of them are known. */
  entries(reference: DataReference): readonly Field[] | undefined {
    const found = this.#find(reference);
    const encoded = found?.kind === 'Secret' && entriesOf(fieldAt(found.root, 'data')).length > 0;
    return found && !encoded ? this.#fieldsOf(found) : undefined;
  }

  #fieldsOf(resource: Resource | undefined): readonly Field[] {
    const data = fieldAt(resource?.root, resource?.kind === 'Secret' ? 'stringData' : 'data');
    return data?.is === 'record' ? data.fields : [];
  }

  /** The nearest of that name: copies of an application stand side by side. */
  #find({ kind, name, of }: DataReference): Resource | undefined {
    if (name === '') return undefined;
    const all = this.#objects.filter((one) => one.kind === kind && one.name === name && mayShareNamespace(one, of));
    const { file } = of.span;
    const same = all.filter(({ span }) => span.file === file);
    const near = all.filter(({ span }) => folderOf(span.file) === folderOf(file));
    const found = same.length > 0 ? same : near.length > 0 ? near : all;
    return found.length === 1 ? found[0] : undefined;
  }
}

/** `configMapGenerator` with literals; what comes from files of variables is not read, so that such a map is left out. */
function generatedBy({ kind, root, span }: Resource): readonly Resource[] {
  if (kind !== 'Kustomization') return [];
  return itemsOf(fieldAt(root, 'configMapGenerator')).flatMap((generator): readonly Resource[] => {
    if (fieldAt(generator, 'envs') ?? fieldAt(generator, 'env')) return [];
    const fields = itemsOf(fieldAt(generator, 'literals')).flatMap(literal);
    const data: Expr = { is: 'record', type: undefined, fields, complete: true, span: generator.span };
    const object: Expr = { ...data, fields: [{ key: 'data', value: data, span: generator.span }] };
    const name = textOf(fieldAt(generator, 'name'));
    const namespace = textOf(fieldAt(generator, 'namespace'));
    // It stands beside what Kustomize makes of it.
    return [
      { apiVersion: 'v1', kind: 'ConfigMap', name, namespace, root: object, span: { ...span, ...generator.span } },
    ];
  });
}

function literal(item: Expr): readonly Field[] {
  const text = textOf(item);
  const equals = text.indexOf('=');
  if (equals <= 0) return [];
  const span = partSpan(item, equals + 1, text.length - equals - 1);
  const value: Expr = { is: 'literal', type: 'string', text: text.slice(equals + 1), span };
  return [{ key: text.slice(0, equals), value, span: item.span }];
}
