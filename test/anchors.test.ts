import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FactReader } from '../src/catalog/facts.ts';
import type { Language } from '../src/languages/language.ts';
import { loadCatalog } from '../src/run/catalog.ts';
import { extract } from '../src/run/extract.ts';
import { frontendOf, languageOf } from '../src/run/front-ends.ts';
import { judge } from '../src/run/judge.ts';
import { packageRoot } from '../src/run/package-root.ts';
import { Prefilter } from '../src/run/prefilter.ts';
import { type ExampleFile, examplesIn } from './examples/page.ts';

// What is not read cannot be reported: all that is found in an example without the prefilter is found with it.

const catalog = loadCatalog();
const prefilter = new Prefilter(catalog.anchors);

async function found(file: ExampleFile, language: Language, matters: (text: string) => boolean): Promise<string[]> {
  if (!matters(file.text)) return [];
  const frontend = await frontendOf(language);
  const reader = new FactReader(catalog, language.catalog);
  const { facts } = await extract({ file: file.name, text: file.text, language, frontend, matters }, reader);
  return facts.flatMap((fact) =>
    judge(fact, 'ipv6-only', [])
      .filter(({ effect }) => effect === 'breaks' || effect === 'may break')
      .map(({ rule, verdict }) => `${rule} at ${verdict?.at.start}: ${verdict?.message}`),
  );
}

describe('anchors', () => {
  it('are looked for in time, whatever a file repeats', () => {
    const words = ['Split', 'v4', 'ipv4', 'addr', ' ', '.', ':', '%', '\\', '{', '1.', 'true, '];
    for (const word of words) {
      for (const text of [word.repeat(200_000), `Split(${word.repeat(200_000)}`]) {
        for (const name of Object.keys(catalog.anchors)) {
          const started = performance.now();
          prefilter.matters(text, name);
          assert.ok(performance.now() - started < 5000, `${JSON.stringify(word)} in ${name}`);
        }
      }
    }
  });

  const folder = join(packageRoot(), 'rules');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  for (const page of pages) {
    it(`lose nothing of ${page}`, async () => {
      for (const { files, line } of examplesIn(readFileSync(join(folder, page), 'utf8'))) {
        for (const file of files) {
          const language = languageOf(file.name);
          if (language === undefined) continue;
          const all = await found(file, language, () => true);
          const kept = await found(file, language, (text) => prefilter.matters(text, language.catalog));
          // What is known of a function that was left out is asked for later, when files are read together.
          const lost = all.filter((one) => !kept.includes(one));
          assert.deepEqual(lost, [], `line ${line}: ${file.name}`);
        }
      }
    });
  }
});
