import { readYaml } from '../languages/kubernetes/yaml.ts';
import type { Directive, Embedded, Expr } from '../languages/language.ts';

/** Reads a YAML configuration: every scalar, or list of scalars, is a directive below the keys that lead to it. */
export function readTree(embedded: Embedded, file: string): readonly Directive[] {
  const found: Directive[] = [];
  let last = 0;
  // Each key of the path has the number of the record that it leads to; a list's items have one each.
  const visit = (expr: Expr, path: readonly string[], blocks: readonly number[]): void => {
    if (expr.is === 'record') {
      const own = path.length === 0 ? [] : [...blocks, ++last];
      for (const field of expr.fields) visit(field.value, [...path, field.key], own);
    } else if (expr.is === 'list' && expr.items.some((item) => item.is === 'record' || item.is === 'list')) {
      for (const item of expr.items) visit(item, path, blocks);
    } else {
      const key = path.at(-1);
      const args = expr.is === 'list' ? expr.items : [expr];
      const block = blocks.at(-1) ?? 0;
      if (key !== undefined) found.push({ sections: path.slice(0, -1), blocks, key, args, block, span: expr.span });
    }
  };
  for (const root of readYaml(embedded, file)) visit(root, [], []);
  return found;
}
