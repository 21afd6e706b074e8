import { ts } from './compiler.ts';

/** The expressions of an element: in its attributes, in its children, and the elements among them. */
export function jsxParts(node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment): readonly ts.Node[] {
  if (ts.isJsxFragment(node)) return node.children.flatMap(part);
  if (ts.isJsxSelfClosingElement(node)) return node.attributes.properties.flatMap(part);
  return [...node.openingElement.attributes.properties, ...node.children].flatMap(part);
}

function part(node: ts.JsxAttributeLike | ts.JsxChild | ts.JsxAttributeValue): readonly ts.Node[] {
  if (ts.isJsxAttribute(node)) return node.initializer ? part(node.initializer) : [];
  if (ts.isJsxSpreadAttribute(node)) return [node.expression];
  if (ts.isJsxExpression(node)) return node.expression ? [node.expression] : [];
  return ts.isJsxText(node) || ts.isStringLiteral(node) ? [] : [node];
}
