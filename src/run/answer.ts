import type { Answer, Finding, Skipped } from '../model/finding.ts';

/** Some of the findings, such as those in a change. */
export interface Share {
  /** Follows “of them”: `in what changed since main`. */
  readonly says: string;
  readonly findings: ReadonlySet<Finding>;
}

/** What the answer rests on. */
export interface Grounds {
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** Unread source that may well run in the cluster. */
  readonly unread: { readonly matters: number; readonly languages: readonly string[] };
  /** Files that a front end claims. */
  readonly claimed: number;
  /** Whether source that stands elsewhere was left alone, since only some files were asked about. */
  readonly partial: boolean;
  /** What is told of the places besides their number. */
  readonly shares: readonly Share[];
}

/** Will it run? Yes, no, or unsure: never yes while something that matters was not read. */
export function answerOf(grounds: Grounds): Answer {
  const breaks = grounds.findings.filter((finding) => finding.effect === 'breaks');
  if (breaks.length > 0) {
    const does = breaks.length === 1 ? 'breaks' : 'break';
    return { says: 'no', because: `${count(breaks.length, 'place')} ${does} there${sharesOf(breaks, grounds)}` };
  }
  const reasons = doubts(grounds);
  if (reasons.length > 0) return { says: 'unsure', because: reasons.join('; ') };
  if (grounds.claimed > 0 && grounds.partial) {
    return { says: 'unsure', because: 'nothing in the given files depends on IPv4, and other source was not judged' };
  }
  if (grounds.claimed === 0) return { says: 'nothing to judge', because: 'no file that only6 reads was found' };
  return { says: 'yes', because: `nothing in ${count(grounds.claimed, 'file')} depends on IPv4` };
}

function doubts(grounds: Grounds): string[] {
  const { findings, skipped, unread } = grounds;
  const reasons: string[] = [];
  const mayBreak = findings.filter((finding) => finding.effect === 'may break');
  if (mayBreak.length > 0)
    reasons.push(`${count(mayBreak.length, 'place')} may break there${sharesOf(mayBreak, grounds)}`);
  const missed = new Set(skipped.filter((one) => one.matters).map((one) => one.file)).size;
  if (missed > 0) reasons.push(`${count(missed, 'file')} could not be read in full`);
  const { matters, languages } = unread;
  if (matters > 0)
    reasons.push(`${count(matters, 'file')} in ${few(languages)} ${matters === 1 ? 'was' : 'were'} not read`);
  return reasons;
}

/** `, 2 of them in what changed since main` */
function sharesOf(found: readonly Finding[], { shares }: Grounds): string {
  return shares.map(({ says, findings }) => `, ${shareOf(found, findings)} ${says}`).join('');
}

function shareOf(found: readonly Finding[], share: ReadonlySet<Finding>): string {
  const number = found.filter((finding) => share.has(finding)).length;
  if (found.length === 1) return number === 1 ? 'which is' : 'but not';
  if (number === found.length) return 'all of them';
  return number === 0 ? 'none of them' : `${number} of them`;
}

function few(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and others` : names.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
