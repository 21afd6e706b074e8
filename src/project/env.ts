import { podAddress } from '../catalog/addresses.ts';
import type { EnvEntry } from '../catalog/launch.ts';
import { constantOf, fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import { fillIn } from '../model/fill.ts';
import type { Value } from '../model/value.ts';
import type { ConfigData, DataReference } from './config-data.ts';

/** The variables of a container. */
export interface Environment {
  /** Those that hold: the last of a name. */
  readonly env: readonly EnvEntry[];
  /** Whether there are others that the project does not say. */
  readonly open: boolean;
}

/** Reads `envFrom` and `env`: constants, also those of ConfigMaps, the addresses of the pod and of its node. */
export function readEnv(container: Expr, of: Resource, data: ConfigData): Environment {
  const sources = itemsOf(fieldAt(container, 'envFrom')).map((item) => fromAll(item, of, data));
  const list = fieldAt(container, 'env');
  const items = itemsOf(list);
  const own = items.flatMap((item) => {
    const name = textOf(fieldAt(item, 'name'));
    return name === '' ? [] : [{ name, value: variable(item, of, data), span: item.span }];
  });
  const open = (list !== undefined && list.is !== 'list') || own.length < items.length || sources.includes(undefined);
  const all = [...sources.flatMap((source) => source ?? []), ...own];
  const last = new Map(all.map((entry) => [entry.name, entry]));
  return { env: all.filter((entry) => last.get(entry.name) === entry), open };
}

/** The variables that a ConfigMap or a Secret sets; undefined where they are not all known. */
function fromAll(item: Expr, of: Resource, data: ConfigData): readonly EnvEntry[] | undefined {
  const prefix = textOf(fieldAt(item, 'prefix'));
  const reference = referenceIn(item, 'Ref', of);
  const fields = reference && data.entries(reference);
  return fields?.map(({ key, value, span }) => ({ name: prefix + key, value: constantOf(value), span }));
}

function referenceIn(item: Expr, ending: 'Ref' | 'KeyRef', of: Resource): DataReference | undefined {
  for (const [key, kind] of [
    ['configMap', 'ConfigMap'],
    ['secret', 'Secret'],
  ] as const) {
    const name = textOf(fieldAt(item, `${key}${ending}`, 'name'));
    if (name !== '') return { kind, name, of };
  }
  return undefined;
}

function variable(item: Expr, of: Resource, data: ConfigData): Value {
  const value = fieldAt(item, 'value');
  if (value) return constantOf(value);
  const source = fieldAt(item, 'valueFrom');
  const span = source?.span ?? item.span;
  // No value at all is the empty text.
  if (!source) return { is: 'text', type: 'string', text: '', span, via: [] };
  const reference = referenceIn(source, 'KeyRef', of);
  if (reference) {
    const key = fieldAt(source, reference.kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef', 'key');
    const found = data.value(reference, textOf(key));
    return found ? constantOf(found) : { is: 'unknown', spelled: textOf(key), from: 'other', span, via: [] };
  }
  const path = textOf(fieldAt(source, 'fieldRef', 'fieldPath'));
  if (!/^status\.(?:pod|host)IPs?$/.test(path)) return { is: 'unknown', spelled: path, from: 'other', span, via: [] };
  return { is: 'typed', kind: 'ip', proven: true, place: path, spelled: path, span, via: [] };
}
/** Fills `$(NAME)`, and in a shell's script `$NAME` and `${NAME}`, from constants; what is not known stays as it is. */
export function expand(text: string, env: readonly EnvEntry[], shell: boolean): string {
  const reference = shell ? /\$(?:\((\w+)\)|\{(\w+)\}|(\w+))/g : /\$\((\w+)\)/g;
  return fillIn(text, reference, ([, first, second, third]) => {
    const value = env.findLast((one) => one.name === (first || second || third))?.value;
    if (value?.is === 'text') return value.text;
    return value?.is === 'typed' && value.place === 'status.podIP' ? podAddress : undefined;
  });
}
