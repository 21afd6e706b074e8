import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Field, Resource } from '../languages/language.ts';
import { folderOf } from '../model/path.ts';
import type { ReadTree } from './charts.ts';
import { isDeleted, merged, operated } from './patches.ts';
import { joined } from './paths.ts';
import { podOf } from './workloads.ts';

/** Kustomizations that lead to each other deeper than this are not followed. */
const deepest = 8;

/**
 * The objects as Kustomize gives them out: a patch is what it makes of the object that it changes, and what a
 * kustomization takes in stands there as every kustomization that nobody else takes in leaves it.
 */
export function kustomized(resources: readonly Resource[], read: ReadTree): readonly Resource[] {
  const kustomizations = resources.filter(isKustomization);
  if (kustomizations.length === 0) return resources;
  const tree = new Kustomizations(resources, kustomizations, read);
  const roots = kustomizations.filter(({ span }) => !tree.isTakenIn(folderOf(span.file)));
  const made = roots.flatMap((root) => tree.made(root, 0));
  const others = resources.filter((resource) => !tree.isTouched(resource));
  return [...new Set([...others, ...made])];
}

function isKustomization({ apiVersion, kind }: Resource): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/') && (kind === 'Kustomization' || kind === 'Component');
}

class Kustomizations {
  readonly #files = new Map<string, Resource[]>();
  readonly #folders = new Map<string, Resource>();
  readonly #takenIn = new Set<string>();
  /** Files of objects that a kustomization takes in, and of patches. */
  readonly #touched = new Set<string>();
  readonly #read: ReadTree;

  constructor(resources: readonly Resource[], kustomizations: readonly Resource[], read: ReadTree) {
    this.#read = read;
    for (const one of resources) this.#files.set(one.span.file, [...(this.#files.get(one.span.file) ?? []), one]);
    for (const one of kustomizations) this.#folders.set(folderOf(one.span.file), one);
    for (const one of kustomizations) {
      for (const path of sourcesOf(one)) (this.#folders.has(path) ? this.#takenIn : this.#touched).add(path);
      for (const path of patchFilesOf(one)) this.#touched.add(path);
    }
  }

  isTakenIn(folder: string): boolean {
    return this.#takenIn.has(folder);
  }

  /** Whether an object is given out by a kustomization, or is a patch; kustomizations stay as they are. */
  isTouched(resource: Resource): boolean {
    return this.#touched.has(resource.span.file) && !isKustomization(resource);
  }

  made(kustomization: Resource, depth: number): readonly Resource[] {
    if (depth > deepest) return [];
    const sources = sourcesOf(kustomization);
    let objects: readonly Resource[] = sources.flatMap((path) => {
      const other = this.#folders.get(path);
      if (other?.kind === 'Component') return [];
      return other ? this.made(other, depth + 1) : (this.#files.get(path) ?? []);
    });
    objects = [...objects, ...generated(kustomization)];
    for (const path of sources) {
      const component = this.#folders.get(path);
      if (component?.kind === 'Component')
        objects = this.#changed(component, [...objects, ...this.made(component, depth + 1)]);
    }
    return kustomization.kind === 'Component' ? objects : this.#changed(kustomization, objects);
  }

  /** Objects with the patches and image names of a kustomization. */
  #changed(kustomization: Resource, objects: readonly Resource[]): readonly Resource[] {
    const patches = this.#patchesOf(kustomization);
    const images = itemsOf(fieldAt(kustomization.root, 'images'));
    return objects.flatMap((object) => {
      let root = object.root;
      for (const patch of patches.filter((one) => concerns(one, object))) {
        if (isDeleted(patch.change)) return [];
        root = patch.change.is === 'list' ? operated(root, patch.change) : merged(root, patch.change);
      }
      root = images.length === 0 ? root : withImages({ ...object, root }, images);
      return [root === object.root ? object : { ...object, root }];
    });
  }

  #patchesOf({ root, span }: Resource): readonly Patch[] {
    const folder = folderOf(span.file);
    const at = (path: Expr | undefined): readonly Expr[] => this.#changesIn(joined(folder, textOf(path)));
    const strategic = itemsOf(fieldAt(root, 'patchesStrategicMerge')).flatMap((item) =>
      item.is === 'record' ? [item] : at(item),
    );
    const others = [...itemsOf(fieldAt(root, 'patches')), ...itemsOf(fieldAt(root, 'patchesJson6902'))];
    return [
      ...strategic.map((change) => ({ change, target: undefined })),
      ...others.flatMap((item) => {
        const inline = fieldAt(item, 'patch');
        const changes = inline && inline.is !== 'literal' ? [inline] : at(fieldAt(item, 'path'));
        return changes.map((change) => ({ change, target: fieldAt(item, 'target') }));
      }),
    ];
  }

  /** Patches of a file are objects, several perhaps, or a list of operations. */
  #changesIn(file: string): readonly Expr[] {
    const objects = this.#files.get(file);
    if (objects) return objects.map(({ root }) => root);
    const tree = file === '' ? undefined : this.#read(file);
    return tree ? [tree] : [];
  }
}

interface Patch {
  /** An object, or a list of operations. */
  readonly change: Expr;
  readonly target: Expr | undefined;
}

