import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Result, Target } from '../src/model/finding.ts';
import { scan } from '../src/run/scan.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'only6-baseline-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function judge(
  rewrite?: 'all' | 'prune',
  paths: readonly string[] = ['.'],
  target: Target = 'ipv6-only',
): Promise<Result> {
  const baseline = { file: join(folder, 'known.json'), rewrite, notes: false };
  return scan({ paths, cwd: folder, target, stdin: undefined, asides: false, baseline, onProgress: () => {} });
}

function places({ findings }: Result): string {
  return findings.map(({ span, at }) => `${span.file}:${at.start.line}`).join(' ');
}

function stale({ stale: entries }: Result): string[] {
  return entries.map(({ file, at, message }) => `${file}:${at.line} ${message}`);
}

function server(...ports: readonly number[]): string {
  const calls = ports.map((port) => `http.createServer().listen(${port}, '0.0.0.0');`);
  return ["const http = require('node:http');", ...calls, ''].join('\n');
}

describe('a baseline', () => {
  it('holds what was found, one entry a line and without line numbers', async () => {
    write('a.js', server(1, 2));
    write('b/b.js', server(1, 1));
    const result = await judge('all');
    assert.equal(places(result), '');
    assert.deepEqual(result.withheld, [{ why: 'in the baseline', findings: 4 }]);
    assert.equal(result.answer.because, '4 places break there, all of them in the baseline');
    assert.equal(
      readFileSync(join(folder, 'known.json'), 'utf8'),
      [
        '{',
        '  "version": 1,',
        '  "target": "ipv6-only",',
        '  "findings": [',
        `    {"file":"a.js","rule":"listen-ipv4-only","code":"http.createServer().listen(1, '0.0.0.0')"},`,
        `    {"file":"a.js","rule":"listen-ipv4-only","code":"http.createServer().listen(2, '0.0.0.0')"},`,
        `    {"file":"b/b.js","rule":"listen-ipv4-only","code":"http.createServer().listen(1, '0.0.0.0')","count":2}`,
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('survives edits around the finding, and reports what is new', async () => {
    write('a.js', server(1));
    await judge('all');
    write('a.js', `\n\n// moved\n${server(3, 1).replaceAll('listen(1, ', 'listen(1,\n  ')}`);
    const result = await judge();
    assert.equal(places(result), 'a.js:5');
    assert.equal(result.answer.because, '2 places break there, 1 of them in the baseline');
    assert.deepEqual(stale(result), []);
  });

  it('reports the one more of equal findings', async () => {
    write('a.js', server(1));
    await judge('all');
    write('a.js', server(1, 1));
    assert.equal(places(await judge()), 'a.js:3');
  });

  it('survives a renamed file', async () => {
    write('a.js', server(1));
    await judge('all');
    renameSync(join(folder, 'a.js'), join(folder, 'c.js'));
    const result = await judge();
    assert.deepEqual([places(result), stale(result)], ['', []]);
  });

  it('tells of entries that are no longer found, and is pruned without taking in what is new', async () => {
    write('a.js', server(1, 2));
    write('gone.js', server(1));
    await judge('all');
    write('a.js', server(2, 3));
    rmSync(join(folder, 'gone.js'));
    assert.deepEqual(stale(await judge()), [
      "known.json:5 listen-ipv4-only is no longer found in a.js: http.createServer().listen(1, '0.0.0.0')",
      "known.json:7 listen-ipv4-only is no longer found in gone.js: http.createServer().listen(1, '0.0.0.0')",
    ]);
    const pruned = await judge('prune');
    assert.deepEqual([places(pruned), stale(pruned)], ['a.js:3', []]);
    assert.equal(places(await judge()), 'a.js:3');
  });

  it('leaves alone what was not judged in this run', async () => {
    write('a/a.js', server(1));
    write('b/b.js', server(1));
    await judge('all');
    write('a/a.js', server(2));
    assert.deepEqual(stale(await judge(undefined, ['b'])), []);
    await judge('all', ['a']);
    assert.deepEqual([places(await judge()), stale(await judge())], ['', []]);
  });

  it('says in one line why it cannot be used', async () => {
    await assert.rejects(judge(), /there is no baseline .*known\.json; --write-baseline writes it/);
    write('a.js', server(1));
    await judge('all');
    await assert.rejects(
      judge(undefined, ['.'], 'eks-ipv6'),
      /is for --target ipv6-only, and this run is for eks-ipv6/,
    );
    for (const [text, why] of [
      ['{', /no valid JSON/],
      ['[]', /no baseline that this version/],
      ['{"version":1,"findings":[{}]}', /an entry without file, rule and code/],
      ['{"version":1,"findings":[null]}', /an entry without file, rule and code/],
    ] as const) {
      write('known.json', text);
      await assert.rejects(judge(), why);
    }
  });
});
