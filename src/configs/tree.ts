import { readYaml } from '../languages/kubernetes/yaml.ts';
import type { Directive, Embedded, Expr } from '../languages/language.ts';

/** Reads a YAML configuration: every scalar, or list of scalars, is a directive below the keys that lead to it. */
export function readTree(embedded: Embedded, file: string): readonly Directive[] {
  const found: Directive[] = [];
  let blocks = 0;
  const visit = (expr: Expr, path: readonly string[], block: number): void => {
    if (expr.is === 'record') {
      const own = ++blocks;
      for (const field of expr.fields) visit(field.value, [...path, field.key], own);
    } else if (expr.is === 'list' && expr.items.some((item) => item.is === 'record' || item.is === 'list')) {
      for (const item of expr.items) visit(item, path, block);
    } else {
      const key = path.at(-1);
      const args = expr.is === 'list' ? expr.items : [expr];
      if (key !== undefined) found.push({ sections: path.slice(0, -1), key, args, block, span: expr.span });
    }
  };
  for (const root of readYaml(embedded, file)) visit(root, [], 0);
  return found;
}
