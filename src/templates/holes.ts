import { concat } from '../languages/builder.ts';
import type { Expr } from '../languages/language.ts';
import type { Span } from '../model/span.ts';

/** The templating languages whose holes are understood. */
export type Dialect = 'go' | 'jinja' | 'shell';

/** Parentheses in each other; what is nested deeper is not followed. */
const deepest = 20;

/**
 * What a hole of a template stands for: a path of names, a default, a literal. Anything else is `other`, so that what
 * can't be resolved stays unknown.
 */
export function exprOfHole(inside: string, dialect: Dialect, span: Span): Expr {
  if (dialect === 'shell') return shellHole(inside, span);
  return depthOf(inside) > deepest ? { is: 'other', what: 'nested', parts: [], span } : piped(inside, dialect, span);
}

function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const char of text) {
    if (char === '(') most = Math.max(most, ++depth);
    if (char === ')') depth--;
  }
  return most;
}

/** A term, and the filters that it goes through. */
function piped(inside: string, dialect: Dialect, span: Span): Expr {
  const stages = splitOutside(inside, '|').map((stage) => stage.trim());
  const [first = '', ...filters] = stages;
  const start = dialect === 'go' ? goTerm(first, span) : jinjaTerm(first, span);
  return filters.reduce((expr, filter) => filtered(expr, filter, dialect, span), start);
}

/** Filters and functions that give the value itself, as far as an address is concerned. */
const same =
  /^(?:quote|squote|trim|toString|string|int|int64|lower|upper|tpl|nindent|indent|b64enc|toYaml|toJson|to_json|required|nospace|trimSuffix|trimAll|join)\b/;

function filtered(expr: Expr, filter: string, dialect: Dialect, span: Span): Expr {
  const fallback = dialect === 'go' ? /^default\s+(.+)$/s.exec(filter) : /^d(?:efault)?\s*\((.*)\)$/s.exec(filter);
  if (fallback) {
    const [value = ''] = splitOutside(fallback[1] ?? '', ',');
    const other = dialect === 'go' ? goTerm(value.trim(), span) : jinjaTerm(value.trim(), span);
    return { is: 'either', test: undefined, options: [expr, other], span };
  }
  if (same.test(filter)) return expr;
  // `address | formatIP`, `address | ipwrap`: what the filter does is known by its name.
  const name = /^[\w.]+/.exec(filter)?.[0].split('.').at(-1);
  if (name === undefined) return { is: 'other', what: filter, parts: [], span };
  return { is: 'call', callee: { is: 'name', name, scope: 0, span }, args: [expr], made: false, span };
}

function goTerm(text: string, span: Span): Expr {
  const bare = /^\((.*)\)$/s.exec(text)?.[1];
  if (bare !== undefined && balanced(bare)) return piped(bare, 'go', span);
  if (isPath(text)) return pathExpr(text.replace(/^[$.]+/, ''), span);
  const literal = literalExpr(text, span);
  if (literal) return literal;
  const [head = '', ...args] = wordsOutside(text);
  if (/^(?:include|template)$/.test(head)) return named(args[0] ?? '', args[1] ?? '', span);
  if (head === 'default' && args.length === 2) {
    return { is: 'either', test: undefined, options: [goTerm(args[1] ?? '', span), goTerm(args[0] ?? '', span)], span };
  }
  if (head === 'required') return goTerm(args[1] ?? '', span);
  if (head === 'printf') return printf(args, span);
  if (same.test(head) && args.length === 1) return goTerm(args[0] ?? '', span);
  if (!/^\w+$/.test(head)) return { is: 'other', what: head, parts: [], span };
  const callee: Expr = { is: 'name', name: head, scope: 0, span };
  return { is: 'call', callee, args: args.map((arg) => goTerm(arg, span)), made: false, span };
}

/**
 * `include "shop.containerPort" .`: what a named template gives is known by its name only, and by the values that it is
 * given: `include "shop.image" .Values.image`, `(dict "imageRoot" .Values.image "global" .Values.global)`.
 */
function named(quoted: string, given: string, span: Span): Expr {
  const name = unquoted(quoted) ?? '';
  const last = name.split('.').at(-1) ?? name;
  const of = /^(?:\(dict\s+"\w+"\s+)?\$?(\.Values(?:\.\w+)+)(?:\s|\)|$)/.exec(given)?.[1];
  if (of !== undefined) return { is: 'member', of: pathExpr(of, span), key: last, span };
  // `include "shop.store.image" .` puts together what stands at `.Values.store.image`.
  const path = name.split('.').slice(1);
  if (last === 'image' && /^[.$]?$/.test(given) && path.length > 0)
    return { is: 'member', of: pathExpr(`Values.${path.join('.')}`, span), key: last, span };
  return { is: 'name', name: last, scope: 0, span };
}

