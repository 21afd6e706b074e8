import type { Answer, Finding, Result, Skipped } from '../model/finding.ts';

/** What the answer rests on. */
export interface Grounds {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  readonly unread: Result['unread'];
  /** Unread files that may well run in the cluster. */
  readonly unreadMatters: number;
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

function doubts({ findings, skipped, unread, unreadMatters }: Grounds): string[] {
  const reasons: string[] = [];
  const mayBreak = findings.filter((finding) => finding.effect === 'may break').length;
  if (mayBreak > 0) reasons.push(`${count(mayBreak, 'place')} may break there`);
  const missed = new Set(skipped.filter((one) => one.matters).map((one) => one.file)).size;
  if (missed > 0) reasons.push(`${count(missed, 'file')} could not be read in full`);
  if (unreadMatters > 0)
    reasons.push(`${count(unreadMatters, 'source file')} in ${titles(unread)} ${was(unreadMatters)} not read`);
  return reasons;
}

function was(number: number): string {
  return number === 1 ? 'was' : 'were';
}

function titles(unread: Result['unread']): string {
  const names = [...new Set(unread.map((one) => one.language))].filter((name) => name !== 'Shell');
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
