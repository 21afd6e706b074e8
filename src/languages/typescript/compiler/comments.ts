import type { Range } from '../../javascript/syntax.ts';
import { ts } from './compiler.ts';
import type { Places } from './places.ts';

const opening = /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/g;

type Comment = Range & { readonly text: string };

/** Every comment. The compiler keeps none; what looks like one is one, unless it stands inside a literal. */
export function comments(places: Places): readonly Comment[] {
  const { text } = places.source;
  const found: Comment[] = [];
  let next = commentFrom(text, 0);
  for (const literal of [...literals(places), { start: text.length, end: text.length }]) {
    while (next && next.start < literal.start) {
      found.push(next);
      next = commentFrom(text, next.end);
    }
    if (next && next.start < literal.end) next = commentFrom(text, literal.end);
  }
  return found;
}

function commentFrom(text: string, offset: number): Comment | undefined {
  opening.lastIndex = offset;
  const match = opening.exec(text);
  return match ? { start: match.index, end: opening.lastIndex, text: inner(match[0]) } : undefined;
}

function inner(comment: string): string {
  return comment.startsWith('//') ? comment.slice(2) : comment.slice(2, comment.endsWith('*/') ? -2 : undefined);
}

/** Strings, templates, regular expressions and JSX texts in order; found without recursion, for trees may be deep. */
function literals(places: Places): readonly Range[] {
  const found: Range[] = [];
  const open: ts.Node[] = [places.source];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isOpaque(node)) found.push({ start: ts.isJsxText(node) ? node.pos : places.range(node).start, end: node.end });
    else ts.forEachChild(node, (child) => void open.push(child));
  }
  return found.sort((a, b) => a.start - b.start);
}

function isOpaque(node: ts.Node): boolean {
  return (
    ts.isLiteralExpression(node) ||
    ts.isTemplateMiddleOrTemplateTail(node) ||
    ts.isTemplateHead(node) ||
    ts.isJsxText(node)
  );
}
