import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import semver from 'semver';
import { FactReader } from '../src/catalog/facts.ts';
import type { Library, TestedEntry } from '../src/catalog/schema.ts';
import { compileCatalog } from '../src/dev/compile-catalog.ts';
import { languages } from '../src/languages/index.ts';
import type { Language } from '../src/languages/language.ts';
import type { Fact } from '../src/model/fact.ts';
import { frontendOf } from '../src/run/front-ends.ts';
import { Prefilter } from '../src/run/prefilter.ts';

// Every example of the catalog is put into a small source that imports its library, is read like any other source,
// and must give a fact with the fields that its entry promises.
const catalog = await compileCatalog();
const prefilter = new Prefilter(catalog.anchors);
const readers = new Map(catalog.libraries.map(({ language }) => [language, new FactReader(catalog, language)]));

const yielding = new Set(
  'listen dial resolve split index select constant field mask prefix ipv4-ranges run'.split(' '),
);

for (const library of catalog.libraries) {
  describe(`${library.language}/${library.library}`, () => {
    it('says where it is known from', () => assert.notEqual(library.source, ''));
    it('has no place twice for one version', () => assert.deepEqual(repeated(library), []));
    for (const entry of library.entries) {
      if (yielding.has(entry.means.is)) it(`${entry.place.text} has an example`, () => assert.ok(entry.yields));
      if (entry.example === '') continue;
      for (const [module, language] of readings(library)) {
        it(`${entry.example}, from ${module} in ${language.id}`, () => demand(library, entry, module, language));
      }
    }
  });
}

/** Each module with each language that reads the catalog of the library. */
function readings({ modules, language }: Library): [string, Language][] {
  const reading = languages.filter((one) => one.catalog === language);
  return modules.flatMap((module) => reading.map((one): [string, Language] => [module, one]));
}

function repeated({ entries }: Library): string[] {
  return entries.flatMap((entry, index) =>
    entries
      .slice(0, index)
      .filter((other) => other.place.text === entry.place.text && semver.intersects(other.versions, entry.versions))
      .map(() => entry.place.text),
  );
}

async function demand(library: Library, entry: TestedEntry, module: string, language: Language): Promise<void> {
  const frontend = await frontendOf(language);
  for (const text of sourcesOf(library, entry, module)) {
    const unit = frontend.lower(text, 'example');
    assert.deepEqual(unit.gaveUp, [], text);
    const facts = readers.get(library.language)?.read(unit).facts ?? [];
    const { yields = {} } = entry;
    assert.ok(
      facts.some((fact) => hasFields(fact, yields)),
      `${text}\nshould give ${JSON.stringify(yields)}, gives ${facts.map((fact) => fieldsOf(fact, yields)).join(' and ') || 'nothing'}`,
    );
    assert.ok(prefilter.matters(text, library.language), `no anchor stands in\n${text}`);
  }
}

function hasFields(fact: Fact, wanted: Readonly<Record<string, string>>): boolean {
  return fieldsOf(fact, wanted) === fieldsOf(wanted, wanted);
}

function fieldsOf(of: object, wanted: Readonly<Record<string, string>>): string {
  const fields = new Map(Object.entries(of));
  return JSON.stringify(Object.fromEntries(Object.keys(wanted).map((key) => [key, String(fields.get(key))])));
}

const notImported = new Set(['any', 'global']);

/** Complete sources around an example. The name that it begins with is what the library is imported as. */
function sourcesOf(library: Library, { example }: TestedEntry, module: string): string[] {
  const named = library.language === 'go' ? /([A-Za-z_]\w*)(\.)/ : /^(?:new\s+)?(\w+)(\.)?/;
  const [, name = '', dot] = named.exec(example) ?? [];
  if (library.language === 'shell') return [`#!/bin/sh\n${example}\n`];
  const own = notImported.has(module);
  if (library.language === 'go') {
    const imported = own ? '' : `import ${name} "${module}"\n`;
    return [`package main\n\n${imported}\nfunc f() {\n\t_ = ${example}\n}\n`];
  }
  if (own) return [`${example};\n`];
  const isExported = library.entries.some(({ place }) => place.name.startsWith(`${name}.`));
  const isWhole = name === library.default || (dot !== undefined && !isExported);
  const imported = name === library.default ? name : isWhole ? `* as ${name}` : `{ ${name} }`;
  return [
    `import ${imported} from '${module}';\n${example};\n`,
    `const ${isWhole ? name : `{ ${name} }`} = require('${module}');\n${example};\n`,
  ];
}
