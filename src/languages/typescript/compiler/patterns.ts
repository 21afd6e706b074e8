import type { Key, PatternShape } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';
import { keyOf, plain } from './expressions.ts';

type Shape = PatternShape<ts.Node>;

/** What takes a value: a pattern of a declaration, or the literal that an assignment turns into one. */
export function pattern(node: ts.Node): Shape {
  if (ts.isIdentifier(node)) return { is: 'name', name: ts.idText(node) };
  if (ts.isBindingElement(node) && node.initializer) {
    return { is: 'default', target: node.name, value: node.initializer };
  }
  if (ts.isObjectBindingPattern(node)) return recordPattern(node);
  if (ts.isArrayBindingPattern(node)) return listPattern(node.elements);
  if (ts.isObjectLiteralExpression(node)) return recordTarget(node);
  if (ts.isArrayLiteralExpression(node)) return listPattern(node.elements);
  if (ts.isShorthandPropertyAssignment(node) && node.objectAssignmentInitializer) {
    return { is: 'default', target: node.name, value: node.objectAssignmentInitializer };
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return { is: 'default', target: node.left, value: node.right };
  }
  return { is: 'target' };
}

function recordPattern(node: ts.ObjectBindingPattern): Shape {
  const properties = node.elements
    .filter((element) => !element.dotDotDotToken)
    .map((element) => ({ key: elementKey(element), target: bound(element) }));
  const rest = node.elements.find((element) => element.dotDotDotToken)?.name;
  return { is: 'record', properties, rest };
}

function elementKey({ propertyName, name }: ts.BindingElement): Key<ts.Node> {
  if (propertyName) return keyOf(propertyName);
  return ts.isIdentifier(name) ? ts.idText(name) : '';
}

function bound(element: ts.BindingElement): ts.Node {
  return element.initializer ? element : element.name;
}

function listPattern(elements: readonly (ts.ArrayBindingElement | ts.Expression)[]): Shape {
  const items = elements.map((element) => {
    if (ts.isOmittedExpression(element) || isRest(element)) return undefined;
    return ts.isBindingElement(element) ? bound(element) : element;
  });
  const last = elements.at(-1);
  return { is: 'list', items, rest: last && restOf(last) };
}

function isRest(element: ts.Node): boolean {
  return restOf(element) !== undefined;
}

function restOf(element: ts.Node): ts.Node | undefined {
  if (ts.isSpreadElement(element)) return element.expression;
  return ts.isBindingElement(element) && element.dotDotDotToken ? element.name : undefined;
}

function recordTarget(node: ts.ObjectLiteralExpression): Shape {
  const properties: { key: Key<ts.Node>; target: ts.Node }[] = [];
  let rest: ts.Node | undefined;
  for (const one of node.properties) {
    if (ts.isSpreadAssignment(one)) rest = one.expression;
    else if (ts.isPropertyAssignment(one)) properties.push({ key: keyOf(one.name), target: plain(one.initializer) });
    else if (ts.isShorthandPropertyAssignment(one)) {
      properties.push({ key: ts.idText(one.name), target: one.objectAssignmentInitializer ? one : one.name });
    }
  }
  return { is: 'record', properties, rest };
}