function printf(args: readonly string[], span: Span): Expr {
  const format = unquoted(args[0] ?? '');
  if (format === undefined) return { is: 'other', what: 'printf', parts: [], span };
  const parts: Expr[] = [];
  let used = 1;
  for (const piece of format.split(/(%[sdvq])/)) {
    if (/^%[sdvq]$/.test(piece)) parts.push(goTerm(args[used++] ?? '', span));
    else if (piece !== '') parts.push({ is: 'literal', type: 'string', text: piece, span });
  }
  return concat(parts, span);
}

function jinjaTerm(text: string, span: Span): Expr {
  if (/^[A-Za-z_][\w.]*(?:\[[^\]]*\][\w.]*)*$/.test(text)) {
    return pathExpr(text.replace(/\[\s*['"]?([^\]'"]*)['"]?\s*\]/g, '.$1'), span);
  }
  const choice = choiceIn(text);
  if (choice) {
    return { is: 'either', test: undefined, options: choice.map((one) => jinjaTerm(one.trim(), span)), span };
  }
  return literalExpr(text, span) ?? { is: 'other', what: text, parts: [], span };
}

/** `a if test else b`: a and b. */
function choiceIn(text: string): readonly string[] | undefined {
  const test = text.search(/\sif\s/);
  const other = test < 1 ? -1 : text.slice(test + 4).search(/\selse\s/);
  return other < 1 ? undefined : [text.slice(0, test), text.slice(test + 4 + other + 6)];
}

/** `${HOST}`, `${HOST:-::}`, `${env:HOST}`, `$HOST`, `{$HOST}`; a colon alone also begins a default in some formats. */
function shellHole(inside: string, span: Span): Expr {
  const match = /^(?:env[:.])?([A-Za-z_]\w*)(?::?[-=]|:)?(.*)$/s.exec(inside);
  if (!match) return { is: 'other', what: inside, parts: [], span };
  const [, name = '', fallback = ''] = match;
  const expr: Expr = { is: 'name', name, scope: 0, span };
  const hasDefault = inside.length > inside.indexOf(name) + name.length;
  if (!hasDefault) return expr;
  // `${ADDRESS%:*}`, `${#NAME}`: something else is made of it.
  if (!/^(?:env[:.])?[A-Za-z_]\w*:?[-=:]/.test(inside)) return { is: 'other', what: inside, parts: [expr], span };
  const other: Expr = { is: 'literal', type: 'string', text: fallback, span };
  return { is: 'either', test: undefined, options: [expr, other], span };
}

/** `.Values.port`, `$server.port`, `$`. */
function isPath(text: string): boolean {
  return /^(?:\$\w*(?:\.[A-Za-z_]\w*)*|(?:\.[A-Za-z_]\w*)+|\.)$/.test(text);
}

function pathExpr(path: string, span: Span): Expr {
  const [root = '', ...keys] = path.split('.').filter((key) => key !== '');
  let expr: Expr = { is: 'name', name: root, scope: 0, span };
  for (const key of keys) expr = { is: 'member', of: expr, key, span };
  return expr;
}

function literalExpr(text: string, span: Span): Expr | undefined {
  const quoted = unquoted(text);
  if (quoted !== undefined) return { is: 'literal', type: 'string', text: quoted, span };
  if (/^-?\d+$/.test(text)) return { is: 'literal', type: 'number', text, span };
  if (/^(?:true|false)$/i.test(text)) return { is: 'literal', type: 'boolean', text: text.toLowerCase(), span };
  return undefined;
}

function unquoted(text: string): string | undefined {
  return /^(["'`])(.*)\1$/s.exec(text)?.[2];
}

function balanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

/** Parts between separators that stand outside of quotes and parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  scanOutside(text, (at) => {
    if (text[at] !== separator) return;
    parts.push(text.slice(from, at));
    from = at + 1;
  });
  return [...parts, text.slice(from)];
}

function wordsOutside(text: string): string[] {
  const words: string[] = [];
  let from = 0;
  scanOutside(text, (at) => {
    if (!/\s/.test(text[at] ?? '')) return;
    if (at > from) words.push(text.slice(from, at));
    from = at + 1;
  });
  if (from < text.length) words.push(text.slice(from));
  return words;
}

function scanOutside(text: string, visit: (at: number) => void): void {
  let quote = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth === 0) visit(at);
  }
}
