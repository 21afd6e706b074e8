import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/**
 * Ships of the TypeScript compiler what its parser takes: of nine megabytes half of one is left, and to compile them all
 * takes longer than many a scan. `folder` holds the sources that use the compiler, always as `ts.NAME`.
 */
export function parserOfCompiler(folder: string): Plugin {
  return {
    name: 'the parser of the compiler',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, ({ path }) => {
        const names = namesUsed(folder).filter((name) => name in ts);
        return { contents: `${shaken(readFileSync(path, 'utf8'), names)}\nexport default { ${names.join(', ')} };` };
      });
    },
  };
}

function namesUsed(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\bts\.(\w+)/g)].map(([, name = '']) => name)))];
}

/** The statements of a script in one function that declare some names, or what these need. */
function shaken(text: string, names: readonly string[]): string {
  const script = ts.createSourceFile('typescript.js', text, ts.ScriptTarget.Latest);
  const byName = new Map<string, ts.Statement[]>();
  for (const statement of bodyOf(script)) {
    for (const name of declaredIn(statement)) byName.set(name, [...(byName.get(name) ?? []), statement]);
  }
  const kept = new Set<ts.Statement>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const statement of byName.get(name) ?? []) {
      if (kept.has(statement)) continue;
      kept.add(statement);
      waiting.push(...namesIn(statement));
    }
  }
  const code = [...kept].sort((a, b) => a.pos - b.pos).map((one) => text.slice(one.pos, one.end));
  return withoutMessages(code.join(''));
}

function bodyOf(script: ts.SourceFile): readonly ts.Statement[] {
  const functions = script.statements.flatMap((statement) => {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    const called = call && ts.isCallExpression(call) ? call.expression : undefined;
    const inner = called && ts.isParenthesizedExpression(called) ? called.expression : undefined;
    return inner && ts.isArrowFunction(inner) && ts.isBlock(inner.body) ? [inner.body.statements] : [];
  });
  if (functions.length !== 1) throw new Error('the compiler is no longer one function');
  return functions[0] ?? [];
}

/** Also those that are filled after they were declared: `((Parser) => {…})(Parser || (Parser = {}))`, `A.zero = …`. */
function declaredIn(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return namesIn(statement.name);
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((one) => namesIn(one.name));
  if (!ts.isExpressionStatement(statement)) return [];
  const { expression } = statement;
  if (ts.isBinaryExpression(expression)) return namesIn(expression.left);
  const [filled] = ts.isCallExpression(expression) ? expression.arguments : [];
  return filled && ts.isBinaryExpression(filled) ? namesIn(filled.left) : [];
}

/** Names that a part may take from outside: more rather than fewer, since what is declared inside is not followed. */
function namesIn(node: ts.Node | undefined): readonly string[] {
  if (!node) return [];
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return namesIn(node.expression);
  if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) return namesIn(node.initializer);
  const names: string[] = [];
  ts.forEachChild(node, (child) => {
    names.push(...namesIn(child));
  });
  return names;
}

/** Of thousands of messages those that the parser gives. */
function withoutMessages(code: string): string {
  const used = new Set([...code.matchAll(/\bDiagnostics\.(\w+)/g)].map(([, name]) => name));
  return code.replace(/^ {2}(\w+): diag\(.*\),?$/gm, (line, name) => (used.has(name) ? line : ''));
}
