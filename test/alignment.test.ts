import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { lower as lowerJavaScript } from '../src/languages/javascript/lower.ts';
import { lower as lowerTypeScript } from '../src/languages/typescript/lower.ts';

interface Block {
  readonly title: string;
  readonly text: string;
  readonly file: string;
}

function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let title = '';
  for (const [, heading, kind, text] of page.matchAll(/^## (.*)$|^```(jsx?)\n([\s\S]*?)^```$/gm)) {
    if (heading !== undefined) title = heading;
    else if (kind !== undefined && text !== undefined) blocks.push({ title, text, file: `source.${kind}` });
  }
  return blocks;
}

const blocks = blocksOf(readFileSync(new URL('languages/javascript.md', import.meta.url), 'utf8'));

/** As plain JSON, so that a field that is undefined equals one that is not there, as it does for whoever stores units. */
function read(lower: typeof lowerJavaScript, { text, file }: Omit<Block, 'title'>): unknown {
  return { ...JSON.parse(JSON.stringify(lower(text, file))), language: 'either' };
}

test('there are blocks to compare', () => {
  assert.ok(blocks.length >= 25, `${blocks.length} blocks`);
});

for (const block of blocks) {
  test(`both front ends read alike: ${block.title}`, () => {
    const unit = lowerJavaScript(block.text, block.file);
    assert.deepEqual(unit.gaveUp, []);
    assert.deepEqual(read(lowerTypeScript, block), read(lowerJavaScript, block));
  });

  test(`line ends and a byte order mark change nothing but offsets: ${block.title}`, () => {
    const marked = { ...block, text: `\uFEFF${block.text.replaceAll('\n', '\r\n')}` };
    assert.deepEqual(lowerJavaScript(marked.text, marked.file).gaveUp, []);
    assert.deepEqual(read(lowerTypeScript, marked), read(lowerJavaScript, marked));
  });
}

test('both front ends stop at the same depth', () => {
  const text = `x = ${'['.repeat(400)}f()${']'.repeat(400)}`;
  const block = { text, file: 'deep.js' };
  assert.deepEqual(read(lowerTypeScript, block), read(lowerJavaScript, block));
  assert.deepEqual(lowerJavaScript(text, 'deep.js').gaveUp.length, 1);
});

test('no cut through a source makes a front end throw', () => {
  for (const { text, file } of blocks) {
    for (let end = 0; end < text.length; end += 7) {
      lowerJavaScript(text.slice(0, end), file);
      lowerTypeScript(text.slice(end), file);
    }
  }
});
