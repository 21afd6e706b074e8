import type { Answer, Effect, Finding, Result, Target } from '../model/finding.ts';

/** Words that reports share, whatever their form. */
const clusters: Readonly<Record<Target, string>> = {
  'ipv6-only': 'an IPv6-only cluster',
  'ipv6-only-nat64': 'an IPv6-only cluster with NAT64',
  'eks-ipv6': 'an EKS cluster with IPv6',
  'dual-stack': 'a dual-stack cluster',
};

/** The cluster that a target stands for, for people. */
export function clusterOf(target: Target): string {
  return clusters[target];
}

/** The answer as one sentence: its first word, and what follows it. */
export function headlineOf({ answer, target }: Pick<Result, 'answer' | 'target'>): { word: string; rest: string } {
  const [word, rest] = headOf(answer.says, clusters[target]);
  return { word, rest: sentence(`${rest}: ${answer.because}`) };
}

function headOf(says: Answer['says'], cluster: string): [string, string] {
  switch (says) {
    case 'yes':
      return ['Yes', `, this runs on ${cluster}`];
    case 'no':
      return ['No', `, this does not run on ${cluster}`];
    case 'unsure':
      return ['Unsure', ` whether this runs on ${cluster}`];
    case 'nothing to judge':
      return ['Nothing', ' to judge'];
  }
}

/** Orders effects: the worst has the lowest number. */
export const severity: Readonly<Record<Effect, number>> = { breaks: 0, 'may break': 1, note: 2 };

/** The worst first; findings of the same effect keep their order of file and line. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => severity[a.effect] - severity[b.effect]);
}

/** Without notes, unless they are asked for. */
export function wanted(findings: readonly Finding[], { notes }: { readonly notes: boolean }): readonly Finding[] {
  return notes ? findings : findings.filter((finding) => finding.effect !== 'note');
}

/** What is wrong and what to write instead, as two sentences. */
export function saidOf({ message, help }: Pick<Finding, 'message' | 'help'>): string {
  return `${sentence(message)} ${sentence(help)}`;
}

/** `1 file`, `2 files`. */
export function counted(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}

/** With a full stop at its end. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

const mostLanguages = 5;

/** `C# (14 files), Python (1 file)`, the first few. */
export function languagesOf(unread: Result['unread']): string {
  const files = new Map<string, number>();
  for (const one of unread) files.set(one.language, (files.get(one.language) ?? 0) + one.files);
  const named = [...files].slice(0, mostLanguages).map(([name, count]) => `${name} (${counted(count, 'file')})`);
  const rest = files.size - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

/** `Can be repaired: 2 by --fix, 1 more with --unsafe-fixes.`; nothing where nothing can. */
export function repairsOf({ findings }: Pick<Result, 'findings'>): readonly string[] {
  const repairs = findings.flatMap(({ effect, fix }) => (effect === 'note' || fix === undefined ? [] : [fix]));
  const safe = repairs.filter((fix) => fix.safe).length;
  const unsafe = repairs.length - safe;
  if (safe + unsafe === 0) return [];
  if (safe === 0) return [`Can be repaired: ${unsafe} by --fix --unsafe-fixes.`];
  return [`Can be repaired: ${safe} by --fix${unsafe === 0 ? '' : `, ${unsafe} more with --unsafe-fixes`}.`];
}
