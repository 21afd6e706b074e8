import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyRule } from '../rule.ts';
import { packageRoot } from '../run/package-root.ts';

const start = '<!-- rules -->';
const end = '<!-- /rules -->';

/** Fills the table of rules in, between its markers; a text without markers is left alone. */
export async function withRuleTable(text: string, ids: readonly string[]): Promise<string> {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) return text;
  const rows = await Promise.all(ids.map(row));
  const table = ['| Rule | What is wrong |', '| --- | --- |', ...rows].join('\n');
  return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`;
}

async function row(id: string): Promise<string> {
  const module: { default: AnyRule } = await import(pathToFileURL(join(packageRoot(), 'rules', id, 'rule.ts')).href);
  const { title, why } = module.default;
  return `| [\`${id}\`](rules/${id}/README.md) | ${title}. ${why} |`;
}
