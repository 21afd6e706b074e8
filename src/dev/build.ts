import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { packageRoot } from '../run/package-root.ts';
import { parserOfCompiler } from './compiler-parser.ts';

const root = packageRoot();
const dist = join(root, 'dist');
const cli = join(dist, 'cli.js');

/** CommonJS packages ask for Node's own modules by `require`: the chunk with esbuild's stand-in for it gets a real one. */
const requirable = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);\n";

/** Entries and shared chunks, side by side: what stands beside a source in `src` stands beside its chunk. */
async function bundle(): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts', library: 'src/run/library.ts', action: 'src/cli/action/main.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['web-tree-sitter'],
    plugins: [parserOfCompiler(join(root, 'src/languages/typescript'))],
    // Of `yaml` the modules in place of CommonJS, so that what is not used is left out.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    chunkNames: '[name]-[hash]',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  for (const { path, text } of outputFiles) writeFileSync(path, headOf(path, text) + text);
  const outputs = Object.entries(metafile.outputs);
  const entry = outputs.find(([path]) => path.endsWith('/cli.js'))?.[1].bytes ?? 0;
  const total = outputs.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  console.log(`dist: ${outputs.length} files, ${kilobytes(total)}, of which cli.js ${kilobytes(entry)}`);
  return metafile;
}

function headOf(path: string, text: string): string {
  if (path === cli) return '#!/usr/bin/env node\n';
  return text.includes('Dynamic require of') ? requirable : '';
}

/** The licences of everything that is shipped inside `dist` ask to be passed on with it. */
function writeLicences({ outputs }: Metafile): void {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const bundled = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  const names = [...new Set([...bundled, 'tree-sitter-go'])].sort();
  writeFileSync(join(dist, 'third-party-licenses.txt'), names.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`));
}

function licenceOf(name: string): string {
  const folder = join(root, 'node_modules', name);
  const { version, license }: { version: string; license: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((one) => /^licen[cs]e(?:[-.]|$)/i.test(one));
  if (file === undefined) throw new Error(`${name} ships no text of its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} kB`;
}

/** The grammar's own package compiles native code when it is installed, so that only its .wasm is shipped. */
function copyData(): void {
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-go/tree-sitter-go.wasm');
  copyFileSync(grammar, join(dist, 'tree-sitter-go.wasm'));
  copyFileSync(join(root, 'src/catalog/index.generated.json'), join(dist, 'catalog.json'));
}

/** Declarations of the API and of what it mentions, nothing else. */
function declare(): void {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const out = join(dist, '.types');
  const run = spawnSync(process.execPath, [compiler, '-p', 'src/dev/types.json', '--outDir', out], {
    cwd: root,
    stdio: 'inherit',
  });
  if (run.status !== 0) throw new Error('the declarations could not be written');
  const waiting = ['src/run/library.d.ts'];
  const kept = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    keep(file, out);
    for (const next of mentionedIn(file, out)) if (!kept.has(next)) waiting.push(next);
    for (const next of waiting) kept.add(next);
  }
  rmSync(out, { recursive: true });
}

function keep(file: string, from: string): void {
  const to = join(dist, 'types', file);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(from, file), to);
}

function mentionedIn(file: string, folder: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  const paths = [...text.matchAll(/from '(\.[^']+)\.ts'/g)].map((match) => match[1] ?? '');
  return paths.map((path) => `${posix.join(posix.dirname(file), path)}.d.ts`);
}

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  writeLicences(await bundle());
  copyData();
  declare();
  chmodSync(cli, 0o755);
}

await main();
