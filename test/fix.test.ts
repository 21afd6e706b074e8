import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { applied, withoutOverlaps } from '../src/fix/apply.ts';
import { unifiedDiff } from '../src/fix/diff.ts';
import { rewriteOf } from '../src/fix/edits.ts';
import type { Change, Edit } from '../src/model/fix.ts';
import { fix } from '../src/run/fix.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'only6-fix-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function repaired(unsafe = false): Promise<Map<string, Buffer>> {
  const options = { paths: ['.'], cwd: folder, stdin: undefined, asides: false, onProgress: () => {} };
  const { files } = await fix({ ...options, target: 'ipv6-only' }, unsafe);
  return new Map(files.map(({ file, after }) => [file, after]));
}

const go = (call: string): string => `package main\n\nimport "net"\n\nfunc main() {\n\t${call}\n}\n`;

describe('repairing', () => {
  it('writes nothing, and takes unsafe repairs only where they are asked for', async () => {
    write('a.go', go('net.Listen("tcp4", ":80")'));
    write('b.js', "require('node:http').createServer().listen(80, '0.0.0.0');\n");
    assert.deepEqual([...(await repaired()).keys()], ['a.go']);
    assert.deepEqual([...(await repaired(true)).keys()], ['a.go', 'b.js']);
    assert.match(readFileSync(join(folder, 'a.go'), 'utf8'), /tcp4/);
  });

  it('leaves notes alone, such as those on the manifests of a test', async () => {
    write('testdata/a.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n  ipFamilies: [IPv4]\n');
    assert.equal((await repaired(true)).size, 0);
  });

  it('leaves a second time nothing to repair', async () => {
    write('a.go', go('net.Listen("tcp4", ":80"); net.Dial("tcp4", "db:5432")'));
    for (const [file, text] of await repaired(true)) write(file, text);
    assert.equal(readFileSync(join(folder, 'a.go'), 'utf8').match(/"tcp"/g)?.length, 2);
    assert.equal((await repaired(true)).size, 0);
  });

  it('keeps byte order mark, encoding and line ends', async () => {
    const text = go('net.Listen("tcp4", ":80") // ü').replaceAll('\n', '\r\n');
    write('mark.go', `\ufeff${text}`);
    write('wide.go', Buffer.from(`\ufeff${text}`, 'utf16le'));
    write('wider.go', Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
    const files = await repaired();
    const wanted = `\ufeff${text.replace('tcp4', 'tcp')}`;
    assert.equal(files.get('mark.go')?.toString('utf8'), wanted);
    assert.equal(files.get('wide.go')?.toString('utf16le'), wanted);
    assert.deepEqual(files.get('wider.go'), Buffer.from(wanted, 'utf16le').swap16());
  });

  it('leaves a file alone whose bytes it could not write back', async () => {
    write('a.go', Buffer.concat([Buffer.from(go('net.Listen("tcp4", ":80")')), Buffer.from([0x2f, 0x2f, 0xff, 0x0a])]));
    assert.equal((await repaired()).size, 0);
  });

  it('leaves to people what is not written in lines of its own', async () => {
    write('a.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ipFamilies: [IPv4] }\n');
    assert.equal((await repaired(true)).size, 0);
  });
});

function edit(change: Change, text: string): string | undefined {
  const edits = rewriteOf(
    { title: '', safe: true, changes: [change] },
    () => text,
    () => undefined,
  )?.edits;
  return edits && applied(text, edits);
}

function spanOf(text: string, part: string): Edit['span'] {
  const start = text.indexOf(part);
  return { file: 'a', start, end: start + part.length };
}

describe('edits', () => {
  it('swap one text for another, with brackets before a port', () => {
    const swap = (text: string): string | undefined =>
      edit({ is: 'swap', span: { file: 'a', start: 0, end: text.length }, from: '0.0.0.0', to: '::' }, text);
    assert.equal(swap("'0.0.0.0'"), "'::'");
    assert.equal(swap('"0.0.0.0:80"'), '"[::]:80"');
    assert.equal(swap('["0.0.0.0", "0.0.0.0"]'), undefined);
    assert.equal(swap('host'), undefined);
  });

  it('add a field in front of the others', () => {
    const add = (text: string): string | undefined =>
      edit({ is: 'field', record: { file: 'a', start: 0, end: text.length }, text: 'x: 0' }, text);
    assert.equal(add('{}'), '{ x: 0 }');
    assert.equal(add('{ a }'), '{ x: 0, a }');
    assert.equal(add('{a: 1}'), '{x: 0, a: 1}');
    assert.equal(add('{ // why\n  a: 1,\n}'), '{ // why\n  x: 0,\n  a: 1,\n}');
    assert.equal(add('T{}'), 'T{x: 0}');
    assert.equal(add('T{\n\tA: 1,\n}'), 'T{\n\tx: 0,\n\tA: 1,\n}');
    assert.equal(add('T{\n\tLong: 1,\n\tA:    2,\n}'), 'T{\n\tx:    0,\n\tLong: 1,\n\tA:    2,\n}');
    assert.equal(add('T{1, 2}'), undefined);
    assert.equal(add('{ /* nothing */ }'), undefined);
    assert.equal(add('options'), undefined);
  });

  it('take out whole lines of a manifest', () => {
    const take = (text: string): string | undefined =>
      edit({ is: 'without', key: 'k', value: spanOf(text, 'v') }, text);
    assert.equal(take('a: 1\nk: v\nb: 2\n'), 'a: 1\nb: 2\n');
    assert.equal(take('a:\n  k:\n  - v\n  - w\n  b: 2\n'), 'a:\n  b: 2\n');
    assert.equal(take('a:\n  k:\n    - v\n'), 'a:\n');
    assert.equal(take('k: [v]'), '');
    assert.equal(take('k: v\n---\nb: 2\n'), '---\nb: 2\n');
    for (const other of ['a: { k: v }\n', '- k: v\n', 'k: [v,\nw]\n', 'k: v{{ x }}\n', '{"k": "v"}\n']) {
      assert.equal(take(other), undefined, other);
    }
  });

  it('of repairs that overlap the first is made', () => {
    const one = (start: number, end: number): Edit[] => [{ span: { file: 'a', start, end }, text: '' }];
    const groups = [one(0, 4), one(3, 6), one(8, 9), [...one(6, 7), ...one(9, 12)]];
    assert.deepEqual(
      withoutOverlaps(groups, (group) => group),
      [groups[0], groups[2]],
    );
  });
});

describe('a patch', () => {
  it('is what git apply takes', () => {
    const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index + 1}`);
    const before = `${lines(40).join('\n')}\n`;
    const after = before
      .replace('line 2\n', '')
      .replace('line 20', 'changed\nand more')
      .replace(/line 40\n$/, 'line 40');
    write('a.txt', before);
    execFileSync('git', ['-C', folder, 'init', '-q']);
    execFileSync('git', ['-C', folder, 'apply', '-'], { input: unifiedDiff('a.txt', before, after) });
    assert.equal(readFileSync(join(folder, 'a.txt'), 'utf8'), after);
    assert.equal(unifiedDiff('a.txt', before, before), '');
  });

  it('shows the lines around a change', () => {
    assert.equal(
      unifiedDiff('a', '1\n2\n3\n4\n5\n6\n', '1\n2\n3\n4\nfive\n6\n'),
      '--- a/a\n+++ b/a\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n',
    );
  });
});
