import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { rules } from '../rules/index.ts';
import { packageRoot } from '../src/run/package-root.ts';
import { concise, fixExample, scanExample, wrongLines } from './examples/check.ts';
import { type Block, examplesIn, replaceBlock } from './examples/page.ts';

// A rule's page is its test: a line marked `want` is reported there, by this rule, and no other line is.
// `UPDATE=1 npx tsx --test test/examples.test.ts` writes the output blocks anew.
const { UPDATE } = process.env;
const update = UPDATE === '1';

for (const { id } of rules) {
  for (const page of pagesOf(id)) {
    describe(`${id}/${page.name}`, () => {
      const edits: { block: Block; text: string }[] = [];
      for (const example of examplesIn(page.text)) {
        it(`line ${example.line}: ${example.title}`, async () => {
          const result = await scanExample(example);
          assert.deepEqual(wrongLines(example, result, id), [], `rules/${id}/${page.name}:${example.line}`);
          if (example.fix) {
            const { texts, left } = await fixExample(example);
            const text = texts.join('\n');
            assert.deepEqual(left, [], 'repairing a second time would change it again');
            if (update) edits.push({ block: example.fix, text });
            else assert.equal(text, example.fix.text, `rules/${id}/${page.name}: UPDATE=1 rewrites it`);
          }
          if (example.output === undefined) return;
          const text = concise(result, id);
          if (update) edits.push({ block: example.output, text });
          else assert.equal(text, example.output.text, `rules/${id}/${page.name}: UPDATE=1 rewrites it`);
        });
      }
      after(() => {
        const last = edits.sort((a, b) => b.block.start - a.block.start);
        if (last.length > 0) writeFileSync(page.path, last.reduce(rewrite, page.text));
      });
    });
  }
}

function rewrite(page: string, { block, text }: { block: Block; text: string }): string {
  return replaceBlock(page, block, text);
}

function pagesOf(id: string): { name: string; path: string; text: string }[] {
  const folder = join(packageRoot(), 'rules', id);
  const names = readdirSync(folder).filter((name) => name === 'README.md' || name === 'cases.md');
  return names.map((name) => ({ name, path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}

const headings = ['What breaks', 'What works', 'How to repair it', 'When it is fine', 'How we know'];

describe('pages of the rules', () => {
  for (const { id } of rules) {
    it(`${id} has the fixed form`, () => {
      const text = readFileSync(join(packageRoot(), 'rules', id, 'README.md'), 'utf8');
      const prose = text.replace(/^(`{3,}|~{3,}).*\n[\s\S]*?^\1`*$/gm, '');
      assert.equal(prose.split('\n')[0], `# ${id}`, 'the title is the id of the rule');
      const found = [...prose.matchAll(/^## (.+)$/gm)].map((match) => match[1] ?? '');
      const fixed = found.filter((heading) => headings.includes(heading));
      assert.deepEqual(fixed, headings, 'the fixed headings, in this order');
      const first =
        prose
          .split(/\n\s*\n/)[1]
          ?.replaceAll('\n', ' ')
          .trim() ?? '';
      assert.match(first, /^[A-Z`][^.]*(?:\.\w[^.]*)*\.$/, `the first paragraph is one sentence: ${first}`);
    });
  }
});
