import { decimal } from '../../javascript/integers.ts';
import type { ExpressionShape, Key, PropertyShape } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';
import { classShape, functionShape } from './functions.ts';
import { jsxParts } from './jsx.ts';
import type { Places } from './places.ts';

type Shape = ExpressionShape<ts.Node>;

const { SyntaxKind } = ts;

const words: ReadonlyMap<ts.SyntaxKind, Shape> = new Map<ts.SyntaxKind, Shape>([
  [SyntaxKind.ThisKeyword, { is: 'name', name: 'this' }],
  [SyntaxKind.SuperKeyword, { is: 'name', name: 'super' }],
  [SyntaxKind.ImportKeyword, { is: 'name', name: 'import' }],
  [SyntaxKind.TrueKeyword, { is: 'literal', type: 'boolean', text: 'true' }],
  [SyntaxKind.FalseKeyword, { is: 'literal', type: 'boolean', text: 'false' }],
  [SyntaxKind.NullKeyword, { is: 'literal', type: 'null', text: 'null' }],
]);

type Wrapper =
  | ts.ParenthesizedExpression
  | ts.AwaitExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion
  | ts.ExpressionWithTypeArguments;

const wrappers: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.ParenthesizedExpression,
  SyntaxKind.AwaitExpression,
  SyntaxKind.AsExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.TypeAssertionExpression,
  SyntaxKind.ExpressionWithTypeArguments,
]);

export function plain(node: ts.Node): ts.Node {
  let inner = node;
  while (isWrapper(inner)) inner = inner.expression;
  return inner;
}

function isWrapper(node: ts.Node): node is Wrapper {
  return wrappers.has(node.kind);
}

export function expression(places: Places, node: ts.Node): Shape {
  return (
    access(node) ??
    words.get(node.kind) ??
    literal(places, node) ??
    operation(node) ??
    composite(places, node) ?? { is: 'other', what: SyntaxKind[node.kind], parts: [] }
  );
}

function access(node: ts.Node): Shape | undefined {
  if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return { is: 'name', name: ts.idText(node) };
  if (ts.isPropertyAccessExpression(node)) return { is: 'member', of: node.expression, key: ts.idText(node.name) };
  if (ts.isCallExpression(node)) return { is: 'call', callee: node.expression, args: node.arguments, made: false };
  if (ts.isElementAccessExpression(node)) return { is: 'member', of: node.expression, key: node.argumentExpression };
  if (ts.isNewExpression(node)) return { is: 'call', callee: node.expression, args: node.arguments ?? [], made: true };
  if (ts.isTaggedTemplateExpression(node)) return { is: 'call', callee: node.tag, args: [node.template], made: false };
  if (ts.isQualifiedName(node)) return { is: 'member', of: node.left, key: ts.idText(node.right) };
  if (!ts.isMetaProperty(node)) return undefined;
  const keyword = node.keywordToken === SyntaxKind.ImportKeyword ? 'import' : 'new';
  return { is: 'meta', keyword, key: ts.idText(node.name) };
}

function literal(places: Places, node: ts.Node): Shape | undefined {
  if (ts.isStringLiteral(node)) return { is: 'literal', type: 'string', text: node.text };
  if (ts.isNumericLiteral(node)) return { is: 'literal', type: 'number', text: String(Number(node.text)) };
  if (ts.isBigIntLiteral(node)) return { is: 'literal', type: 'number', text: decimal(node.text.slice(0, -1)) };
  if (ts.isRegularExpressionLiteral(node)) return { is: 'literal', type: 'regex', text: node.text };
  if (ts.isNoSubstitutionTemplateLiteral(node)) {
    return { is: 'template', chunks: [chunk(places, node)], holes: [] };
  }
  if (!ts.isTemplateExpression(node)) return undefined;
  const literals = [node.head, ...node.templateSpans.map((span) => span.literal)];
  const holes = node.templateSpans.map((span) => span.expression);
  return { is: 'template', chunks: literals.map((one) => chunk(places, one)), holes };
}

