import type * as t from '@babel/types';
import type { ClassShape, FunctionShape, MemberShape, Name, ParameterShape } from '../syntax.ts';
import { keyOf, range } from './expressions.ts';

type FunctionNode =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression
  | t.ObjectMethod
  | t.ClassMethod
  | t.ClassPrivateMethod;

export function functionShape(node: FunctionNode): FunctionShape<t.Node> {
  const { start, end } = range(node);
  return {
    start,
    end,
    name: 'id' in node ? nameShape(node.id) : undefined,
    parameters: node.params.flatMap(parameter),
    body: node.body.type === 'BlockStatement' ? node.body.body : node.body,
    result: undefined,
  };
}

export function nameShape(node: t.Identifier | null | undefined): Name | undefined {
  return node ? { ...range(node), text: node.name } : undefined;
}

function parameter(node: t.Node): readonly ParameterShape<t.Node>[] {
  // Flow's way to type `this`.
  if (node.type === 'Identifier' && node.name === 'this') return [];
  const [target, value] = node.type === 'AssignmentPattern' ? [node.left, node.right] : [node, undefined];
  const named = target.type === 'RestElement' ? target.argument : target;
  const decorators = 'decorators' in node ? decoratorsOf(node) : [];
  return [{ target: named, value, type: undefined, property: false, decorators }];
}

export function classShape(node: t.ClassDeclaration | t.ClassExpression): ClassShape<t.Node> {
  return {
    ...range(node),
    name: nameShape(node.id),
    base: node.superClass ?? undefined,
    members: node.body.body.flatMap((member) => memberShape(member) ?? []),
    decorators: decoratorsOf(node),
  };
}

function memberShape(node: t.ClassBody['body'][number]): MemberShape<t.Node> | undefined {
  switch (node.type) {
    case 'ClassMethod':
      return method(node, node.computed ?? false);
    case 'ClassPrivateMethod':
      return method(node, false);
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      return field(node, node.computed ?? false);
    case 'ClassPrivateProperty':
      return field(node, false);
    case 'StaticBlock':
      return { is: 'block', body: node.body };
    default:
      return undefined;
  }
}

function method(node: t.ClassMethod | t.ClassPrivateMethod, computed: boolean): MemberShape<t.Node> {
  return {
    is: 'method',
    key: keyOf(node.key, computed),
    function: functionShape(node),
    decorators: decoratorsOf(node),
  };
}

function field(
  node: t.ClassProperty | t.ClassAccessorProperty | t.ClassPrivateProperty,
  computed: boolean,
): MemberShape<t.Node> {
  return {
    ...range(node),
    is: 'field',
    key: keyOf(node.key, computed),
    value: node.value ?? undefined,
    decorators: decoratorsOf(node),
  };
}

function decoratorsOf(node: { readonly decorators?: readonly t.Decorator[] | null }): readonly t.Node[] {
  return (node.decorators ?? []).map((decorator) => decorator.expression);
}
