import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Log } from 'sarif';
import { faultsOf } from './sarif/faults.ts';
import { sarifOf } from './sarif/over.ts';
import { writePages } from './sarif/pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'only6-sarif-'));
after(() => rmSync(folder, { recursive: true }));

test('each place of each finding of all pages is in its file, and has the fingerprint that GitHub computes', async () => {
  writePages(folder);
  const breaking = 'package main\n\nimport "net"\n\nfunc main() {\n\tnet.Listen("tcp4", ":8080")\n}\n';
  writeFileSync(join(folder, 'crlf.go'), breaking.replaceAll('\n', '\r\n'));
  writeFileSync(join(folder, 'mark.go'), `\ufeff${breaking}`);
  const { text, root } = await sarifOf(folder);
  const log: Log = JSON.parse(text);
  assert.deepEqual(faultsOf(log, root), []);
  const files = new Set(
    log.runs[0]?.results?.map((one) => one.locations?.[0]?.physicalLocation?.artifactLocation?.uri),
  );
  assert.ok(files.has('crlf.go') && files.has('mark.go') && files.size > 60);
  assert.ok(
    [...files].every((uri) => !uri?.includes('[')),
    'odd names are quoted',
  );
});

test('the check notices a place that is not there, and another fingerprint', async () => {
  const { text, root } = await sarifOf(folder);
  const log: Log = JSON.parse(text);
  const [first, second] = log.runs[0]?.results ?? [];
  assert.ok(first && second?.locations?.[0]?.physicalLocation?.region);
  first.partialFingerprints = { primaryLocationLineHash: 'c129715d7a2bc9a3:1' };
  second.locations[0].physicalLocation.region.endColumn = 5000;
  assert.equal(faultsOf(log, root).length, 2);
});
