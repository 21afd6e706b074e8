import type { Expr, Resource } from '../languages/language.ts';
import type { FieldCondition, FieldEntry } from './field-entry.ts';
import { valuesAt } from './field-path.ts';
import { isOpen } from './tree.ts';
import { isVersion, versionIn } from './version-text.ts';

/** `open` where a template or the cluster decides. */
type State = 'yes' | 'no' | 'open';

/** Whether an entry is about an object; a condition that is open is taken for the one that makes it silent. */
export function concerns(resource: Resource, entry: FieldEntry): boolean {
  const { apiVersion, kind, name, root } = resource;
  if (kind !== entry.kind || (entry.names.length > 0 && !entry.names.includes(name))) return false;
  if (!entry.apis.some((api) => isOfApi(apiVersion, api))) return false;
  if (entry.unless.some((one) => stateOf(root, one) !== 'no')) return false;
  return entry.when.length === 0 || entry.when.some((one) => stateOf(root, one) === 'yes');
}

/** Whether the project holds all the objects that an entry wants beside its own. */
export function hasCompanions(resources: readonly Resource[], { beside }: FieldEntry): boolean {
  return beside.every(({ api, kind, condition }) =>
    resources.some(
      (one) => one.kind === kind && isOfApi(one.apiVersion, api) && stateOf(one.root, condition) === 'yes',
    ),
  );
}

function isOfApi(apiVersion: string, api: string): boolean {
  return apiVersion === api || apiVersion.startsWith(`${api}/`);
}

function stateOf(root: Expr, all: FieldCondition): State {
  const states = all.map(({ path, values }) => {
    const found = valuesAt(root, path).filter((value) => !isEmpty(value));
    const each = values.map((value) => compare(found, value));
    return each.find((state) => state === 'yes') ?? each.find((state) => state === 'open') ?? 'no';
  });
  return states.find((state) => state === 'no') ?? states.find((state) => state === 'open') ?? 'yes';
}

/** Empty means that nothing is there, `*` that something is; `<1.18` and `>=1.18` compare versions. */
function compare(found: readonly Expr[], value: string): State {
  if (value === '' || value === '*') return (found.length === 0) === (value === '') ? 'yes' : 'no';
  const texts = found.map((one) => (one.is === 'literal' && !isOpen(one.text) ? one.text : undefined));
  if (texts.some((text) => text !== undefined && matches(text, value))) return 'yes';
  return texts.includes(undefined) ? 'open' : 'no';
}

function matches(text: string, value: string): boolean {
  const [, side, bound] = /^(<|>=)(\d[\d.]*)$/.exec(value) ?? [];
  if (bound === undefined) return text === value;
  const version = versionIn(text);
  return version !== undefined && isVersion(version, side === '<' ? 'below' : 'from', bound);
}

function isEmpty(expr: Expr): boolean {
  if (expr.is === 'literal') return expr.text === '';
  if (expr.is === 'list') return expr.items.length === 0;
  return expr.is === 'record' && expr.fields.length === 0;
}
