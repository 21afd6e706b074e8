import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { report as concise } from '../src/reports/concise.ts';
import { reports } from '../src/reports/index.ts';
import { packageRoot } from '../src/run/package-root.ts';
import { findingOf, options, resultOf } from './results.ts';

function read(path: string): string {
  return readFileSync(join(packageRoot(), path), 'utf8');
}

const readme = read('README.md');

describe('README', () => {
  it('tells every input and output of the Action, with its default', () => {
    const action: {
      readonly inputs: Readonly<Record<string, { readonly default: string }>>;
      readonly outputs: Readonly<Record<string, unknown>>;
    } = parse(read('action.yml'));
    for (const [name, input] of Object.entries(action.inputs)) {
      const row = readme.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${name}\``));
      assert.ok(row, `${name} has a row`);
      if (input.default !== '') assert.ok(row.includes(`\`${input.default}\``), `${name} is ${input.default}`);
    }
    for (const name of Object.keys(action.outputs)) assert.ok(readme.includes(`\`${name}\``), name);
  });

  it('tells every format', () => {
    for (const { id } of reports) assert.match(readme, new RegExp(`^\\| \`${id}\` \\| `, 'm'));
  });

  it('tells every hook, and the version of today', () => {
    const hooks: readonly { readonly id: string }[] = parse(read('.pre-commit-hooks.yaml'));
    for (const { id } of hooks) assert.match(readme, new RegExp(`- id: ${id}\\b`));
    const { version } = JSON.parse(read('package.json'));
    assert.ok(readme.includes(`rev: v${version}`));
  });

  it('tells an editor how to read the concise format', () => {
    const [, block = ''] = /^```json\n([\s\S]*?)^```/m.exec(readme) ?? [];
    const { tasks } = JSON.parse(block);
    const lines = concise.write(
      resultOf([findingOf(), findingOf({ effect: 'may break' })], {
        badSuppressions: [{ file: 'a.go', at: { line: 3, column: 1 }, message: 'it gives no reason' }],
      }),
      options,
    );
    const patterns: readonly string[] = tasks[0].problemMatcher.map(
      (one: { readonly pattern: { readonly regexp: string } }) => one.pattern.regexp,
    );
    const found = patterns.map((pattern) => [...lines.matchAll(new RegExp(pattern, 'gm'))].map(([, file]) => file));
    assert.deepEqual(found, [['cmd/server/main.go'], ['cmd/server/main.go', 'a.go']]);
  });

  it('holds YAML that is valid, and links that lead somewhere', () => {
    for (const [, block = ''] of readme.matchAll(/^```yaml\n([\s\S]*?)^```/gm)) assert.ok(parse(block), block);
    for (const [, path = ''] of readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      assert.ok(existsSync(join(packageRoot(), path)), path);
    }
  });
});
