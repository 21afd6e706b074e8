import { fieldAt } from '../catalog/tree.ts';
import type { Arm, Expr, Resource } from '../languages/language.ts';
import { mostFilled } from '../model/fill.ts';

/** The values of the chart that a file is a template of; undefined where it belongs to none. */
export type ValuesOf = (file: string) => Expr | undefined;

/** Reads a YAML file of the project; undefined where there is none. */
export type ReadTree = (file: string) => Expr | undefined;

/** Finds the values.yaml of the nearest chart around a template, each read once. */
export function chartValues(read: ReadTree): ValuesOf {
  const charts = new Map<string, Expr | undefined>();
  return (file) => {
    const at = file.lastIndexOf('/templates/');
    const folder = at >= 0 ? file.slice(0, at + 1) : file.startsWith('templates/') ? '' : undefined;
    if (folder === undefined) return undefined;
    if (!charts.has(folder)) charts.set(folder, read(`${folder}Chart.yaml`) && read(`${folder}values.yaml`));
    return charts.get(folder);
  };
}

/**
 * Objects with the chart's own values filled in, as `helm template` without further values would. What a value decides
 * keeps the place in values.yaml, where a person would change it; what cannot be resolved stays a hole.
 */
export function filledIn(resources: readonly Resource[], valuesOf: ValuesOf): readonly Resource[] {
  return resources.map((resource) => {
    const values = valuesOf(resource.span.file);
    if (!values) return resource;
    const root = fill(pruned(decided(resource, values), values), values);
    if (root === resource.root) return resource;
    const metadata = fieldAt(root, 'metadata');
    return {
      ...resource,
      root,
      name: plain(fieldAt(metadata, 'name')) ?? resource.name,
      namespace: plain(fieldAt(metadata, 'namespace')) ?? resource.namespace,
    };
  });
}

/** Texts in whose middle a tag decides (`{{ if .Values.registry }}…/{{ end }}`), where the chart's own values say how. */
function decided(resource: Resource, values: Expr): Resource {
  const { root, arms = [] } = resource;
  if (arms.length === 0) return resource;
  const decide = (expr: Expr): Expr => {
    if (expr.is === 'record')
      return { ...expr, fields: expr.fields.map((one) => ({ ...one, value: decide(one.value) })) };
    if (expr.is === 'list') return { ...expr, items: expr.items.map(decide) };
    return (expr.is === 'other' && expr.what === 'template' && chosen(expr, arms, values)) || expr;
  };
  return { ...resource, root: decide(root) };
}

/** The pieces of a text whose arms all hold; undefined where an arm, or another tag, is left open. */
function chosen({ parts, span }: Extract<Expr, { is: 'other' }>, all: readonly Arm[], values: Expr): Expr | undefined {
  const arms = all.filter((arm) => arm.start >= span.start && arm.end <= span.end);
  if (arms.some((arm) => !isLeftOut(arm, values) && !isThere(arm, values))) return undefined;
  const edges = [span.start, ...parts.flatMap((part) => [part.span.start, part.span.end]), span.end];
  for (let at = 0; at < edges.length; at += 2) {
    const [from = 0, to = 0] = edges.slice(at, at + 2);
    const quote = to - from <= 1;
    if (!quote && !arms.some((arm) => arm.end === from || arm.start === to)) return undefined;
  }
  const left = arms.filter((arm) => isLeftOut(arm, values));
  const kept = parts.filter((part) => !left.some((arm) => arm.start <= part.span.start && part.span.end <= arm.end));
  return { is: 'concat', parts: kept, span };
}

/** An object without the parts that the chart's own values leave out. */
function pruned({ root, arms = [] }: Resource, values: Expr): Expr {
  const out = arms.filter((arm) => arm.start > root.span.start && isLeftOut(arm, values));
  if (out.length === 0) return root;
  const stays = ({ span }: { readonly span: Expr['span'] }): boolean =>
    !out.some((arm) => arm.start <= span.start && span.end <= arm.end);
  const prune = (expr: Expr): Expr => {
    if (expr.is === 'record') {
      const fields = expr.fields.filter(stays).map((field) => ({ ...field, value: prune(field.value) }));
      return { ...expr, fields };
    }
    return expr.is === 'list' ? { ...expr, items: expr.items.filter(stays).map(prune) } : expr;
  };
  return prune(root);
}

function isLeftOut({ holds, fails }: Arm, values: Expr): boolean {
  return holds.some((test) => outcome(test, values) === false) || fails.some((test) => outcome(test, values) === true);
}

function isThere({ holds, fails }: Arm, values: Expr): boolean {
  return (
    holds.every((test) => outcome(test, values) === true) && fails.every((test) => outcome(test, values) === false)
  );
}

const oneValue = /^\(?\s*(not\s+)?\(?\s*\$?\.Values((?:\.\w+)+)\s*\)?\s*\)?$/;
const compared = /^\(?\s*(eq|ne)\s+\$?\.Values((?:\.\w+)+)\s+["']([^"']*)["']\s*\)?$/;

/** Whether a test holds with the values; undefined where it asks for more than whether a value is set, or a word. */
function outcome(test: string, values: Expr): boolean | undefined {
  const path = oneValue.exec(test.trim());
  if (path) return isSet(valueUnder(values, path[2])) === (path[1] === undefined);
  const [, operator, key, word] = compared.exec(test.trim()) ?? [];
  const value = key === undefined ? undefined : valueUnder(values, key);
  return value?.is === 'literal' ? (value.text === word) === (operator === 'eq') : undefined;
}

