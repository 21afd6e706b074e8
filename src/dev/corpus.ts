import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { switches, withSwitchedOff } from '../evaluate/switches.ts';
import type { Effect, Finding } from '../model/finding.ts';
import { scan } from '../run/scan.ts';

const usage = `usage: npm run corpus -- --cases DIR --score corpus.mjs [--set go]... [--misses] [--without SWITCH]... [--ablate] [--sarif FILE]

  --cases    cases as corpus.mjs lays them out
  --score    the program that scores a SARIF file against them
  --without  switches a heuristic off: ${switches.join(' ')}
  --ablate   one run for each switch, beside the whole
`;

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    score: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] },
    without: { type: 'string', multiple: true, default: [] },
    sarif: { type: 'string' },
    misses: { type: 'boolean', default: false },
    ablate: { type: 'boolean', default: false },
  },
});

interface Corpus {
  readonly cases: string;
  readonly score: string;
  readonly sets: readonly string[];
}

interface Score {
  readonly found: string;
  readonly kind: string;
  readonly stillFlagged: string;
  readonly falseAlarms: string;
}

const levels: Readonly<Record<Effect, string>> = { breaks: 'error', 'may break': 'warning', note: 'note' };

/** Scans each case as a project of its own, in this process, and returns all findings as one SARIF log. */
async function sarifOf({ cases, sets }: Corpus): Promise<string> {
  const results: unknown[] = [];
  for (const folder of foldersOf(cases, sets)) {
    const path = join(cases, folder);
    const result = await scan({
      paths: [path],
      cwd: path,
      target: 'ipv6-only',
      stdin: undefined,
      asides: false,
      onProgress: () => {},
    });
    results.push(...result.findings.map((finding) => resultOf(finding, folder)));
  }
  return JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'only6', rules: [] } }, results }] });
}

function resultOf({ rule, effect, message, span, at, softened }: Finding, folder: string): unknown {
  const region = { startLine: at.start.line, endLine: at.end.line };
  return {
    ruleId: rule,
    level: levels[effect],
    message: { text: softened === '' ? message : `${message} (${softened})` },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(`${folder}/${span.file}`) }, region } }],
  };
}

function foldersOf(cases: string, sets: readonly string[]): string[] {
  const index: unknown = JSON.parse(readFileSync(join(cases, 'cases.json'), 'utf8'));
  const ids = Array.isArray(index) ? index.map((one: { id: string }) => one.id) : [];
  return ids
    .filter((id) => sets.length === 0 || sets.includes(id.replace(/(-fine)?-\d+$/, '')))
    .flatMap((id) => ['before', 'after', 'fine'].map((part) => `${id}/${part}`))
    .filter((folder) => existsSync(join(cases, folder)));
}

/** What the scorer prints for one set, or for all. */
function scored(corpus: Corpus, sarif: string, set: string | undefined, misses: boolean): string {
  const args = ['score', '--cases', corpus.cases, '--sarif', sarif, ...(set === undefined ? [] : ['--set', set])];
  const run = spawnSync('node', [corpus.score, ...args, ...(misses ? ['--misses'] : [])], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

/** `ALL  80  41  51%  45%   3/40` and `fine lines flagged: 5 of 47`. */
function numbers(printed: string): Score {
  const all = /^ALL\s+(\d+)\s+(\d+)\s+\S+\s+(\S+)\s+(\S+)/m.exec(printed);
  const fine = /^fine lines flagged: (\d+) of (\d+)/m.exec(printed);
  return {
    found: `${all?.[2] ?? '?'}/${all?.[1] ?? '?'}`,
    kind: all?.[3] ?? '?',
    stillFlagged: all?.[4] ?? '?',
    falseAlarms: `${fine?.[1] ?? '?'}/${fine?.[2] ?? '?'}`,
  };
}

async function measure(corpus: Corpus, without: readonly string[], sarif: string): Promise<void> {
  writeFileSync(sarif, await withSwitchedOff(without, () => sarifOf(corpus)));
}

async function ablate(corpus: Corpus, sarif: string): Promise<void> {
  const sets = corpus.sets.length > 0 ? corpus.sets : ['go', 'js', 'config'];
  const print = (name: string, cells: readonly string[]): void =>
    console.log([name.padEnd(22), ...cells.map((cell) => cell.padEnd(34))].join(' ').trimEnd());
  print(
    'switched off',
    sets.map((set) => `${set}: found, kind, still, alarms`),
  );
  for (const name of ['', ...switches]) {
    await measure(corpus, name === '' ? [] : [name], sarif);
    const scores = sets.map((set) => numbers(scored(corpus, sarif, set, false)));
    print(
      name || '(nothing)',
      scores.map((one) => `${one.found} ${one.kind} ${one.stillFlagged} ${one.falseAlarms}`),
    );
  }
}

async function main(): Promise<void> {
  if (values.cases === undefined || values.score === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const corpus = { cases: resolve(values.cases), score: resolve(values.score), sets: values.set };
  const folder = mkdtempSync(join(tmpdir(), 'only6-corpus-'));
  const sarif = values.sarif ?? join(folder, 'out.sarif');
  try {
    if (values.ablate) return await ablate(corpus, sarif);
    await measure(corpus, values.without, sarif);
    for (const set of values.set.length > 0 ? values.set : [undefined]) {
      console.log(`${set ?? 'all sets'}\n${scored(corpus, sarif, set, values.misses)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
