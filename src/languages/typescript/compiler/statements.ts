import type { CaseShape, EnumMember, Exported, LoopShape, StatementShape } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';
import { classShape, functionShape, hasModifier } from './functions.ts';
import { moduleStatement } from './modules.ts';
import type { Places } from './places.ts';
import { typeName } from './types.ts';

type Shape = StatementShape<ts.Node>;

const { SyntaxKind } = ts;
const nothing: Shape = { is: 'nothing' };

export function statement(places: Places, node: ts.Node): Shape {
  return (
    control(node) ??
    loop(node) ??
    declaration(places, node) ??
    moduleStatement(places, node) ?? { is: 'expression', of: node }
  );
}

function control(node: ts.Node): Shape | undefined {
  if (ts.isExpressionStatement(node)) return { is: 'expression', of: node.expression };
  if (ts.isBlock(node)) return { is: 'block', body: node.statements };
  if (ts.isReturnStatement(node)) return { is: 'return', of: node.expression };
  if (ts.isIfStatement(node)) {
    return { is: 'if', test: node.expression, yes: node.thenStatement, no: node.elseStatement };
  }
  if (ts.isThrowStatement(node)) return { is: 'throw', of: node.expression };
  if (ts.isBreakOrContinueStatement(node)) return { is: 'leave' };
  if (ts.isTryStatement(node)) return tryShape(node);
  if (ts.isSwitchStatement(node)) {
    return { is: 'switch', of: node.expression, cases: node.caseBlock.clauses.map(caseShape) };
  }
  if (ts.isLabeledStatement(node)) return { is: 'within', of: undefined, body: node.statement };
  if (ts.isWithStatement(node)) return { is: 'within', of: node.expression, body: node.statement };
  return ts.isEmptyStatement(node) || ts.isDebuggerStatement(node) ? nothing : undefined;
}

function caseShape(node: ts.CaseOrDefaultClause): CaseShape<ts.Node> {
  return { test: ts.isCaseClause(node) ? node.expression : undefined, body: node.statements };
}

function tryShape(node: ts.TryStatement): Shape {
  return {
    is: 'try',
    body: node.tryBlock,
    caught: node.catchClause?.variableDeclaration?.name,
    handler: node.catchClause?.block,
    last: node.finallyBlock,
  };
}

function loop(node: ts.Node): Shape | undefined {
  if (ts.isForStatement(node)) {
    return { ...loopShape(node.condition, node.statement), start: node.initializer, step: node.incrementor };
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    return { is: 'each', target: node.initializer, of: node.expression, body: node.statement };
  }
  if (ts.isWhileStatement(node)) return loopShape(node.expression, node.statement);
  return ts.isDoStatement(node) ? { ...loopShape(node.expression, node.statement), testedFirst: false } : undefined;
}

function loopShape(test: ts.Expression | undefined, body: ts.Statement): LoopShape<ts.Node> {
  return { is: 'loop', start: undefined, test, step: undefined, body, testedFirst: true };
}

function declaration(places: Places, node: ts.Node): Shape | undefined {
  if (ts.isVariableStatement(node)) return variables(places, node.declarationList, node);
  if (ts.isVariableDeclarationList(node)) return variables(places, node, {});
  if (ts.isFunctionDeclaration(node)) {
    if (!node.body) return nothing;
    return { is: 'function', function: functionShape(places, node, node.body), exported: exportedBy(node) };
  }
  if (ts.isClassDeclaration(node)) {
    if (isAmbient(node)) return nothing;
    return { is: 'class', class: classShape(places, node), exported: exportedBy(node) };
  }
  if (ts.isEnumDeclaration(node)) return isAmbient(node) ? nothing : enumShape(places, node);
  if (ts.isModuleDeclaration(node)) return namespaceShape(node);
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ? nothing : undefined;
}

function variables(places: Places, list: ts.VariableDeclarationList, owner: Parameters<typeof hasModifier>[0]): Shape {
  if (isAmbient(owner)) return nothing;
  const declarators = list.declarations.map(({ name, initializer, type }) => ({
    target: name,
    value: initializer,
    type: typeName(places, type),
  }));
  const hoisted = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  return { is: 'variables', declarators, hoisted, exported: exportedBy(owner) };
}

function enumShape(places: Places, node: ts.EnumDeclaration): Shape {
  const members = node.members.map((member): EnumMember<ts.Node> => {
    return { ...places.range(member), key: enumKey(member.name), value: member.initializer };
  });
  const name = { ...places.range(node.name), text: ts.idText(node.name) };
  return { is: 'enum', name, members, exported: exportedBy(node) };
}

function enumKey(name: ts.PropertyName): string {
  const inner = ts.isComputedPropertyName(name) ? name.expression : name;
  if (ts.isIdentifier(inner)) return ts.idText(inner);
  return ts.isStringLiteralLike(inner) || ts.isNumericLiteral(inner) ? inner.text : '';
}

function namespaceShape(node: ts.ModuleDeclaration): Shape {
  const { body } = node;
  if (!body || isAmbient(node)) return nothing;
  return { is: 'namespace', body: ts.isModuleBlock(body) ? body.statements : [body] };
}

function isAmbient(node: Parameters<typeof hasModifier>[0]): boolean {
  return hasModifier(node, SyntaxKind.DeclareKeyword);
}

function exportedBy(node: Parameters<typeof hasModifier>[0]): Exported {
  if (!hasModifier(node, SyntaxKind.ExportKeyword)) return 'no';
  return hasModifier(node, SyntaxKind.DefaultKeyword) ? 'default' : 'named';
}