function valueUnder(values: Expr, path: string | undefined): Expr | undefined {
  return fieldAt(values, ...(path ?? '').split('.').slice(1));
}

function isSet(value: Expr | undefined): boolean {
  return value !== undefined && !isEmpty(value) && !(value.is === 'literal' && /^(?:false|0)$/.test(value.text));
}

const serviceKeys: ReadonlySet<string> = new Set(['ipFamilies', 'ipFamilyPolicy', 'clusterIP', 'loadBalancerIP']);

/**
 * The Services whose specifications stand in the values of a chart (`controller.service.ipFamilies`), so that they are
 * judged also where the chart's templates are not there.
 */
export function servicesInValues(resources: readonly Resource[]): readonly Resource[] {
  return resources.filter(({ kind, apiVersion }) => kind === 'Values' && apiVersion === 'helm').flatMap(servicesIn);
}

function servicesIn({ root }: Resource): readonly Resource[] {
  const found: Resource[] = [];
  const visit = (expr: Expr, path: readonly string[]): void => {
    if (expr.is !== 'record') return;
    const named = /service$/i.test(path.at(-1) ?? '');
    if (named && expr.fields.some(({ key }) => serviceKeys.has(key))) {
      const { span } = expr;
      const spec = { key: 'spec', value: expr, span };
      const object: Expr = { is: 'record', type: undefined, fields: [spec], complete: true, span };
      found.push({ apiVersion: 'v1', kind: 'Service', name: path.join('.'), namespace: '', root: object, span });
    }
    for (const { key, value } of expr.fields) visit(value, [...path, key]);
  };
  visit(root, []);
  return found;
}

function fill(expr: Expr, values: Expr): Expr {
  switch (expr.is) {
    case 'member':
      return valueAt(expr, values) ?? expr;
    case 'either':
      return choose(expr, values);
    case 'concat':
      return glued({ ...expr, parts: expr.parts.map((part) => fill(part, values)) });
    case 'record': {
      const fields = expr.fields.map((field) => ({ ...field, value: fill(field.value, values) }));
      const changed = fields.some((field, index) => field.value !== expr.fields[index]?.value);
      return changed ? { ...expr, fields } : expr;
    }
    case 'list': {
      const items = expr.items.map((item) => fill(item, values));
      return items.some((item, index) => item !== expr.items[index]) ? { ...expr, items } : expr;
    }
    default:
      return expr;
  }
}

/** `.Values.a.b`, in the values. */
function valueAt(expr: Expr, values: Expr): Expr | undefined {
  const path = pathOf(expr);
  if (path?.[0] !== 'Values') return undefined;
  const value = fieldAt(values, ...path.slice(1));
  // An empty value is there to be overridden.
  if (value !== undefined && !isEmpty(value)) return value;
  return path.at(-1) === imageOf ? imageIn(fieldAt(values, ...path.slice(1, -1))) : undefined;
}

/** What the templates of charts call the name of an image that they put together: `include "shop.image" .Values.image`. */
const imageOf = 'image';

/** An image whose parts stand in a record of the values, as most charts have it. */
function imageIn(record: Expr | undefined): Expr | undefined {
  const repository = fieldAt(record, 'repository') ?? fieldAt(record, 'repo');
  const [registry, tag] = [plain(fieldAt(record, 'registry')), plain(fieldAt(record, 'tag'))];
  if (repository?.is !== 'literal' || repository.text === '') return undefined;
  const text = `${registry ? `${registry}/` : ''}${repository.text}${tag ? `:${tag}` : ''}`;
  return { is: 'literal', type: 'string', text, span: repository.span };
}

function pathOf(expr: Expr): readonly string[] | undefined {
  if (expr.is === 'name') return [expr.name];
  const path = expr.is === 'member' ? pathOf(expr.of) : undefined;
  return path && expr.is === 'member' ? [...path, expr.key] : undefined;
}

/** `default`: the first that is not empty. */
function choose(expr: Extract<Expr, { is: 'either' }>, values: Expr): Expr {
  const options = expr.options.map((option) => fill(option, values));
  const [first] = options;
  if (first?.is === 'literal') return first;
  const path = first && pathOf(first);
  const last = options.at(-1);
  return path?.[0] === 'Values' && last?.is === 'literal' ? last : { ...expr, options };
}

/** A text of which every part is known is one text. */
function glued(expr: Extract<Expr, { is: 'concat' }>): Expr {
  const texts = expr.parts.map((part) => (part.is === 'literal' ? part.text : undefined));
  const length = texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
  if (length > mostFilled || texts.includes(undefined)) return expr;
  return { is: 'literal', type: 'string', text: texts.join(''), span: expr.span };
}

function isEmpty(expr: Expr): boolean {
  if (expr.is === 'literal') return expr.type === 'null' || expr.text === '';
  if (expr.is === 'list') return expr.items.length === 0;
  return expr.is === 'record' && expr.fields.length === 0;
}

function plain(expr: Expr | undefined): string | undefined {
  return expr?.is === 'literal' ? expr.text : undefined;
}
