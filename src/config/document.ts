import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { Position } from '../model/span.ts';
import { didYouMean } from './nearest.ts';
import type { Shape, TypeOf } from './shape.ts';

/** Something in a file that is not as it should be: `at` is where, `says` what. */
export interface Mistake {
  readonly at: Position;
  readonly says: string;
}

/** A file that was read: its data where it has the shape, else what is wrong with it. */
export interface Checked<T> {
  readonly data: T;
  readonly mistakes: readonly Mistake[];
  /** Where each key stands, by its path: `rules.listen-ipv4-only`, `overrides.0.paths`. */
  readonly places: ReadonlyMap<string, Position>;
}

type Node = ParsedNode | null;

/** Reads a YAML text and holds it against a shape. Never throws; where there are mistakes the data is empty. */
export function readDocument<S extends Shape & { readonly is: 'record' }>(
  source: string,
  shape: S,
  empty: TypeOf<S>,
): Checked<TypeOf<S>> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const check = new Check(document, lines);
  for (const { pos, message } of document.errors) check.mistake(pos[0], `this is no valid YAML: ${firstLine(message)}`);
  if (check.mistakes.length === 0 && !isNothing(document.contents)) check.node(document.contents, shape, '');
  const { mistakes, places } = check;
  if (mistakes.length > 0 || isNothing(document.contents)) return { data: empty, mistakes, places };
  try {
    // The check just made is what gives the data its type.
    return { data: normal(document.toJS(), shape) as TypeOf<S>, mistakes, places };
  } catch {
    // Aliases of aliases, which would fill the memory.
    check.mistake(0, 'the aliases in the file lead to too much');
    return { data: empty, mistakes, places };
  }
}

function isNothing(node: Node): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replace(/[.:]$/, '')
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

class Check {
  readonly mistakes: Mistake[] = [];
  readonly places = new Map<string, Position>();
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  mistake(offset: number, says: string): void {
    this.mistakes.push({ at: this.#position(offset), says });
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  node(given: Node, shape: Shape, path: string): void {
    const node = isAlias(given) ? ((given.resolve(this.#document) ?? null) as Node) : given;
    if (isAlias(given) && node === null) {
      this.mistake(startOf(given), `there is no anchor &${given.source} before it`);
      return;
    }
    const wrong = (wanted: string): void => this.mistake(startOf(given), `${path || 'the file'} must be ${wanted}`);
    if (shape.is === 'list') {
      if (isSeq(node)) this.#items(node.items as Node[], shape.of, path);
      else if (node === null || isNothing(node)) wrong('a list');
      else this.node(node, shape.of, path);
      return;
    }
    if (shape.is === 'map' || shape.is === 'record') {
      if (isMap(node)) this.#pairs(node as PairsOf, shape, path);
      else wrong('a mapping of keys to values');
      return;
    }
    const value = isScalar(node) ? node.value : undefined;
    if (shape.is === 'text' && typeof value !== 'string') wrong('a text');
    if (shape.is === 'choice' && !shape.options.some((option) => option === value)) {
      const meant = typeof value === 'string' ? didYouMean(value, shape.options) : '';
      wrong(`one of ${shape.options.join(', ')}${meant}`);
    }
  }

  #items(items: readonly Node[], of: Shape, path: string): void {
    for (const [index, item] of items.entries()) {
      this.places.set(`${path}.${index}`, this.#position(startOf(item)));
      this.node(item, of, `${path}.${index}`);
    }
  }

  #pairs({ items, range }: PairsOf, shape: Shape & { is: 'map' | 'record' }, path: string): void {
    const seen = new Set<string>();
    for (const { key, value } of items) {
      const name = isScalar(key) ? String(key.value) : '';
      const at = path === '' ? name : `${path}.${name}`;
      const of = shapeAt(shape, name);
      seen.add(name);
      this.places.set(at, this.#position(startOf(key)));
      if (of === undefined && shape.is === 'record' && shape.open) continue;
      if (of === undefined) this.mistake(startOf(key), unknownKey(name, shape, path));
      else this.node(value, of, at);
    }
    const lacking = shape.is === 'record' ? Object.keys(shape.must).filter((key) => !seen.has(key)) : [];
    if (lacking.length > 0) this.mistake(range?.[0] ?? 0, `${path || 'the file'} lacks ${lacking.join(' and ')}`);
  }
}

interface PairsOf {
  readonly items: readonly { readonly key: Node; readonly value: Node }[];
  readonly range?: readonly [number, number, number] | null;
}

function startOf(node: Node): number {
  return node?.range[0] ?? 0;
}

function shapeAt(shape: Shape & { is: 'map' | 'record' }, name: string): Shape | undefined {
  if (shape.is === 'record') return own(shape.must, name) ?? own(shape.may, name);
  return shape.keys === undefined || shape.keys.known.includes(name) ? shape.of : undefined;
}

function own<T>(fields: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function unknownKey(name: string, shape: Shape & { is: 'map' | 'record' }, path: string): string {
  const known = shape.is === 'map' ? (shape.keys?.known ?? []) : Object.keys({ ...shape.must, ...shape.may });
  const called = shape.is === 'map' ? (shape.keys?.called ?? 'key') : 'key';
  const where = path === '' ? '' : ` in ${path}`;
  const meant = didYouMean(name, known);
  const all = meant === '' && shape.is === 'record' ? `; keys are ${known.join(', ')}` : meant;
  return `there is no ${called} '${name}'${where}${all}`;
}

/** Lists where one item may stand alone. */
function normal(data: unknown, shape: Shape): unknown {
  switch (shape.is) {
    case 'list':
      return (Array.isArray(data) ? data : [data]).map((item) => normal(item, shape.of));
    case 'map':
    case 'record': {
      const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
      return Object.fromEntries(
        entries.flatMap(([key, value]) => {
          const of = shapeAt(shape, key);
          if (of !== undefined) return [[key, normal(value, of)]];
          return shape.is === 'record' && shape.open ? [[key, value]] : [];
        }),
      );
    }
    default:
      return data;
  }
}
