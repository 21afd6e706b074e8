import type { Masked } from '../../templates/mask.ts';
import type { Expr, Field, Resource } from '../language.ts';
import { readYaml } from './yaml.ts';

/** Texts that hold the values of a chart: of Argo CD's `helm`, and of k3s. */
function holdsValues({ key }: Field, parent: string): boolean {
  return key === 'valuesContent' || (key === 'values' && parent === 'helm');
}

/** An object in which the values of a chart that are written as a text stand as what the text says. */
export function withChartValues(resource: Resource, masked: Masked): Resource {
  const { file } = resource.span;
  const visit = (expr: Expr, parent: string): Expr => {
    if (expr.is === 'list') {
      const items = expr.items.map((item) => visit(item, parent));
      return items.some((item, index) => item !== expr.items[index]) ? { ...expr, items } : expr;
    }
    if (expr.is !== 'record') return expr;
    const fields = expr.fields.map((field) => {
      const value = (holdsValues(field, parent) && said(field.value, masked, file)) || visit(field.value, field.key);
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
  return root?.is === 'record' ? root : undefined;
}
