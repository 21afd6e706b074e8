import type { Answer, Finding, Skipped } from '../model/finding.ts';

/** What the answer rests on. */
export interface Grounds {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** Unread source that may well run in the cluster. */
  readonly unread: { readonly matters: number; readonly languages: readonly string[] };
  /** Files that a front end claims. */
  readonly claimed: number;
}

/** Will it run? Yes, no, or unsure: never yes while something that matters was not read. */
export function answerOf(grounds: Grounds): Answer {
  const breaks = grounds.findings.filter((finding) => finding.effect === 'breaks').length;
  if (breaks > 0)
    return { says: 'no', because: `${count(breaks, 'place')} ${breaks === 1 ? 'breaks' : 'break'} there` };
  const reasons = doubts(grounds);
  if (reasons.length > 0) return { says: 'unsure', because: reasons.join('; ') };
  if (grounds.claimed === 0) return { says: 'nothing to judge', because: 'no file that only6 reads was found' };
  return { says: 'yes', because: `nothing in ${count(grounds.claimed, 'file')} depends on IPv4` };
}

function doubts({ findings, skipped, unread }: Grounds): string[] {
  const reasons: string[] = [];
  const mayBreak = findings.filter((finding) => finding.effect === 'may break').length;
  if (mayBreak > 0) reasons.push(`${count(mayBreak, 'place')} may break there`);
  const missed = new Set(skipped.filter((one) => one.matters).map((one) => one.file)).size;
  if (missed > 0) reasons.push(`${count(missed, 'file')} could not be read in full`);
  const { matters, languages } = unread;
  if (matters > 0)
    reasons.push(`${count(matters, 'file')} in ${few(languages)} ${matters === 1 ? 'was' : 'were'} not read`);
  return reasons;
}

function few(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