function chunk(places: Places, node: ts.TemplateLiteralLikeNode) {
  const { start, end } = places.range(node);
  const closing = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) ? '${'.length : '`'.length;
  return { start: start + 1, end: end - closing, text: node.text };
}

function operation(node: ts.Node): Shape | undefined {
  if (ts.isBinaryExpression(node)) return binary(node);
  if (ts.isConditionalExpression(node)) {
    return { is: 'choice', test: node.condition, yes: node.whenTrue, no: node.whenFalse };
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return unary(node);
  if (ts.isTypeOfExpression(node)) return { is: 'unary', operator: 'typeof', of: node.expression };
  if (ts.isVoidExpression(node)) return { is: 'unary', operator: 'void', of: node.expression };
  if (ts.isDeleteExpression(node)) return { is: 'unary', operator: 'delete', of: node.expression };
  return undefined;
}

function unary(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Shape {
  const operator = ts.tokenToString(node.operator) ?? '';
  if (operator !== '++' && operator !== '--') return { is: 'unary', operator, of: node.operand };
  return { is: 'assignment', operator, target: node.operand, value: undefined };
}

function binary(node: ts.BinaryExpression): Shape {
  const { left, right, operatorToken } = node;
  const operator = ts.tokenToString(operatorToken.kind) ?? '';
  if (operator === ',') return { is: 'sequence', items: sequenceItems(node) };
  if (!isAssignment(operatorToken.kind)) return { is: 'binary', operator, left, right };
  return { is: 'assignment', operator: operator.slice(0, -1), target: left, value: right };
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

function sequenceItems(node: ts.Expression): readonly ts.Node[] {
  const lastFirst: ts.Node[] = [];
  let left = node;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === SyntaxKind.CommaToken) {
    lastFirst.push(left.right);
    left = left.left;
  }
  return [...lastFirst, left].reverse();
}

function composite(places: Places, node: ts.Node): Shape | undefined {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    return { is: 'function', function: functionShape(places, node, node.body) };
  }
  if (ts.isObjectLiteralExpression(node)) {
    return { is: 'record', properties: node.properties.map((one) => property(places, one)) };
  }
  if (ts.isArrayLiteralExpression(node)) {
    return { is: 'list', items: node.elements.map((item) => (ts.isOmittedExpression(item) ? undefined : item)) };
  }
  if (ts.isSpreadElement(node)) return { is: 'other', what: 'spread', parts: [node.expression] };
  if (ts.isClassExpression(node)) return { is: 'class', class: classShape(places, node) };
  if (ts.isYieldExpression(node))
    return { is: 'other', what: 'yield', parts: node.expression ? [node.expression] : [] };
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) {
    return { is: 'other', what: 'jsx', parts: jsxParts(node) };
  }
  if (ts.isJsxExpression(node)) return { is: 'other', what: 'shown', parts: node.expression ? [node.expression] : [] };
  return undefined;
}

export function keyOf(name: ts.PropertyName): Key<ts.Node> {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return ts.idText(name);
  return ts.isComputedPropertyName(name) ? name.expression : name;
}

function property(places: Places, node: ts.ObjectLiteralElementLike): PropertyShape<ts.Node> {
  const { start, end } = places.range(node);
  if (ts.isSpreadAssignment(node)) return { start, end, is: 'spread', of: node.expression };
  if (ts.isShorthandPropertyAssignment(node))
    return { start, end, is: 'field', key: ts.idText(node.name), value: node.name };
  const key = keyOf(node.name);
  if (ts.isPropertyAssignment(node)) return { start, end, is: 'field', key, value: node.initializer };
  const accessor = !ts.isMethodDeclaration(node);
  return { start, end, is: 'method', key, function: functionShape(places, node, node.body), accessor };
}
