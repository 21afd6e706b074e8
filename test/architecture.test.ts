import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { describe, it } from 'node:test';
import { generateAll, stale } from '../src/dev/generate.ts';
import { packageRoot } from '../src/run/package-root.ts';

// The table of src/README.md as data: which part may import which others besides itself.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  contract: ['model'],
  templates: ['model', 'contract'],
  languages: ['model', 'contract', 'templates'],
  configs: ['model', 'contract', 'templates', 'languages'],
  evaluate: ['model', 'contract', 'catalog'],
  catalog: ['model', 'contract', 'templates', 'evaluate'],
  project: ['model', 'contract', 'catalog'],
  rule: ['model'],
  rules: ['rule'],
  reports: ['model'],
  config: ['model'],
  fix: ['model'],
  run: [
    'model',
    'contract',
    'languages',
    'configs',
    'evaluate',
    'catalog',
    'project',
    'rule',
    'rules',
    'reports',
    'config',
    'fix',
  ],
  cli: ['model', 'run', 'reports', 'config', 'fix'],
  dev: [
    'model',
    'contract',
    'languages',
    'configs',
    'evaluate',
    'catalog',
    'rule',
    'rules',
    'run',
    'reports',
    'config',
  ],
};

/** A parser stands behind one folder, so that it can be exchanged. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@babel/parser': ['src/languages/javascript/'],
  '@babel/types': ['src/languages/javascript/'],
  typescript: ['src/languages/typescript/compiler/'],
  'web-tree-sitter': ['src/languages/go/'],
  yaml: ['src/languages/kubernetes/', 'src/config/', 'src/dev/'],
  semver: ['src/project/'],
  ignore: ['src/run/'],
  picomatch: ['src/run/', 'src/config/'],
  commander: ['src/cli/'],
  chalk: ['src/cli/', 'src/reports/'],
  sarif: ['src/reports/'],
  esbuild: ['src/dev/'],
};

/** What the front end of a language may take from another: TypeScript is lowered as JavaScript is, and Compose is YAML. */
const shares: Readonly<Record<string, string>> = {
  typescript: 'javascript',
  compose: 'kubernetes',
  dockerfile: 'shell',
};

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources = ['src', 'rules'].flatMap(sourcesIn);

function sourcesIn(folder: string): Source[] {
  const names = readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /\.[tj]s$/.test(name))
    .map((name) => {
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      const text = readFileSync(join(packageRoot(), path), 'utf8');
      return { path, text, imports: importsOf(text) };
    });
}

function importsOf(text: string): string[] {
  const statements = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/^(?:import|export)\b[^'"`;]*?from '([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...statements].map((match) => match[1] ?? match[2] ?? '');
}

function partOf(path: string): string {
  if (path.startsWith('rules/')) return 'rules';
  if (/^src\/languages\/(?:language|builder|anchors)\.ts$/.test(path)) return 'contract';
  return path.split('/')[1]?.replace(/\.ts$/, '') ?? '';
}

function target(source: Source, specifier: string): string {
  return posix.join(posix.dirname(source.path), specifier);
}

function languageIn(path: string): string | undefined {
  return /^src\/languages\/([^/]+)\//.exec(path)?.[1];
}

/** Files that list the others cross every line on purpose. */
const generatedLists = new Set(['rules/index.ts', 'src/languages/index.ts', 'src/reports/index.ts']);

describe('architecture', () => {
  it('each part imports only what the table allows', () => {
    const wrong = sources.flatMap((source) =>
      source.imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => target(source, specifier))
        .filter((to) => partOf(to) !== partOf(source.path) && !mayImport[partOf(source.path)]?.includes(partOf(to)))
        .map((to) => `${source.path} imports ${to}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('no language knows another, no rule another, no report another', () => {
    const wrong: string[] = [];
    for (const source of sources.filter(({ path }) => !generatedLists.has(path))) {
      for (const specifier of source.imports.filter((one) => one.startsWith('.'))) {
        const to = target(source, specifier);
        const [from, other] = [languageIn(source.path), languageIn(to)];
        const isForeign = from !== undefined && other !== undefined && from !== other && shares[from] !== other;
        const isRule =
          source.path.startsWith('rules/') && to !== 'src/rule.ts' && !to.startsWith(posix.dirname(source.path));
        if (isForeign || isRule) wrong.push(`${source.path} imports ${to}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('each package is imported in one place', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !path.startsWith('src/dev/'))
        .filter((name) => !packages[name]?.some((folder) => path.startsWith(folder)))
        .map((name) => `${path} imports ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('model, rules and reports do nothing but compute', () => {
    const pure = sources.filter(({ path }) =>
      /^(?:src\/(?:model|evaluate|catalog|reports|project|languages)|rules)\//.test(path),
    );
    const effects = /'node:(?:fs|child_process|worker_threads|http|https|dns|dgram)(?:\/promises)?'/;
    const allowed = new Set(['src/languages/go/parser.ts']);
    const wrong = pure.filter(({ path, text }) => !allowed.has(path) && effects.test(text));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('only the command line touches the process', () => {
    const uses = /\bprocess\.(?:env|argv|exit|exitCode|stdout|stderr|stdin|cwd|platform|on)\b|\bconsole\./;
    const wrong = sources.filter(({ path, text }) => !/^src\/(?:cli|dev)\//.test(path) && uses.test(code(text)));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('no language id stands in a judgement', () => {
    const wrong = sources.filter(({ path, text }) => path.startsWith('rules/') && /\.language\b/.test(text));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('names are in kebab case and say what they are about', () => {
    const vague = /^(?:utils?|helpers?|common|core|misc|shared)$/;
    const wrong = sources.filter(({ path }) => {
      const name = basename(path).replace(/\.[tj]s$/, '');
      return !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || vague.test(name);
    });
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('no file has more than 400 lines, no rule more than 120', () => {
    const limit = (path: string): number => (/^rules\/.*\/rule\.ts$/.test(path) ? 120 : 400);
    const wrong = sources.filter(
      ({ path, text }) => !generatedLists.has(path) && text.split('\n').length > limit(path),
    );
    assert.deepEqual(
      wrong.map(({ path, text }) => `${path}: ${text.split('\n').length} lines`),
      [],
    );
  });

  it('nothing is any', () => {
    const wrong = sources.filter(({ text }) => /(?::\s*|\bas\s+|<)any\b/.test(code(text)));
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('generated files are fresh: npm run generate', async () => {
    assert.deepEqual(
      stale(await generateAll()).map(({ path }) => path),
      [],
    );
  });
});

/** Without strings and comments. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/gm, "''");
}
