import type { Mend } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Checked } from './checked.ts';

/** How a line of a configuration is written so that both families come in. */
export interface LineMend {
  /** A pattern that stands once in the line, and what is written in its place: `$1` as in a replacement. */
  readonly from: string;
  readonly to: string;
  /** Whether it means the same where there is no IPv6, in every version. */
  readonly safe: boolean;
}

/** How a command line or a variable is written so that both families come in. */
export interface ArgumentMend {
  /** What is written in place of 0.0.0.0; empty where nothing is known that would do. */
  readonly wildcard: string;
  /** Arguments that are added where nothing says otherwise. */
  readonly add: readonly string[];
  readonly safe: boolean;
}

/** Reads `mend` of a daemon's setting. */
export function lineMend(given: Checked): LineMend | undefined {
  if (given.missing) return undefined;
  return { from: pattern(given.get('from')), to: given.get('to').textOr(''), safe: given.get('safe').flag() };
}

/** A regular expression as it is written. */
export function pattern(given: Checked): string {
  const text = given.text();
  try {
    new RegExp(text, 'm');
    return text;
  } catch {
    return given.fail('a regular expression');
  }
}

/** Reads `mend` of an image or a program. */
export function argumentMend(given: Checked): ArgumentMend | undefined {
  if (given.missing) return undefined;
  return { wildcard: given.get('wildcard').textOr(''), add: given.get('add').texts(), safe: given.get('safe').flag() };
}

/** The line in which a setting stands, written anew. */
export function mendOfLine(mend: LineMend | undefined, span: Span): Mend | undefined {
  return mend && { safe: mend.safe, change: { is: 'line', span, from: mend.from, to: mend.to } };
}

/** The wildcard that a program is told, written anew. */
export function mendOfWildcard(
  mend: ArgumentMend | undefined,
  { language, span, told }: { readonly language: string; readonly span: Span; readonly told: string },
): Mend | undefined {
  if (!mend || mend.wildcard === '') return undefined;
  const yaml = language === 'kubernetes' || language === 'compose';
  const swap = (from: string, to: string): Mend => ({ safe: mend.safe, change: { is: 'swap', span, from, to, yaml } });
  if (told.includes('0.0.0.0')) return swap('0.0.0.0', mend.wildcard);
  return portAlone.test(told) ? swap(told, `[${mend.wildcard.replace(/^\[|\]$/g, '')}]${told}`) : undefined;
}

/** An address that says its port only, as a number or as a variable of the shell. */
const portAlone = /^:(?:\d{1,5}|\$\{?\w{1,64}\}?)$/;
