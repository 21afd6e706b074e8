import { rules } from '../../rules/index.ts';
import type { Result } from '../model/finding.ts';
import { answerOf } from './answer.ts';
import { loadCatalog } from './catalog.ts';
import { conclude } from './conclude.ts';
import { findingsOf } from './findings.ts';
import { gather } from './gather.ts';
import type { ScanOptions } from './options.ts';
import { packageVersion } from './package-root.ts';
import { suppress } from './suppress.ts';

export type * from '../model/finding.ts';
export type { ScanOptions } from './options.ts';

/** Judges files and folders: will what is in them run on the target? Prints nothing and never exits. */
export async function scan(options: ScanOptions): Promise<Result> {
  const started = performance.now();
  const catalog = loadCatalog();
  const gathered = await gather(options, catalog);
  const { judgements, skipped } = await conclude(gathered, catalog, options.target);
  const ids = new Set(rules.map((rule) => rule.id));
  const settled = suppress(findingsOf(judgements, gathered.texts), gathered.files, ids, gathered.texts);
  const { claimed, unread } = gathered;
  return {
    tool: { name: 'only6', version: packageVersion() },
    target: options.target,
    paths: options.paths,
    root: gathered.root,
    answer: answerOf({ ...settled, skipped, unread, claimed }),
    ...settled,
    skipped,
    passedOver: gathered.passedOver.list(),
    unread: unread.list(),
    counts: gathered.counts,
    elapsedMs: performance.now() - started,
  };
}
