import type { Comment } from '../languages/language.ts';
import type { BadSuppression, Finding, SuppressedFinding } from '../model/finding.ts';
import type { Position } from '../model/span.ts';
import type { Extracted } from './extract.ts';
import { compare } from './tally.ts';
import type { Texts } from './texts.ts';

/** `only6-ignore RULE[, RULE]: reason`, on the line of the finding or on the line above. */
interface Suppression {
  readonly file: string;
  readonly at: Position;
  /** The line on which the comment ends. */
  readonly line: number;
  readonly rules: readonly string[];
  readonly reason: string;
}

/** What is left after the suppressions, what they took, and those that are at fault themselves. */
export interface Settled {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly badSuppressions: readonly BadSuppression[];
}

/** Takes out what a comment suppresses. A suppression needs a reason, and one that has nothing to suppress is told. */
export function suppress(
  findings: readonly Finding[],
  files: readonly Extracted[],
  rules: ReadonlySet<string>,
  texts: Texts,
): Settled {
  const suppressions = files.flatMap((file) => file.comments.flatMap((comment) => read(comment, texts)));
  const used = new Set<string>();
  const left: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const found = suppressions.find((one) => covers(one, finding));
    if (found === undefined) {
      left.push(finding);
      continue;
    }
    used.add(keyOf(found, finding.rule));
    suppressed.push({ finding, reason: found.reason });
  }
  const bad = suppressions.flatMap((one) => faults(one, rules, used));
  return { findings: left, suppressed, badSuppressions: bad.sort(byPlace) };
}

function read(comment: Comment, texts: Texts): Suppression[] {
  // Up to the end of the line or of the comment.
  const [, written] = /only6-ignore\b((?:(?!\*\/|-->)[^\r\n])*)/.exec(comment.text) ?? [];
  if (written === undefined) return [];
  const colon = written.includes(':') ? written.indexOf(':') : written.length;
  const text = texts.of(comment.span.file);
  const rules = written
    .slice(0, colon)
    .split(/[\s,]+/)
    .filter((rule) => rule !== '');
  return [
    {
      file: comment.span.file,
      at: text.position(comment.span.start),
      line: text.position(Math.max(comment.span.start, comment.span.end - 1)).line,
      rules,
      reason: written.slice(colon + 1).trim(),
    },
  ];
}

function covers({ file, line, rules, reason }: Suppression, finding: Finding): boolean {
  if (reason === '' || file !== finding.span.file || !rules.includes(finding.rule)) return false;
  return line === finding.at.start.line || line === finding.at.start.line - 1;
}

function faults(one: Suppression, known: ReadonlySet<string>, used: ReadonlySet<string>): BadSuppression[] {
  const fault = (message: string): BadSuppression => ({ file: one.file, at: one.at, message });
  if (one.rules.length === 0) return [fault('only6-ignore names no rule; write `only6-ignore RULE: reason`')];
  if (one.reason === '') return [fault(`only6-ignore ${one.rules.join(', ')} gives no reason and is not followed`)];
  return one.rules.flatMap((rule) => {
    if (!known.has(rule)) return [fault(`only6-ignore names a rule that does not exist: ${rule}`)];
    return used.has(keyOf(one, rule)) ? [] : [fault(`only6-ignore ${rule} suppresses nothing here`)];
  });
}

function keyOf(one: Suppression, rule: string): string {
  return `${one.file}\0${one.at.line}\0${one.at.column}\0${rule}`;
}

function byPlace(a: BadSuppression, b: BadSuppression): number {
  return compare(a.file, b.file) || a.at.line - b.at.line || a.at.column - b.at.column;
}
