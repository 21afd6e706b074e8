import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../run/package-root.ts';

const usage = `usage: npm run bench -- [--runs 5] [--cli dist/cli.js] FOLDER...

Runs only6, \`rg -c 0.0.0.0\` and \`node -e 0\` in turn on each folder. Cells are wall / CPU in milliseconds,
medians. Absolute times say little on a shared machine: read the ratios.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    cli: { type: 'string', default: join(packageRoot(), 'dist', 'cli.js') },
  },
});

/** What one process cost. */
interface Cost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

const timer = '/usr/bin/time';
const format = '%U %S %M';

/** Runs a command in a folder and measures it from outside. */
function run(command: readonly string[], folder: string): Cost | undefined {
  const timed = existsSync(timer) ? [timer, '-f', format, ...command] : command;
  const [program = '', ...args] = timed;
  const started = performance.now();
  const done = spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const wallMs = performance.now() - started;
  // ripgrep says 1 where nothing was found.
  const mostStatus = command[0] === 'rg' ? 1 : 0;
  if (done.error !== undefined || done.status === null || done.status > mostStatus) return undefined;
  const [user = 0, system = 0, peak = 0] = (done.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wallMs, cpuMs: (user + system) * 1000, peakMb: peak / 1024 };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function medians(costs: readonly Cost[]): Cost {
  return {
    wallMs: median(costs.map((cost) => cost.wallMs)),
    cpuMs: median(costs.map((cost) => cost.cpuMs)),
    peakMb: median(costs.map((cost) => cost.peakMb)),
  };
}

const commands: Readonly<Record<string, readonly string[]>> = {
  only6: [process.execPath, resolve(values.cli), '.', '--fail-on', 'never'],
  rg: ['rg', '-c', '0\\.0\\.0\\.0', '.'],
  start: [process.execPath, '-e', '0'],
};

/** All commands in turn, so that what disturbs one disturbs the others. */
function measure(folder: string, runs: number): Map<string, Cost> {
  const costs = new Map<string, Cost[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= runs; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const cost = run(command, folder);
      // The first round fills the page cache.
      if (cost !== undefined && round > 0) costs.get(name)?.push(cost);
    }
  }
  return new Map([...costs].map(([name, all]) => [name, medians(all)]));
}

function report(folder: string, costs: ReadonlyMap<string, Cost>): void {
  const [only6, rg, start] = ['only6', 'rg', 'start'].map((name) => costs.get(name));
  if (only6 === undefined || rg === undefined || start === undefined) return;
  const above = only6.wallMs - start.wallMs;
  const cells = [
    folder.split('/').at(-1) ?? folder,
    times(only6),
    times(start),
    Number.isNaN(rg.wallMs) ? '-' : times(rg),
    `${round(only6.peakMb)} MB`,
    (only6.wallMs / start.wallMs).toFixed(1),
    (only6.cpuMs / start.cpuMs).toFixed(1),
    Number.isNaN(rg.wallMs) ? '-' : (above / rg.wallMs).toFixed(1),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

function times({ wallMs, cpuMs }: Cost): string {
  return `${round(wallMs)} / ${round(cpuMs)}`;
}

function round(number: number): string {
  return number.toFixed(0);
}

if (positionals.length === 0 || !existsSync(values.cli)) {
  console.error(existsSync(values.cli) ? usage : `${values.cli} is not there: npm run build`);
  process.exitCode = 2;
} else {
  console.log('| folder | only6 | start | rg | peak | wall / start | CPU / start | (wall − start) / rg |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const folder of positionals) report(folder, measure(resolve(folder), Number(values.runs)));
}
