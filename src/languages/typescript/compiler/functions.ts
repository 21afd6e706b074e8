import type { ClassShape, FunctionShape, MemberShape, Name, ParameterShape } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';
import { keyOf } from './expressions.ts';
import type { Places } from './places.ts';
import { typeName } from './types.ts';

type Modified = { readonly modifiers?: ts.NodeArray<ts.ModifierLike> | undefined };

const { SyntaxKind } = ts;

const fieldModifiers: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.PublicKeyword,
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.ReadonlyKeyword,
  SyntaxKind.OverrideKeyword,
]);

export function functionShape(
  places: Places,
  node: ts.FunctionLikeDeclaration,
  body: ts.ConciseBody | undefined,
): FunctionShape<ts.Node> {
  const own = ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) ? node.name : undefined;
  const { start, end } = places.declared(node);
  return {
    start,
    end,
    name: nameShape(places, own),
    parameters: node.parameters.flatMap((parameter) => parameterShape(places, parameter) ?? []),
    body: body && !ts.isBlock(body) ? body : (body?.statements ?? []),
    result: typeName(places, node.type),
  };
}

export function nameShape(places: Places, name: ts.Identifier | undefined): Name | undefined {
  return name && { ...places.range(name), text: ts.idText(name) };
}

function parameterShape(places: Places, node: ts.ParameterDeclaration): ParameterShape<ts.Node> | undefined {
  if (ts.isIdentifier(node.name) && ts.idText(node.name) === 'this') return undefined;
  return {
    target: node.name,
    value: node.initializer,
    type: typeName(places, node.type),
    property: node.modifiers?.some(({ kind }) => fieldModifiers.has(kind)) ?? false,
    decorators: decoratorsOf(node),
  };
}

export function classShape(places: Places, node: ts.ClassLikeDeclaration): ClassShape<ts.Node> {
  const base = node.heritageClauses?.find(({ token }) => token === SyntaxKind.ExtendsKeyword)?.types[0];
  return {
    ...places.declared(node),
    name: nameShape(places, node.name),
    base: base?.expression,
    members: node.members.flatMap((member) => memberShape(places, member) ?? []),
    decorators: decoratorsOf(node),
  };
}

function memberShape(places: Places, node: ts.ClassElement): MemberShape<ts.Node> | undefined {
  if (ts.isPropertyDeclaration(node)) {
    const [key, decorators] = [keyOf(node.name), decoratorsOf(node)];
    return { ...places.range(node), is: 'field', key, value: node.initializer, decorators };
  }
  if (ts.isClassStaticBlockDeclaration(node)) return { is: 'block', body: node.body.statements };
  if (!ts.isMethodDeclaration(node) && !ts.isConstructorDeclaration(node) && !ts.isAccessor(node)) return undefined;
  if (!node.body) return undefined;
  const key = ts.isConstructorDeclaration(node) ? 'constructor' : keyOf(node.name);
  return { is: 'method', key, function: functionShape(places, node, node.body), decorators: decoratorsOf(node) };
}

function decoratorsOf(node: Modified): readonly ts.Node[] {
  return (node.modifiers ?? []).flatMap((modifier) => (ts.isDecorator(modifier) ? [modifier.expression] : []));
}

export function hasModifier(node: Modified, kind: ts.SyntaxKind): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}
