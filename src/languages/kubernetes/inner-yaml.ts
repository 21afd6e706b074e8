import type { Masked } from '../../templates/mask.ts';
import type { Expr, Field, Resource } from '../language.ts';
import { readYaml } from './yaml.ts';

/** Objects that hold YAML as a text: the values of charts, patches. */
const holders = /^(?:argoproj\.io|helm\.cattle\.io|kustomize\.config\.k8s\.io)\//;

/** Whether a key holds such a text: Argo CD's `helm.values`, k3s' `valuesContent`, the patches of Kustomize. */
function holdsYaml({ key }: Field, parent: string): boolean {
  return key === 'valuesContent' || key === 'patch' || (key === 'values' && parent === 'helm');
}

/** An object in which YAML that is written as a text stands as what the text says. */
export function withInnerYaml(resource: Resource, masked: Masked): Resource {
  if (!holders.test(resource.apiVersion)) return resource;
  const { file } = resource.span;
  const inner = (expr: Expr): Expr | undefined => said(expr, masked, file);
  const visit = (expr: Expr, parent: string): Expr => {
    if (expr.is === 'list') {
      const text = parent === 'patchesStrategicMerge';
      const items = expr.items.map((item) => (text && inner(item)) || visit(item, parent));
      return items.some((item, index) => item !== expr.items[index]) ? { ...expr, items } : expr;
    }
    if (expr.is !== 'record') return expr;
    const fields = expr.fields.map((field) => {
      const value = (holdsYaml(field, parent) && inner(field.value)) || visit(field.value, field.key);
      return value === field.value ? field : { ...field, value };
    });
    return fields.some((field, index) => field !== expr.fields[index]) ? { ...expr, fields } : expr;
  };
  const root = visit(resource.root, '');
  return root === resource.root ? resource : { ...resource, root };
}

function said(expr: Expr, { blocks, holes }: Masked, file: string): Expr | undefined {
  if (expr.is === 'record' || expr.is === 'list') return undefined;
  const { start, end } = expr.span;
  // Behind the header of the block the lines keep their indentation, so that places stay true.
  const first = blocks.indexOf('\n', start) + 1;
  if (first === 0 || first >= end || !/^[|>]/.test(blocks.slice(start, first))) return undefined;
  const [root] = readYaml({ text: blocks.slice(first, end), start: first, holes }, file);
  return root?.is === 'record' || root?.is === 'list' ? root : undefined;
}
