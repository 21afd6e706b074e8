import { ts } from './compiler.ts';

/** The expressions of an element: in its attributes, in its children, and the elements among them. */
export function jsxParts(node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment): readonly ts.Node[] {
  if (ts.isJsxFragment(node)) return node.children.flatMap(child);
  if (ts.isJsxSelfClosingElement(node)) return node.attributes.properties.flatMap(part);
  return [...node.openingElement.attributes.properties.flatMap(part), ...node.children.flatMap(child)];
}

/** What stands between the tags is shown; what is given to an attribute may be used in any way. */
function child(node: ts.JsxChild): readonly ts.Node[] {
  return ts.isJsxExpression(node) && node.expression && !node.dotDotDotToken ? [node] : part(node);
}

function part(node: ts.JsxAttributeLike | ts.JsxChild | ts.JsxAttributeValue): readonly ts.Node[] {
  if (ts.isJsxAttribute(node)) return node.initializer ? part(node.initializer) : [];
  if (ts.isJsxSpreadAttribute(node)) return [node.expression];
  if (ts.isJsxExpression(node)) return node.expression ? [node.expression] : [];
  return ts.isJsxText(node) || ts.isStringLiteral(node) ? [] : [node];
}
