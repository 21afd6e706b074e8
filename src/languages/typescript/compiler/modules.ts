import type { Specifier, StatementShape } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';
import { hasModifier } from './functions.ts';
import type { Places } from './places.ts';

type Shape = StatementShape<ts.Node>;

const nothing: Shape = { is: 'nothing' };

export function moduleStatement(places: Places, node: ts.Node): Shape | undefined {
  if (ts.isImportDeclaration(node)) return importShape(places, node);
  if (ts.isExportDeclaration(node)) return exportShape(places, node);
  if (ts.isExportAssignment(node)) return { is: 'export-default', of: node.expression };
  if (ts.isImportEqualsDeclaration(node)) return importEquals(places, node);
  return ts.isNamespaceExportDeclaration(node) ? nothing : undefined;
}

function importShape(places: Places, { importClause, moduleSpecifier }: ts.ImportDeclaration): Shape {
  if (!importClause || importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return nothing;
  const names: Specifier[] = [];
  const { name, namedBindings } = importClause;
  if (name) names.push(specifier(places, name, 'default'));
  if (namedBindings && ts.isNamespaceImport(namedBindings)) names.push(specifier(places, namedBindings.name, '*'));
  if (namedBindings && ts.isNamedImports(namedBindings)) {
    for (const one of namedBindings.elements) {
      if (!one.isTypeOnly) names.push(specifier(places, one.name, nameOf(one.propertyName ?? one.name)));
    }
  }
  return { is: 'import', module: textOf(moduleSpecifier), names };
}

function specifier(places: Places, local: ts.Identifier, name: string): Specifier {
  return { ...places.range(local), name, local: ts.idText(local) };
}

function exportShape(places: Places, node: ts.ExportDeclaration): Shape {
  if (node.isTypeOnly) return nothing;
  const module = node.moduleSpecifier && textOf(node.moduleSpecifier);
  return { is: 'export', module, names: exportedNames(places, node) };
}

function exportedNames(places: Places, node: ts.ExportDeclaration): readonly Specifier[] {
  const { exportClause } = node;
  if (!exportClause) return [{ ...places.range(node), name: '*', local: '*' }];
  if (ts.isNamespaceExport(exportClause)) {
    return [{ ...places.range(exportClause.name), name: nameOf(exportClause.name), local: '*' }];
  }
  return exportClause.elements
    .filter((one) => !one.isTypeOnly)
    .map((one) => ({
      ...places.range(one.name),
      name: nameOf(one.name),
      local: nameOf(one.propertyName ?? one.name),
    }));
}

/** `import x = require('m')`, and `import x = A.b`, which is a constant. */
function importEquals(places: Places, node: ts.ImportEqualsDeclaration): Shape {
  if (node.isTypeOnly) return nothing;
  const { name, moduleReference } = node;
  if (ts.isExternalModuleReference(moduleReference)) {
    return { is: 'import', module: textOf(moduleReference.expression), names: [specifier(places, name, '*')] };
  }
  const declarators = [{ target: name, value: moduleReference, type: undefined }];
  const exported = hasModifier(node, ts.SyntaxKind.ExportKeyword) ? 'named' : 'no';
  return { is: 'variables', declarators, hoisted: false, exported };
}

/** `export { a as 'b' }`: names between modules may be strings. */
function nameOf(node: ts.ModuleExportName): string {
  return ts.isIdentifier(node) ? ts.idText(node) : node.text;
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : '';
}
