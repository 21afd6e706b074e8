import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Result } from '../src/model/finding.ts';
import { scan } from '../src/run/scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'only6-asides-'));
after(() => rmSync(folder, { recursive: true }));

const breaking = 'require("node:http").createServer().listen(8080, "0.0.0.0");\n';
mkdirSync(join(folder, 'test'));
writeFileSync(join(folder, 'test', 'server.js'), breaking);
writeFileSync(join(folder, 'client.js'), 'module.exports = 1;\n');

function scanned(paths: readonly string[], asides: boolean): Promise<Result> {
  return scan({ paths, cwd: folder, target: 'ipv6-only', stdin: undefined, asides, onProgress: () => {} });
}

function effects(result: Result): readonly string[] {
  return result.findings.map((finding) => `${finding.span.file} ${finding.effect}`);
}

test('tests are passed over, and said to be', async () => {
  const result = await scanned(['.'], false);
  assert.deepEqual(effects(result), []);
  assert.equal(result.answer.says, 'yes');
  assert.deepEqual(result.passedOver, [{ why: 'test or example (--notes reads it)', files: 1 }]);
});

test('asked for, a fault in a test is a note', async () => {
  assert.deepEqual(effects(await scanned(['.'], true)), ['test/server.js note']);
});

test('a file that is named is read', async () => {
  assert.deepEqual(effects(await scanned(['test/server.js'], false)), ['server.js breaks']);
});

test('a folder that is asked about is no side show', async () => {
  assert.deepEqual(effects(await scanned(['test'], false)), ['server.js breaks']);
});

test('what sets up tests is passed over, a set-up of anything else is not', async () => {
  const inside = mkdtempSync(join(tmpdir(), 'only6-setups-'));
  after(() => rmSync(inside, { recursive: true }));
  for (const name of ['vitest.bun.setup.ts', 'jest.setup.js', 'setupTests.js', 'queue.setup.js'])
    writeFileSync(join(inside, name), breaking);
  const result = await scan({
    paths: ['.'],
    cwd: inside,
    target: 'ipv6-only',
    stdin: undefined,
    asides: false,
    onProgress: () => {},
  });
  assert.deepEqual(effects(result), ['queue.setup.js breaks']);
});
