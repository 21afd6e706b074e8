import { rules } from '../../rules/index.ts';
import type { Result } from '../model/finding.ts';
import { answerOf } from './answer.ts';
import { holdAgainst } from './baseline.ts';
import { catalogFor } from './catalog.ts';
import { changeOf } from './change.ts';
import { conclude } from './conclude.ts';
import { unconfigured } from './configuration.ts';
import { aroundChange, type Wanted } from './context.ts';
import type { Discovered } from './discover.ts';
import { findingsOf } from './findings.ts';
import { gather } from './gather.ts';
import { narrow } from './narrow.ts';
import type { ScanOptions } from './options.ts';
import { packageVersion } from './package-root.ts';
import { suppress } from './suppress.ts';

/**
 * Judges files and folders: will what is in them run on the target? Prints nothing, never exits, and writes nothing but
 * a baseline that it is asked to rewrite.
 */
export async function scan(options: ScanOptions): Promise<Result> {
  const started = performance.now();
  const catalog = await catalogFor(options.configuration ?? unconfigured);
  const gathered = await gather(options, catalog, (found) => wantedOf(options, found));
  const { judgements, skipped } = await conclude(gathered, catalog, options.target);
  const ids = new Set(rules.map((rule) => rule.id));
  const settled = suppress(findingsOf(judgements, gathered.texts), gathered.files, ids, gathered.texts);
  const { claimed, unread, partial } = gathered;
  const change = options.change && changeOf(options.change, gathered.root, options.cwd);
  const held = options.baseline && holdAgainst(options.baseline, { ...gathered, ...settled, target: options.target });
  const narrowed = narrow(settled, change, held);
  return {
    tool: { name: 'only6', version: packageVersion() },
    target: options.target,
    paths: pathsOf(options),
    options: options.asked ?? [],
    root: gathered.root,
    answer: answerOf({ ...settled, skipped, unread, claimed, partial, shares: narrowed.shares }),
    findings: narrowed.findings,
    withheld: narrowed.withheld,
    suppressed: settled.suppressed,
    badSuppressions: narrowed.badSuppressions,
    stale: narrowed.stale,
    skipped,
    passedOver: gathered.passedOver.list(),
    unread: unread.list(),
    counts: gathered.counts,
    elapsedMs: performance.now() - started,
  };
}

/** Where files are given, the source that stands elsewhere is not judged. */
function wantedOf(options: ScanOptions, { root, files }: Discovered): Wanted {
  if (!hasFiles(options)) return () => true;
  return aroundChange(changeOf(options.change, root, options.cwd), files);
}

type WithFiles = ScanOptions & { readonly change: { readonly files: readonly string[] } };

function hasFiles(options: ScanOptions): options is WithFiles {
  return typeof options.change === 'object' && 'files' in options.change;
}

/** What the user gave: to judge all and report some files, more is scanned. */
function pathsOf(options: ScanOptions): readonly string[] {
  return hasFiles(options) ? options.change.files : options.paths;
}
