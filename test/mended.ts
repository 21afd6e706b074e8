import { applied } from '../src/fix/apply.ts';
import { rewriteOf } from '../src/fix/edits.ts';
import type { Mend } from '../src/model/fact.ts';

/** A text with changes made that the catalog knows; undefined where one of them cannot be worked out for it. */
export function mendedText(text: string, mends: readonly Mend[]): string | undefined {
  const edits = mends.map(({ change }) => {
    const textOf = () => text;
    return rewriteOf({ title: '', safe: true, changes: [change] }, textOf, () => undefined)?.edits;
  });
  return edits.includes(undefined)
    ? undefined
    : applied(
        text,
        edits.flatMap((one) => one ?? []),
      );
}
