import type { Fact, Select, Store } from '../model/fact.ts';
import { folderOf } from '../model/path.ts';

/**
 * Packet filters have their rules for the two families often in files of their own: where another file of the folder
 * writes those for IPv6, what is held to IPv4 has its twin there. Only what may have one elsewhere is looked at. What is
 * kept in four bytes has its twin in a file that is named so: `map.go` and `map6.go`.
 */
export function withPackageTwins(facts: readonly Fact[], exists: (file: string) => boolean): readonly Fact[] {
  const six = new Map<string, Select>();
  for (const fact of facts) if (fact.kind === 'select' && fact.family === 'ipv6') six.set(keyOf(fact), fact);
  return facts.map((fact) => {
    if (fact.kind === 'store' && !fact.twin) return withNamedTwin(fact, exists);
    if (fact.kind !== 'select' || fact.family !== 'ipv4' || fact.certain || fact.twin) return fact;
    const other = six.get(keyOf(fact));
    return other ? { ...fact, twin: { says: 'another file of the folder does it for IPv6', span: other.span } } : fact;
  });
}

function withNamedTwin(fact: Store, exists: (file: string) => boolean): Store {
  const [, stem = '', extension = ''] = /^(.*?)(?:_?(?:ip)?v?4)?(\.\w+)$/i.exec(fact.span.file) ?? [];
  const file = ['6', '_v6', 'v6', '_6', '_ipv6'].map((six) => `${stem}${six}${extension}`).find(exists);
  if (file === undefined) return fact;
  return { ...fact, twin: { says: 'another file of the folder does it for IPv6', span: { file, start: 0, end: 0 } } };
}

function keyOf({ of, span }: Select): string {
  return `${of} ${folderOf(span.file)}`;
}
