import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.ts';
import type { FactKind } from '../model/fact.ts';
import type { RuleInfo } from '../reports/report.ts';
import { packageRoot } from './package-root.ts';

const pages = 'https://github.com/only6/only6/blob/main/rules';

/** What reports may know of the rules, with their pages. */
export function ruleInfos(): readonly RuleInfo[] {
  return rules.map(({ id, rule }) => ({
    id,
    title: rule.title,
    why: rule.why,
    // Most reports never look at it.
    get page() {
      return pageOf(id);
    },
    helpUri: `${pages}/${id}/README.md`,
    ...subjectOf(rule.on),
  }));
}

type Subject = Pick<RuleInfo, 'tags' | 'precision'>;

/** What facts are about; what is said of places that the catalog knows rests on no name. */
const subjects: Partial<Readonly<Record<FactKind, Subject>>> = {
  listen: { tags: ['server'], precision: 'very-high' },
  dial: { tags: ['client'], precision: 'very-high' },
  resolve: { tags: ['client', 'dns'], precision: 'very-high' },
  setting: { tags: ['configuration'], precision: 'very-high' },
};
const ofAddresses: Subject = { tags: ['addresses'], precision: 'high' };

function subjectOf(kinds: readonly FactKind[]): Subject {
  const all = kinds.map((kind) => subjects[kind] ?? ofAddresses);
  const isKnown = all.every(({ precision }) => precision === 'very-high');
  return { tags: [...new Set(all.flatMap(({ tags }) => tags))].sort(), precision: isKnown ? 'very-high' : 'high' };
}

function pageOf(id: string): string {
  try {
    return readFileSync(join(packageRoot(), 'rules', id, 'README.md'), 'utf8');
  } catch {
    return '';
  }
}
