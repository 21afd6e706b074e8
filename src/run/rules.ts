import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.ts';
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
  }));
}

function pageOf(id: string): string {
  try {
    return readFileSync(join(packageRoot(), 'rules', id, 'README.md'), 'utf8');
  } catch {
    return '';
  }
}
