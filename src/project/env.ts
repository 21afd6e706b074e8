import { podAddress } from '../catalog/addresses.ts';
import type { EnvEntry } from '../catalog/launch.ts';
import { constantOf, fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr } from '../languages/language.ts';
import { fillIn } from '../model/fill.ts';
import type { Value } from '../model/value.ts';

/** Reads `env`: constants, the addresses of the pod and of its node, and values that only the cluster knows. */
export function readEnv(list: Expr | undefined): readonly EnvEntry[] {
  return itemsOf(list).flatMap((item) => {
    const name = textOf(fieldAt(item, 'name'));
    return name === '' ? [] : [{ name, value: variable(item), span: item.span }];
  });
}

function variable(item: Expr): Value {
  const value = fieldAt(item, 'value');
  if (value) return constantOf(value);
  const source = fieldAt(item, 'valueFrom');
  const span = source?.span ?? item.span;
  // No value at all is the empty text.
  if (!source) return { is: 'text', type: 'string', text: '', span, via: [] };
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
