import type { Fact, Select } from '../model/fact.ts';
import { folderOf } from '../model/path.ts';

/**
 * Packet filters have their rules for the two families often in files of their own: where another file of the folder
 * writes those for IPv6, what is held to IPv4 has its twin there. Only what may have one elsewhere is looked at.
 */
export function withPackageTwins(facts: readonly Fact[]): readonly Fact[] {
  const six = new Map<string, Select>();
  for (const fact of facts) if (fact.kind === 'select' && fact.family === 'ipv6') six.set(keyOf(fact), fact);
  if (six.size === 0) return facts;
  return facts.map((fact) => {
    if (fact.kind !== 'select' || fact.family !== 'ipv4' || fact.certain || fact.twin) return fact;
    const other = six.get(keyOf(fact));
    return other ? { ...fact, twin: { says: 'another file of the folder does it for IPv6', span: other.span } } : fact;
  });
}

function keyOf({ of, span }: Select): string {
  return `${of} ${folderOf(span.file)}`;
}
