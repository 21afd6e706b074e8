import type * as t from '@babel/types';
import { decimal } from '../integers.ts';
import type { AssignmentShape, ExpressionShape, Key, PatternShape, PropertyShape } from '../syntax.ts';
import { classShape, functionShape } from './functions.ts';

type Shape = ExpressionShape<t.Node>;

export function range(node: t.Node): { start: number; end: number } {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}

export function plain(node: t.Node): t.Node {
  let inner = node;
  for (;;) {
    if (inner.type === 'AwaitExpression') inner = inner.argument;
    else if (inner.type === 'TypeCastExpression' || inner.type === 'ParenthesizedExpression') inner = inner.expression;
    else return inner;
  }
}

export function expression(node: t.Node): Shape {
  return literal(node) ?? access(node) ?? operation(node) ?? composite(node) ?? other(node.type, operands(node));
}

function other(what: string, parts: readonly (t.Node | null | undefined)[]): Shape {
  return { is: 'other', what, parts: parts.filter((part) => part !== null && part !== undefined) };
}

function literal(node: t.Node): Shape | undefined {
  switch (node.type) {
    case 'StringLiteral':
      return { is: 'literal', type: 'string', text: node.value };
    case 'NumericLiteral':
      return { is: 'literal', type: 'number', text: String(node.value) };
    case 'BigIntLiteral':
      return { is: 'literal', type: 'number', text: decimal(node.value) };
    case 'BooleanLiteral':
      return { is: 'literal', type: 'boolean', text: String(node.value) };
    case 'NullLiteral':
      return { is: 'literal', type: 'null', text: 'null' };
    case 'RegExpLiteral':
      return { is: 'literal', type: 'regex', text: `/${node.pattern}/${node.flags}` };
    case 'TemplateLiteral':
      return { is: 'template', chunks: node.quasis.map(chunk), holes: node.expressions };
    default:
      return undefined;
  }
}

function chunk(node: t.TemplateElement) {
  return { ...range(node), text: node.value.cooked ?? node.value.raw };
}

function access(node: t.Node): Shape | undefined {
  switch (node.type) {
    case 'Identifier':
      return { is: 'name', name: node.name };
    case 'ThisExpression':
      return { is: 'name', name: 'this' };
    case 'Super':
      return { is: 'name', name: 'super' };
    case 'Import':
      return { is: 'name', name: 'import' };
    case 'PrivateName':
      return { is: 'name', name: `#${node.id.name}` };
    case 'MetaProperty':
      return { is: 'meta', keyword: node.meta.name, key: node.property.name };
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return { is: 'member', of: node.object, key: keyOf(node.property, node.computed) };
    case 'CallExpression':
    case 'OptionalCallExpression':
      return { is: 'call', callee: node.callee, args: node.arguments, made: false };
    case 'NewExpression':
      return { is: 'call', callee: node.callee, args: node.arguments, made: true };
    case 'TaggedTemplateExpression':
      return { is: 'call', callee: node.tag, args: [node.quasi], made: false };
    default:
      return undefined;
  }
}

function operation(node: t.Node): Shape | undefined {
  switch (node.type) {
    case 'UnaryExpression':
      return { is: 'unary', operator: node.operator, of: node.argument };
    case 'UpdateExpression':
      return { is: 'assignment', operator: node.operator, target: node.argument, value: undefined };
    case 'BinaryExpression':
    case 'LogicalExpression':
      return { is: 'binary', operator: node.operator, left: node.left, right: node.right };
    case 'ConditionalExpression':
      return { is: 'choice', test: node.test, yes: node.consequent, no: node.alternate };
    case 'AssignmentExpression':
      return assignment(node);
    case 'SequenceExpression':
      return { is: 'sequence', items: node.expressions };
    default:
      return undefined;
  }
}

function assignment(node: t.AssignmentExpression): AssignmentShape<t.Node> {
  return { is: 'assignment', operator: node.operator.slice(0, -1), target: node.left, value: node.right };
}

function composite(node: t.Node): Shape | undefined {
  switch (node.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return { is: 'function', function: functionShape(node) };
    case 'ClassExpression':
      return { is: 'class', class: classShape(node) };
    case 'ObjectExpression':
      return { is: 'record', properties: node.properties.map(property) };
    case 'ArrayExpression':
      return { is: 'list', items: node.elements.map((item) => item ?? undefined) };
    case 'SpreadElement':
      return other('spread', [node.argument]);
    case 'YieldExpression':
      return other('yield', [node.argument]);
    case 'DoExpression':
      return { is: 'block', body: node.body };
    case 'JSXElement':
      return other('jsx', [...node.openingElement.attributes.flatMap(jsxParts), ...node.children.flatMap(jsxChild)]);
    case 'JSXFragment':
      return other('jsx', node.children.flatMap(jsxChild));
    case 'JSXExpressionContainer':
      return other('shown', jsxParts(node));
    default:
      return undefined;
  }
}

/** What stands between the tags is shown; what is given to an attribute may be used in any way. */
function jsxChild(node: t.JSXElement['children'][number]): readonly t.Node[] {
  return node.type === 'JSXExpressionContainer' && jsxParts(node).length > 0 ? [node] : jsxParts(node);
}

function jsxParts(node: t.Node | null | undefined): readonly t.Node[] {
  switch (node?.type) {
    case 'JSXAttribute':
      return jsxParts(node.value);
    case 'JSXExpressionContainer':
      return node.expression.type === 'JSXEmptyExpression' ? [] : [node.expression];
    case 'JSXSpreadAttribute':
      return [node.argument];
    case 'JSXSpreadChild':
      return [node.expression];
    case 'JSXElement':
    case 'JSXFragment':
      return [node];
    default:
      return [];
  }
}

/** What is left of proposals: their operands, so that nothing inside them is lost. */
function operands(node: t.Node): readonly (t.Node | null | undefined)[] {
  if (node.type === 'BindExpression') return [node.object, node.callee];
  return [];
}

export function keyOf(key: t.Node, computed: boolean): Key<t.Node> {
  if (computed) return key;
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  return key;
}

function property(node: t.ObjectProperty | t.ObjectMethod | t.SpreadElement): PropertyShape<t.Node> {
  const { start, end } = range(node);
  if (node.type === 'SpreadElement') return { start, end, is: 'spread', of: node.argument };
  const key = keyOf(node.key, node.computed);
  if (node.type === 'ObjectProperty') return { start, end, is: 'field', key, value: node.value };
  return { start, end, is: 'method', key, function: functionShape(node), accessor: node.kind !== 'method' };
}

export function pattern(node: t.Node): PatternShape<t.Node> {
  switch (node.type) {
    case 'Identifier':
      return { is: 'name', name: node.name };
    case 'AssignmentPattern':
      return { is: 'default', target: node.left, value: node.right };
    case 'ObjectPattern':
      return { is: 'record', ...recordPattern(node) };
    case 'ArrayPattern':
      return { is: 'list', ...listPattern(node) };
    default:
      return { is: 'target' };
  }
}

function recordPattern(node: t.ObjectPattern) {
  const properties: { key: Key<t.Node>; target: t.Node }[] = [];
  let rest: t.Node | undefined;
  for (const one of node.properties) {
    if (one.type === 'RestElement') rest = one.argument;
    else properties.push({ key: keyOf(one.key, one.computed), target: one.value });
  }
  return { properties, rest };
}

function listPattern(node: t.ArrayPattern) {
  const items = node.elements.map((item) => (item && item.type !== 'RestElement' ? item : undefined));
  const last = node.elements.at(-1);
  return { items, rest: last?.type === 'RestElement' ? last.argument : undefined };
}
