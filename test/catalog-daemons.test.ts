import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { type DaemonEntry, parseDaemonEntry } from '../src/catalog/daemon-entry.ts';
import { settingsIn } from '../src/catalog/daemons.ts';
import { FactReader } from '../src/catalog/facts.ts';
import { directivesOf } from '../src/configs/index.ts';
import type { Embedded } from '../src/languages/language.ts';
import type { Fact, Mend } from '../src/model/fact.ts';
import { loadCatalog } from '../src/run/catalog.ts';
import { languageOf } from '../src/run/front-ends.ts';
import { Prefilter } from '../src/run/prefilter.ts';
import { mask } from '../src/templates/mask.ts';
import { mendedText } from './mended.ts';

const folder = new URL('../src/catalog/daemons/', import.meta.url);
const entries = readdirSync(folder).map((name) =>
  parseDaemonEntry(parse(readFileSync(new URL(name, folder), 'utf8')), `daemons/${name}`),
);
const prefilter = new Prefilter(loadCatalog().anchors);
const reader = new FactReader(loadCatalog(), 'config', 'configuration');

function embedded(name: string, text: string): Embedded {
  const { words, holes } = mask(text, name);
  return { name, text: words, start: 0, holes, certain: true };
}

function told(fact: Fact, text: string): string {
  const line = text.slice(0, fact.span.start).split('\n').length;
  const family = 'family' in fact ? fact.family : '';
  const doubt = fact.certain ? '' : ' doubtful';
  return `${line} ${fact.kind} ${family}${fact.twin ? ' twin' : ''}${doubt}`;
}

/** What is for IPv4 alone and would be repaired. */
function mendable(text: string, entry: DaemonEntry): Mend[] {
  const directives = directivesOf(embedded('settings', text), 'settings', entry.syntax);
  return reader.readDirectives(directives, entry, 'config').flatMap((fact) => {
    if ((fact.kind !== 'listen' && fact.kind !== 'resolve') || fact.family !== 'ipv4' || fact.twin) return [];
    return fact.mend ? [fact.mend] : [];
  });
}

for (const entry of entries) {
  describe(entry.program, () => {
    for (const example of entry.examples) {
      it(example.title, () => {
        const text = `${example.text}\n`;
        const found = directivesOf(embedded('settings', text), 'settings', entry.syntax);
        const facts = reader.readDirectives(found, entry, 'config');
        assert.deepEqual(facts.map((fact) => told(fact, text)).sort(byLine), [...example.yields].sort(byLine));
      });
      it(`${example.title}: what can be repaired is silent after it`, () => {
        const text = `${example.text}\n`;
        const before = mendable(text, entry);
        const after = mendedText(text, before);
        if (after !== undefined) assert.deepEqual(mendable(after, entry), [], after);
      });
      it(`${example.title}: is looked at`, () => {
        assert.ok(prefilter.matters(example.text, 'config'));
      });
    }
    it('every setting has an example', () => {
      const found = entry.examples.flatMap(({ text }) =>
        settingsIn(directivesOf(embedded('settings', `${text}\n`), 'settings', entry.syntax), entry),
      );
      for (const setting of entry.settings) {
        assert.ok(
          found.some((one) => one.setting === setting),
          `no example has ${setting.keys.join(' or ')}`,
        );
      }
    });
    if (entry.marks.length > 0) {
      it('is known by its text', () => {
        const known = entry.examples.map(({ text }) => reader.daemonOf(embedded('data', `${text}\n`), 'data.txt')?.id);
        assert.ok(known.includes(entry.id), `found ${known.join(', ')}`);
      });
    }
    it('is known by the name of its file', () => {
      const [name = ''] = entry.files;
      const path = name.replaceAll('*', 'x');
      const file = path.slice(path.lastIndexOf('/') + 1);
      assert.equal(reader.daemonOf(embedded(`${file}.j2`, ''), path)?.id, entry.id);
    });
    it('has files that are read', () => {
      for (const name of entry.files)
        assert.ok(languageOf(name.replaceAll('*', 'x')), `${name} is read by no front end`);
    });
  });
}

function byLine(a: string, b: string): number {
  return Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
}
