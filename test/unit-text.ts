import type { Binding, Expr, Site, Unit, Use } from '../src/languages/language.ts';

/** Expressions, sites and bindings in short text, so that tests say what they expect on one line. */
export function exprText(expr: Expr): string {
  switch (expr.is) {
    case 'literal':
      return expr.type === 'string' ? `'${expr.text}'` : expr.text;
    case 'name':
      return expr.name;
    case 'member':
      return `${exprText(expr.of)}.${expr.key}`;
    case 'call':
      return `${expr.made ? 'new ' : ''}${exprText(expr.callee)}(${list(expr.args)})`;
    case 'concat':
      return `<${list(expr.parts, ' + ')}>`;
    case 'either': {
      const options = list(expr.options, ' | ');
      return expr.test ? `(${exprText(expr.test)} ? ${options})` : `(${options})`;
    }
    case 'record': {
      const fields = expr.fields.map(({ key, value }) => `${key}: ${exprText(value)}`);
      return `{${[...fields, ...(expr.complete ? [] : ['…'])].join(', ')}}`;
    }
    case 'list':
      return `[${list(expr.items)}]`;
    case 'function':
      return `function ${expr.index}`;
    case 'test':
      return expr.op === '!' ? `!${list(expr.operands)}` : `(${list(expr.operands, ` ${expr.op} `)})`;
    case 'slice':
      return `${exprText(expr.of)}[${expr.from ? exprText(expr.from) : ''}:${expr.to ? exprText(expr.to) : ''}]`;
    case 'other':
      return `${expr.what}(${list(expr.parts)})`;
  }
}

function list(exprs: readonly Expr[], between = ', '): string {
  return exprs.map(exprText).join(between);
}

export function useText(use: Use): string {
  switch (use.is) {
    case 'argument':
      return `argument ${use.index} of ${exprText(use.callee)}`;
    case 'assigned':
      return `assigned to ${use.names.join(', ')}`;
    case 'field':
      return `field ${use.key}`;
    case 'member':
      return `.${use.key}, ${useText(use.outer)}`;
    default:
      return use.is;
  }
}

/** The guards around a place, outermost first. */
export function guardText(unit: Unit, guard: number): string {
  const found = unit.guards[guard];
  if (!found) return '';
  const outer = guardText(unit, found.parent);
  return `${outer}${outer && ' and '}${found.holds ? '' : 'not '}${exprText(found.test)}`;
}

export function siteText(unit: Unit, { expr, use, guard }: Site): string {
  const guards = guardText(unit, guard);
  return `${exprText(expr)} → ${useText(use)}${guards && ` when ${guards}`}`;
}

export function sites(unit: Unit): readonly string[] {
  return unit.sites.map((site) => siteText(unit, site));
}

/** `kind name: Type = value | value`, for each name. */
export function bindings(unit: Unit): readonly string[] {
  return unit.bindings.map(bindingText);
}

export function bindingText({ kind, name, type, imported, values }: Binding): string {
  const typed = type ? `: ${exprText(type)}` : '';
  const from = imported ? ` = ${imported.name} of ${imported.module}` : '';
  const assigned =
    values.length > 0
      ? ` = ${list(
          values.map(({ value }) => value),
          ' | ',
        )}`
      : '';
  return `${kind} ${name}${typed}${from}${assigned}`;
}

/** `name = binding`, for each export. */
export function exported(unit: Unit): readonly string[] {
  return unit.exports.map(({ name, binding }) => {
    const found = unit.bindings[binding];
    return `${name} = ${found ? bindingText(found) : 'nothing'}`;
  });
}
