import type { Expr } from '../languages/language.ts';
import { fieldAt, itemsOf, textOf } from './tree.ts';

/** One step of a path into an object. */
interface PathStep {
  /** `*` for every key, `**` for all that stands below, however deep. */
  readonly key: string;
  /** Whether every item of the list is meant. */
  readonly each: boolean;
  /** Which item of the list is meant: the one whose key has the value. */
  readonly where: { readonly key: string; readonly value: string } | undefined;
}

/**
 * A path into an object: keys with dots between them, in quotes where they hold dots themselves; `[]` after a key means
 * every item of its list, `[name=x]` the items whose name is x, `*` every key, and `**` all values below.
 */
export interface FieldPath {
  readonly text: string;
  readonly steps: readonly PathStep[];
}

const step = /(?:"([^"]+)"|([\w-]+|\*\*?))(\[\]|\[(\w+)=([^\]]+)\])?(?:\.|$)/y;

/** Reads a path; undefined where it is none. */
export function parseFieldPath(text: string): FieldPath | undefined {
  const steps: PathStep[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) return undefined;
    const [, quoted, plain, list, key, value] = match;
    const where = key === undefined || value === undefined ? undefined : { key, value };
    steps.push({ key: quoted ?? plain ?? '', each: list === '[]', where });
  }
  return text.endsWith('.') || steps.length === 0 ? undefined : { text, steps };
}

/** Everything that stands at a path. */
export function valuesAt(expr: Expr, { steps }: FieldPath): readonly Expr[] {
  return steps.reduce<readonly Expr[]>((found, one) => found.flatMap((at) => stepInto(at, one)), [expr]);
}

function stepInto(expr: Expr, { key, each, where }: PathStep): readonly Expr[] {
  if (key === '**') return leavesOf(expr);
  if (key === '*') return expr.is === 'record' ? expr.fields.map((field) => field.value) : [];
  const value = fieldAt(expr, key);
  if (!value) return [];
  if (where) return itemsOf(value).filter((item) => textOf(fieldAt(item, where.key)) === where.value);
  return each ? itemsOf(value) : [value];
}

function leavesOf(expr: Expr): readonly Expr[] {
  if (expr.is === 'record') return expr.fields.flatMap(({ value }) => leavesOf(value));
  return expr.is === 'list' ? expr.items.flatMap(leavesOf) : [expr];
}