/** By its target, or else by what the patch itself is called. */
function concerns({ change, target }: Patch, { kind, name, root }: Resource): boolean {
  if (!target) {
    return (
      change.is === 'record' &&
      textOf(fieldAt(change, 'kind')) === kind &&
      textOf(fieldAt(change, 'metadata', 'name')) === name
    );
  }
  const wanted = textOf(fieldAt(target, 'kind'));
  if (wanted !== '' && wanted !== kind) return false;
  if (!isNamed(name, textOf(fieldAt(target, 'name')))) return false;
  const labels = textOf(fieldAt(target, 'labelSelector'));
  return labels === '' || labels.split(',').every((label) => hasLabel(root, label));
}

/** Names in a target are patterns for the whole name; what is more than a list of names means any here. */
function isNamed(name: string, wanted: string): boolean {
  if (wanted === '' || /[*+?^$[\](){}\\]/.test(wanted)) return true;
  return wanted.split('|').includes(name);
}

function hasLabel(root: Expr, label: string): boolean {
  const [key = '', value = ''] = label.split(/==?/).map((part) => part.trim());
  return textOf(fieldAt(root, 'metadata', 'labels', key)) === value;
}

/** Files and folders below the root that a kustomization takes objects from. */
function sourcesOf({ root, span }: Resource): readonly string[] {
  const folder = folderOf(span.file);
  return ['resources', 'bases', 'components']
    .flatMap((key) => itemsOf(fieldAt(root, key)))
    .map(textOf)
    .filter((path) => path !== '' && !/^[\w+.-]+:\/\/|^git@|\?ref=/.test(path))
    .map((path) => joined(folder, path));
}

function patchFilesOf({ root, span }: Resource): readonly string[] {
  const paths = [
    ...itemsOf(fieldAt(root, 'patchesStrategicMerge')),
    ...itemsOf(fieldAt(root, 'patches')).flatMap((item) => fieldAt(item, 'path') ?? []),
    ...itemsOf(fieldAt(root, 'patchesJson6902')).flatMap((item) => fieldAt(item, 'path') ?? []),
  ];
  return paths
    .map(textOf)
    .filter((path) => path !== '')
    .map((path) => joined(folderOf(span.file), path));
}

/** The ConfigMaps whose keys a kustomization says itself; those of files are known by their files. */
function generated({ root, namespace }: Resource): readonly Resource[] {
  return itemsOf(fieldAt(root, 'configMapGenerator')).flatMap((generator) => {
    const name = fieldAt(generator, 'name');
    const data = itemsOf(fieldAt(generator, 'literals')).flatMap(literalOf);
    if (!name || data.length === 0) return [];
    const { span } = generator;
    const record = (fields: readonly Field[]): Expr => ({
      is: 'record',
      type: undefined,
      fields,
      complete: true,
      span,
    });
    const metadata = { key: 'metadata', value: record([{ key: 'name', value: name, span: name.span }]), span };
    const object = record([metadata, { key: 'data', value: record(data), span }]);
    return [{ apiVersion: 'v1', kind: 'ConfigMap', name: textOf(name), namespace, root: object, span }];
  });
}

/** `KEY=value`. */
function literalOf(item: Expr): readonly Field[] {
  const [, key = '', value = ''] = /^([^=]+)=(?:["']?)(.*?)(?:["']?)$/s.exec(textOf(item)) ?? [];
  return key === ''
    ? []
    : [{ key, value: { is: 'literal', type: 'string', text: value, span: item.span }, span: item.span }];
}

/** Containers with the names and tags that a kustomization gives their images. */
function withImages(object: Resource, images: readonly Expr[]): Expr {
  const spec = fieldAt(podOf(object), 'spec');
  if (!spec) return object.root;
  return replaced(object.root, spec, (at) =>
    at.is === 'record' ? { ...at, fields: at.fields.map((field) => imageField(field, images)) } : at,
  );
}

function imageField(field: Field, images: readonly Expr[]): Field {
  if (field.key !== 'containers' && field.key !== 'initContainers') return field;
  if (field.value.is !== 'list') return field;
  const items = field.value.items.map((item) => {
    if (item.is !== 'record') return item;
    return {
      ...item,
      fields: item.fields.map((one) => (one.key === 'image' ? { ...one, value: renamed(one.value, images) } : one)),
    };
  });
  return { ...field, value: { ...field.value, items } };
}

function renamed(image: Expr, images: readonly Expr[]): Expr {
  const [, name = '', rest = ''] = /^((?:[^/]*\/)*[^:@/]*)(.*)$/s.exec(textOf(image)) ?? [];
  const change = images.find((one) => textOf(fieldAt(one, 'name')) === name);
  if (image.is !== 'literal' || !change) return image;
  const tag = fieldAt(change, 'newTag');
  const text = `${textOf(fieldAt(change, 'newName')) || name}${tag ? `:${textOf(tag)}` : rest}`;
  const { span } = fieldAt(change, 'newName') ?? tag ?? image;
  return { is: 'literal', type: 'string', text, span };
}

/** A tree with one of its parts exchanged. */
function replaced(at: Expr, part: Expr, by: (part: Expr) => Expr): Expr {
  if (at === part) return by(at);
  if (at.is !== 'record') return at;
  return { ...at, fields: at.fields.map((field) => ({ ...field, value: replaced(field.value, part, by) })) };
}
