import type { Span } from '../../../model/span.ts';
import type { Expr, Imported } from '../../language.ts';
import type { DeclaratorShape, Specifier } from '../syntax.ts';
import { expression, keyText } from './expressions.ts';
import type { Lowering } from './lowering.ts';

interface Import {
  readonly local: string;
  readonly imported: Imported;
  readonly span: Span;
}

// What compilers put around `require` so that a CommonJS module looks like an ES module.
const interop = /^_+(?:interop\w*|importStar|importDefault|toESM)$/;

export function declareImports<N extends object>(
  lowering: Lowering<N>,
  imports: readonly Import[],
  scope: number,
): void {
  for (const { local, imported, span } of imports) {
    lowering.declare({ name: local, kind: 'import', span, visibleFrom: 0, imported, scope });
  }
}

export function importDeclaration<N extends object>(
  lowering: Lowering<N>,
  module: string,
  names: readonly Specifier[],
): void {
  const imports = names.map((one) => ({
    local: one.local,
    imported: { module: moduleName(module), name: one.name },
    span: lowering.span(one),
  }));
  declareImports(lowering, imports, lowering.builder.scope);
}

/** `export { a as b }`, and with a module `export { a as b } from 'm'`, which binds a name that no source can spell. */
export function exportDeclaration<N extends object>(
  lowering: Lowering<N>,
  module: string | undefined,
  names: readonly Specifier[],
): void {
  for (const { name, local, ...range } of names) {
    const span = lowering.span(range);
    if (module === undefined) {
      lowering.exported.set(name, { is: 'name', name: local, scope: 0, span });
      continue;
    }
    const unnamed = `export ${name} from ${module}`;
    const imported = { module: moduleName(module), name: local };
    const index = lowering.declare({ name: unnamed, kind: 'import', span, visibleFrom: 0, imported, scope: 0 });
    lowering.builder.export(name, index);
  }
}

export function exportDefault<N extends object>(lowering: Lowering<N>, node: N): void {
  const value = expression(lowering, node, 'default');
  lowering.exported.set('default', value);
  lowering.builder.expression(value, { is: 'assigned', names: ['default'] });
}

/** `module.exports = v`, `exports.x = v`: CommonJS says the same with assignments. */
export function exportAssigned<N extends object>(lowering: Lowering<N>, of: Expr, key: string, value: Expr): void {
  // Compilers announce their exports as `undefined` first.
  if (value.is === 'literal' && value.text === 'undefined') return;
  if (isExports(of)) {
    lowering.exported.set(key, value);
    return;
  }
  if (of.is !== 'name' || of.name !== 'module' || key !== 'exports') return;
  lowering.exported.set('default', value);
  if (value.is !== 'record') return;
  for (const field of value.fields) lowering.exported.set(field.key, field.value);
}

function isExports(expr: Expr): boolean {
  if (expr.is === 'name') return expr.name === 'exports';
  return expr.is === 'member' && expr.key === 'exports' && expr.of.is === 'name' && expr.of.name === 'module';
}

/** The imports that `const … = require('m')` or `await import('m')` stand for; undefined where it is no such thing. */
export function importsOf<N extends object>(
  lowering: Lowering<N>,
  { target, value }: DeclaratorShape<N>,
): readonly Import[] | undefined {
  const imported = value && required(lowering, value);
  if (!imported) return undefined;
  const plain = lowering.syntax.plain(target);
  const shape = lowering.syntax.pattern(plain);
  if (shape.is === 'name') return [{ local: shape.name, imported, span: lowering.spanOf(plain) }];
  if (shape.is !== 'record' || shape.rest || imported.name !== '*') return undefined;
  const imports: Import[] = [];
  for (const { key, target } of shape.properties) {
    const part = lowering.syntax.pattern(target);
    const name = keyText(lowering, key);
    if (part.is !== 'name' || name === undefined) return undefined;
    imports.push({ local: part.name, imported: { ...imported, name }, span: lowering.spanOf(target) });
  }
  return imports;
}

/** `require('m')`, `import('m')`, either with `.name` behind it. */
function required<N extends object>(lowering: Lowering<N>, node: N): Imported | undefined {
  const shape = lowering.syntax.expression(lowering.syntax.plain(node));
  if (shape.is === 'member') {
    const whole = required(lowering, shape.of);
    const name = keyText(lowering, shape.key);
    return whole?.name === '*' && name !== undefined ? { ...whole, name } : undefined;
  }
  const argument = shape.is === 'call' && !shape.made ? shape.args[0] : undefined;
  if (shape.is !== 'call' || !argument) return undefined;
  const callee = lowering.syntax.expression(lowering.syntax.plain(shape.callee));
  if (callee.is !== 'name') return undefined;
  if (interop.test(callee.name)) return required(lowering, argument);
  const module = callee.name === 'require' || callee.name === 'import' ? keyText(lowering, argument) : undefined;
  return module === undefined ? undefined : { module: moduleName(module), name: '*' };
}

function moduleName(module: string): string {
  return module.replace(/^node:/, '');
}
