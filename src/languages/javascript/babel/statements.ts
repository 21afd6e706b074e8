import type * as t from '@babel/types';
import type { Exported, LoopShape, Specifier, StatementShape, VariablesShape } from '../syntax.ts';
import { range } from './expressions.ts';
import { classShape, functionShape } from './functions.ts';

type Shape = StatementShape<t.Node>;

const nothing: Shape = { is: 'nothing' };

export function statement(node: t.Node): Shape {
  return control(node) ?? loop(node) ?? declaration(node, 'no') ?? module(node) ?? { is: 'expression', of: node };
}

function control(node: t.Node): Shape | undefined {
  switch (node.type) {
    case 'BlockStatement':
      return { is: 'block', body: node.body };
    case 'ExpressionStatement':
      return { is: 'expression', of: node.expression };
    case 'IfStatement':
      return { is: 'if', test: node.test, yes: node.consequent, no: node.alternate ?? undefined };
    case 'SwitchStatement':
      return { is: 'switch', of: node.discriminant, cases: node.cases.map(caseShape) };
    case 'TryStatement':
      return tryShape(node);
    case 'ReturnStatement':
      return { is: 'return', of: node.argument ?? undefined };
    case 'ThrowStatement':
      return { is: 'throw', of: node.argument };
    case 'BreakStatement':
    case 'ContinueStatement':
      return { is: 'leave' };
    case 'LabeledStatement':
      return { is: 'within', of: undefined, body: node.body };
    case 'WithStatement':
      return { is: 'within', of: node.object, body: node.body };
    case 'EmptyStatement':
    case 'DebuggerStatement':
      return nothing;
    default:
      return undefined;
  }
}

function caseShape(node: t.SwitchCase) {
  return { test: node.test ?? undefined, body: node.consequent };
}

function tryShape(node: t.TryStatement): Shape {
  return {
    is: 'try',
    body: node.block,
    caught: node.handler?.param ?? undefined,
    handler: node.handler?.body,
    last: node.finalizer ?? undefined,
  };
}

function loop(node: t.Node): Shape | undefined {
  switch (node.type) {
    case 'ForStatement':
      return {
        ...loopShape(node.test, node.body),
        start: node.init ?? undefined,
        step: node.update ?? undefined,
      };
    case 'WhileStatement':
      return loopShape(node.test, node.body);
    case 'DoWhileStatement':
      return { ...loopShape(node.test, node.body), testedFirst: false };
    case 'ForInStatement':
    case 'ForOfStatement':
      return { is: 'each', target: node.left, of: node.right, body: node.body };
    default:
      return undefined;
  }
}

function loopShape(test: t.Node | null | undefined, body: t.Node): LoopShape<t.Node> {
  return { is: 'loop', start: undefined, test: test ?? undefined, step: undefined, body, testedFirst: true };
}

function declaration(node: t.Node, exported: Exported): Shape | undefined {
  switch (node.type) {
    case 'VariableDeclaration':
      return variables(node, exported);
    case 'FunctionDeclaration':
      return { is: 'function', function: functionShape(node), exported };
    case 'ClassDeclaration':
      return { is: 'class', class: classShape(node), exported };
    default:
      return isTypeOnly(node) ? nothing : undefined;
  }
}

/** Flow's declarations, which say nothing of values. */
function isTypeOnly(node: t.Node): boolean {
  return /^(?:Declare|TypeAlias|OpaqueType|Interface|Enum)/.test(node.type);
}

function variables(node: t.VariableDeclaration, exported: Exported): VariablesShape<t.Node> {
  const declarators = node.declarations.map(({ id, init }) => ({
    target: id,
    value: init ?? undefined,
    type: undefined,
  }));
  return { is: 'variables', declarators, hoisted: node.kind === 'var', exported };
}

function module(node: t.Node): Shape | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return importShape(node);
    case 'ExportNamedDeclaration':
      if (node.declaration) return declaration(node.declaration, 'named') ?? nothing;
      return exportShape(node);
    case 'ExportAllDeclaration':
      if (node.exportKind === 'type') return nothing;
      return { is: 'export', module: node.source.value, names: [{ ...range(node), name: '*', local: '*' }] };
    case 'ExportDefaultDeclaration':
      return declaration(node.declaration, 'default') ?? { is: 'export-default', of: node.declaration };
    default:
      return undefined;
  }
}

function importShape(node: t.ImportDeclaration): Shape {
  if (isType(node.importKind)) return nothing;
  const names = node.specifiers.flatMap((specifier): readonly Specifier[] => {
    if (specifier.type === 'ImportSpecifier' && isType(specifier.importKind)) return [];
    return [{ ...range(specifier.local), name: importedName(specifier), local: specifier.local.name }];
  });
  return { is: 'import', module: node.source.value, names };
}

function isType(kind: string | null | undefined): boolean {
  return kind === 'type' || kind === 'typeof';
}

function importedName(specifier: t.ImportDeclaration['specifiers'][number]): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.type === 'ImportNamespaceSpecifier' ? '*' : moduleName(specifier.imported);
}

function moduleName(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

function exportShape(node: t.ExportNamedDeclaration): Shape {
  if (node.exportKind === 'type') return nothing;
  const names = node.specifiers.map((specifier): Specifier => {
    const name = moduleName(specifier.exported);
    return { ...range(specifier.exported), name, local: exportedLocal(specifier) };
  });
  return { is: 'export', module: node.source?.value, names };
}

function exportedLocal(specifier: t.ExportNamedDeclaration['specifiers'][number]): string {
  if (specifier.type === 'ExportNamespaceSpecifier') return '*';
  return specifier.type === 'ExportDefaultSpecifier' ? 'default' : specifier.local.name;
}
