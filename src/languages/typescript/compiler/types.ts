import type { TypeName } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';
import type { Places } from './places.ts';

const { SyntaxKind } = ts;

const plainTypes: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [SyntaxKind.StringKeyword, 'string'],
  [SyntaxKind.NumberKeyword, 'number'],
  [SyntaxKind.BooleanKeyword, 'boolean'],
  [SyntaxKind.BigIntKeyword, 'bigint'],
]);

/** A type by its name, as far as it has a single one: `T | undefined` is T, `T<U>` is T, `T | U` has none. */
export function typeName(places: Places, type: ts.TypeNode | undefined): TypeName | undefined {
  const one = type && single(type);
  const path = one && pathOf(one);
  return one && path && { ...places.range(one), path };
}

function single(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(type)) return single(type.type);
  if (!ts.isUnionTypeNode(type)) return type;
  const [first, ...others] = type.types.filter((one) => !isNothing(one));
  return first && others.length === 0 ? single(first) : undefined;
}

function isNothing(type: ts.TypeNode): boolean {
  if (ts.isLiteralTypeNode(type)) return type.literal.kind === SyntaxKind.NullKeyword;
  return type.kind === SyntaxKind.UndefinedKeyword;
}

function pathOf(type: ts.TypeNode): readonly string[] | undefined {
  const word = plainTypes.get(type.kind);
  if (word) return [word];
  return ts.isTypeReferenceNode(type) ? entityPath(type.typeName) : undefined;
}

function entityPath(name: ts.EntityName): readonly string[] {
  return ts.isIdentifier(name) ? [ts.idText(name)] : [...entityPath(name.left), ts.idText(name.right)];
}
