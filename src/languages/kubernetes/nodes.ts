import { type Alias, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Span } from '../../model/span.ts';
import { filler } from '../../templates/mask.ts';
import { exprOfWord, isMasked } from '../../templates/words.ts';
import type { Expr, Field, Hole } from '../language.ts';
import { blockLines } from './block-lines.ts';

// Nodes that aliases may add to one document; a "billion laughs" file asks for more.
const expansionLimit = 50_000;

/** A document with where it stands in its file, and the holes of its template. */
export interface NodeSource {
  readonly file: string;
  readonly text: string;
  readonly offset: number;
  readonly holes: readonly Hole[];
}

/** The state of reading one document. */
interface Reading extends NodeSource {
  readonly anchors: Map<string, unknown>;
  /** Anchored nodes that are being read: an alias to one of them never ends. */
  readonly open: Set<unknown>;
  inAlias: boolean;
  expanded: number;
  fault: { readonly why: string; readonly span: Span } | undefined;
}

/** What a document says, or why it cannot be followed. */
export type Read =
  | { readonly is: 'read'; readonly expr: Expr }
  | { readonly is: 'refused'; readonly why: string; readonly span: Span };

/** Turns the nodes of one document into records, lists and literals. */
export function readNodes(root: unknown, source: NodeSource): Read {
  const { file, offset } = source;
  const reading: Reading = {
    ...source,
    anchors: new Map(),
    open: new Set(),
    inAlias: false,
    expanded: 0,
    fault: undefined,
  };
  const expr = read(reading, root, { file, start: offset, end: offset });
  return reading.fault ? { is: 'refused', ...reading.fault } : { is: 'read', expr };
}

function read(reading: Reading, node: unknown, around: Span): Expr {
  if (reading.fault) return other('refused', around);
  if (reading.inAlias && ++reading.expanded > expansionLimit) {
    return refuse(reading, 'its aliases expand to too much', around);
  }
  if (isAlias(node)) return readAlias(reading, node, around);
  const span = spanOf(reading, node) ?? around;
  if (isScalar(node)) {
    if (node.anchor) reading.anchors.set(node.anchor, node);
    return literal(reading, node, span);
  }
  if (!isMap(node) && !isSeq(node)) return { is: 'literal', type: 'null', text: '', span };
  if (node.anchor) reading.anchors.set(node.anchor, node);
  reading.open.add(node);
  const expr = isMap(node) ? readMap(reading, node, span) : readSequence(reading, node, span);
  reading.open.delete(node);
  return expr;
}

function readAlias(reading: Reading, alias: Alias, around: Span): Expr {
  const span = spanOf(reading, alias) ?? around;
  const target = reading.anchors.get(alias.source);
  if (target === undefined) return refuse(reading, `alias *${alias.source} has no anchor before it`, span);
  if (reading.open.has(target)) return refuse(reading, `alias *${alias.source} contains itself`, span);
  const outer = reading.inAlias;
  reading.inAlias = true;
  const expr = read(reading, target, span);
  reading.inAlias = outer;
  // The alias is the place a reader sees; what is inside keeps the place where it is written.
  return { ...expr, span };
}

function readMap(reading: Reading, map: YAMLMap, span: Span): Expr {
  const own: Field[] = [];
  const merged: Field[] = [];
  for (const pair of map.items) {
    const key = keyOf(pair);
    // A key that is a map or a list itself: nothing that a program reads.
    if (key === undefined) return other('template', span);
    const at = spanOf(reading, pair.key) ?? span;
    const value = read(reading, pair.value, { ...at, start: at.end });
    if (key === '<<') merged.push(...mergedFields(value));
    else own.push({ key, value, span: at });
  }
  const ownKeys = new Set(own.map((field) => field.key));
  const fields = [...own, ...merged.filter((field) => !ownKeys.has(field.key))];
  return { is: 'record', type: undefined, fields, complete: true, span };
}

/** `<<: *a` and `<<: [*a, *b]`: the first that has a key wins. */
function mergedFields(value: Expr): readonly Field[] {
  if (value.is === 'record') return value.fields;
  if (value.is !== 'list') return [];
  const fields = new Map<string, Field>();
  for (const item of value.items) {
    for (const field of mergedFields(item)) if (!fields.has(field.key)) fields.set(field.key, field);
  }
  return [...fields.values()];
}

function readSequence(reading: Reading, sequence: YAMLSeq, span: Span): Expr {
  return { is: 'list', items: sequence.items.map((item) => read(reading, item, span)), span };
}

function keyOf(pair: Pair): string | undefined {
  const key: unknown = pair.key;
  if (isScalar(key))
    return typeof key.value === 'string' ? key.value.replaceAll(filler, '') : (key.source ?? String(key.value));
  return undefined;
}

/** Strings as they are meant, other scalars as they are written: `0x1F` and `08` must not be reformatted. */
function literal(reading: Reading, scalar: Scalar, span: Span): Expr {
  const { value, source } = scalar;
  if (typeof value === 'string') {
    if (isMasked(value)) return masked(reading, span);
    const { text: whole, offset } = reading;
    const lines = blockLines(whole.slice(span.start - offset, span.end - offset), value, span.start);
    return { is: 'literal', type: 'string', text: value, span, ...(lines ? { lines } : {}) };
  }
  const text = source ?? String(value ?? '');
  if (typeof value === 'number' || typeof value === 'bigint') return { is: 'literal', type: 'number', text, span };
  if (typeof value === 'boolean') return { is: 'literal', type: 'boolean', text, span };
  return { is: 'literal', type: value === null ? 'null' : 'string', text, span };
}

/** A scalar with holes, from the text as it is written: its offsets are those of the holes. */
function masked({ text, offset, holes }: Reading, span: Span): Expr {
  const written = text.slice(span.start - offset, span.end - offset);
  const quoted = /^["']/.test(written) ? 1 : 0;
  const inner = { ...span, start: span.start + quoted, end: span.end - quoted };
  return { ...exprOfWord(written.slice(quoted, written.length - quoted), inner, holes), span };
}

function refuse(reading: Reading, why: string, span: Span): Expr {
  reading.fault ??= { why, span };
  return other('refused', span);
}

function other(what: string, span: Span): Expr {
  return { is: 'other', what, parts: [], span };
}

/** Where a node stands, without the line break and the comment that may follow it. */
function spanOf(reading: Reading, node: unknown): Span | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  const { range } = node;
  if (!range) return undefined;
  return { file: reading.file, start: reading.offset + range[0], end: reading.offset + range[1] };
}
