import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Field } from '../languages/language.ts';

type Record = Extract<Expr, { is: 'record' }>;
type List = Extract<Expr, { is: 'list' }>;

/** Lists whose items are told apart by a key; others are replaced as a whole. */
const mergeKeys: Readonly<globalThis.Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  ports: ['containerPort', 'port'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
};

/** A strategic merge: maps are joined, lists of named things too, and `null` takes a key out. */
export function merged(base: Expr, patch: Expr, key = ''): Expr {
  if (base.is === 'record' && patch.is === 'record') return mergedRecords(base, patch);
  if (base.is === 'list' && patch.is === 'list') return mergedLists(base, patch, key);
  return patch;
}

function mergedRecords(base: Record, patch: Record): Expr {
  if (textOf(fieldAt(patch, '$patch')) === 'replace') return without(patch, '$patch');
  const changes = new Map(patch.fields.map((field) => [field.key, field]));
  const kept = base.fields.flatMap((field): readonly Field[] => {
    const change = changes.get(field.key);
    if (!change) return [field];
    changes.delete(field.key);
    return isNull(change.value) ? [] : [{ ...change, value: merged(field.value, change.value, field.key) }];
  });
  const added = [...changes.values()].filter(({ key, value }) => key !== '$patch' && !isNull(value));
  return { ...base, fields: [...kept, ...added] };
}

function mergedLists(base: List, patch: List, key: string): Expr {
  const names = mergeKeys[key];
  const name = (item: Expr): string =>
    (names ?? []).map((one) => textOf(fieldAt(item, one))).find((one) => one !== '') ?? '';
  if (!names || patch.items.some((item) => name(item) === '')) return patch;
  const changes = new Map(patch.items.map((item) => [name(item), item]));
  const kept = base.items.flatMap((item) => {
    const change = changes.get(name(item));
    if (!change) return [item];
    changes.delete(name(item));
    return isDeleted(change) ? [] : [merged(item, change)];
  });
  return { ...base, items: [...kept, ...[...changes.values()].filter((item) => !isDeleted(item))] };
}

function isNull(expr: Expr): boolean {
  return expr.is === 'literal' && expr.type === 'null';
}

/** Whether a patch takes out what it names. */
export function isDeleted(expr: Expr): boolean {
  return textOf(fieldAt(expr, '$patch')) === 'delete';
}

function without(record: Record, key: string): Expr {
  return { ...record, fields: record.fields.filter((field) => field.key !== key) };
}

/** The operations of a JSON patch (RFC 6902) in order; those that find no place, or move things, change nothing. */
export function operated(base: Expr, operations: Expr): Expr {
  return itemsOf(operations).reduce((root, operation) => {
    const op = textOf(fieldAt(operation, 'op'));
    const path = textOf(fieldAt(operation, 'path'));
    const value = fieldAt(operation, 'value');
    if (!path.startsWith('/') || !['add', 'replace', 'remove'].includes(op)) return root;
    const steps = path
      .slice(1)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return changed(root, steps, op, op === 'remove' ? undefined : value) ?? root;
  }, base);
}

function changed(
  at: Expr,
  [step = '', ...rest]: readonly string[],
  op: string,
  value: Expr | undefined,
): Expr | undefined {
  if (at.is === 'record') return changedRecord(at, step, rest, op, value);
  return at.is === 'list' ? changedList(at, step, rest, op, value) : undefined;
}

function changedRecord(
  at: Record,
  key: string,
  rest: readonly string[],
  op: string,
  value: Expr | undefined,
): Expr | undefined {
  const field = at.fields.find((one) => one.key === key);
  if (rest.length > 0) {
    const inner = field && changed(field.value, rest, op, value);
    return inner && { ...at, fields: at.fields.map((one) => (one === field ? { ...one, value: inner } : one)) };
  }
  const others = at.fields.filter((one) => one !== field);
  if (value === undefined) return { ...at, fields: others };
  return { ...at, fields: [...others, { key, value, span: value.span }] };
}

function changedList(
  at: List,
  step: string,
  rest: readonly string[],
  op: string,
  value: Expr | undefined,
): Expr | undefined {
  const index = step === '-' ? at.items.length : Number(step);
  if (!Number.isInteger(index) || index < 0 || index > at.items.length) return undefined;
  const item = at.items[index];
  if (rest.length > 0) {
    const inner = item && changed(item, rest, op, value);
    return inner && { ...at, items: at.items.with(index, inner) };
  }
  const given = value === undefined ? [] : [value];
  return { ...at, items: at.items.toSpliced(index, op === 'add' ? 0 : 1, ...given) };
}
