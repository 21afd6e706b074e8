import { isOpen, partSpan } from '../catalog/tree.ts';
import type { Expr } from '../languages/language.ts';
import { lastPart } from '../model/path.ts';
import type { Span } from '../model/span.ts';

/** An image reference cut into its parts; what is not written is empty. */
export interface ImageName {
  readonly text: string;
  /** The host, `docker.io` where none is written. */
  readonly registry: string;
  /** Without the registry: `bitnami/redis`. */
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly span: Span;
  readonly repositorySpan: Span;
  readonly tagSpan: Span;
}

/** Reads `[registry/]repository[:tag][@digest]`; undefined where a template still has to say which image it is. */
export function parseImage(expr: Expr): ImageName | undefined {
  const text = written(expr);
  if (text.trim() === '') return undefined;
  const [named = '', digest = ''] = cut(text, text.indexOf('@'));
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const [path = '', tag = ''] = cut(named, colon);
  if (isOpen(path)) return undefined;
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(slash, 0));
  // A first part is a host only if it looks like one; `bitnami/redis` has none.
  const hosted = first === 'localhost' || /[.:]/.test(first);
  const repository = hosted ? path.slice(slash + 1) : path;
  return {
    text,
    registry: hosted ? first : 'docker.io',
    repository,
    tag,
    digest,
    span: expr.span,
    repositorySpan: partSpan(expr, path.length - repository.length, repository.length),
    tagSpan: partSpan(expr, path.length + 1, tag.length),
  };
}

/** The text of a name; where a template fills in the tag alone, what stands before it. */
function written(expr: Expr): string {
  if (expr.is === 'literal') return expr.text;
  if (expr.is !== 'concat') return '';
  const hole = expr.parts.findIndex((part) => part.is !== 'literal');
  const known = expr.parts.slice(0, hole).map((part) => (part.is === 'literal' ? part.text : ''));
  return /^(\S*[^/:\s])[:@][^/]*$/.exec(known.join(''))?.[1] ?? '';
}

function cut(text: string, at: number): readonly string[] {
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** The last part of an image's name in lower case, without its tag: what its folder may be called. */
export function shortName(image: string): string {
  return lastPart(image.toLowerCase()).replace(/[:@].*$/, '');
}
