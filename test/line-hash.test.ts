import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineHashes } from '../src/reports/line-hash.ts';

/** What github/codeql-action computes. */
const vectors: readonly { readonly text: string; readonly hashes: readonly string[] }[] = [
  { text: '', hashes: ['c129715d7a2bc9a3:1'] },
  {
    text: 'x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n',
    hashes: [
      'e54938cc54b302f1:1',
      'bb609acbe9138d60:1',
      '1131fd5871777f34:1',
      '5c482a0f8b35ea28:1',
      '54517377da7028d2:1',
      '2c644846cb18d53e:1',
      'f1b89f20de0d133:1',
      'c129715d7a2bc9a3:1',
    ],
  },
];

for (const { text, hashes } of vectors) {
  test(`hashes ${JSON.stringify(text)} as GitHub does`, () => assert.deepEqual(lineHashes(text), hashes));
}

test('a line break is a line break, however it is written', () => {
  const unix = lineHashes('a b\nc\n\nd');
  assert.deepEqual(lineHashes('a b\r\nc\r\n\r\nd'), unix);
  assert.deepEqual(lineHashes('a b\rc\r\rd'), unix);
  assert.deepEqual(lineHashes('a b\r\nc\n\rd'), unix);
});

test('equal lines with equal surroundings are counted', () => {
  const hashes = lineHashes('x\n'.repeat(200));
  assert.equal(hashes.length, 201);
  assert.equal(hashes[0]?.split(':')[0], hashes[1]?.split(':')[0]);
  assert.deepEqual([hashes[0]?.split(':')[1], hashes[1]?.split(':')[1]], ['1', '2']);
});

test('agrees with plain arithmetic of 64 bits on any characters', () => {
  const text = 'naïve 日本語 \u{1F600}\uFFFF\n'.repeat(40);
  assert.deepEqual(lineHashes(text), slowHashes(text));
});

/** The definition, written for clarity: every line hashes the hundred characters from its start on. */
function slowHashes(text: string): string[] {
  const kept = `${text.replace(/[ \t]/g, '')}\uFFFF`;
  const starts = [0, ...Array.from(kept.matchAll(/\n/g), (found) => found.index + 1)];
  const counts = new Map<string, number>();
  return starts.map((start) => {
    let hash = 0n;
    for (let i = start; i < start + 100; i++) hash = hash * 37n + BigInt(kept.charCodeAt(i) || 0);
    const hex = BigInt.asUintN(64, hash).toString(16);
    counts.set(hex, (counts.get(hex) ?? 0) + 1);
    return `${hex}:${counts.get(hex)}`;
  });
}
