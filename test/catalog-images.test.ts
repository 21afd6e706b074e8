import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { type ImageEntry, parseImageEntry } from '../src/catalog/images.ts';
import { type FieldEntry, parseFieldEntries } from '../src/catalog/manifests.ts';
import { lower } from '../src/languages/kubernetes/lower.ts';
import type { FactOf } from '../src/model/fact.ts';
import { manifestFacts } from '../src/project/manifests.ts';
import { mendedText } from './mended.ts';

const folder = new URL('../src/catalog/', import.meta.url);

function read<T>(under: string, parseData: (data: unknown, file: string) => T): readonly T[] {
  return readdirSync(new URL(under, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parseData(parse(readFileSync(new URL(under + name, folder), 'utf8')), under + name));
}

const images: readonly ImageEntry[] = read('images/', parseImageEntry);
const fields: readonly FieldEntry[] = ['kubernetes/', 'cluster/'].flatMap((under) =>
  read(under, parseFieldEntries).flat(),
);

function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

function manifestOf(container: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: store }
spec:
  selector: { matchLabels: { app: store } }
  template:
    metadata: { labels: { app: store } }
    spec:
      containers:
        - name: main
${indent(container, 10)}
---
apiVersion: v1
kind: Service
metadata: { name: store }
spec:
  selector: { app: store }
  ports: [{ port: 9999 }]
`;
}

function listening(container: string): readonly FactOf<'listen'>[] {
  return listeningIn(manifestOf(container));
}

function listeningIn(manifest: string): readonly FactOf<'listen'>[] {
  const unit = lower(manifest, 'store.yaml');
  assert.deepEqual(unit.gaveUp, []);
  return manifestFacts(unit.resources, { images, fields, programs: [], runtimes: [] }).flatMap((fact) =>
    fact.kind === 'listen' ? [fact] : [],
  );
}

for (const entry of images) {
  for (const example of entry.examples) {
    test(`${entry.id}: ${example.title}`, () => {
      const facts = listening(example.container);
      assert.deepEqual(
        facts.map(({ place, family, reach }) => ({ place, family, reach })),
        [{ place: entry.program, family: example.family, reach: example.reach }],
      );
    });
    test(`${entry.id}: ${example.title}: what is repaired lets IPv6 in`, () => {
      const manifest = manifestOf(example.container);
      const mends = listeningIn(manifest).flatMap(({ family, mend }) => (family === 'ipv4' && mend ? [mend] : []));
      const after = mends.length === 0 ? undefined : mendedText(manifest, mends);
      if (after === undefined) return;
      const families = listeningIn(after).map(({ family }) => family);
      assert.ok(families.includes('both') || families.includes('ipv6'), after);
    });
  }
}

for (const field of fields) {
  for (const example of field.examples) {
    test(`${field.kind}.${field.paths[0]?.text}: ${JSON.stringify(example.object)}`, () => {
      const api = field.apis[0] ?? '';
      const text = `apiVersion: ${api === 'v1' ? api : `${api}/v1`}\nkind: ${field.kind}\n${example.object}\n`;
      const { resources, gaveUp } = lower(text, 'a.yaml');
      assert.deepEqual(gaveUp, []);
      const facts = manifestFacts(resources, { images: [], fields: [field], programs: [], runtimes: [] });
      const wrong = facts.filter((fact) => fact.kind === 'setting' && fact.family === 'ipv4');
      const found = wrong.map((fact) => text.slice(fact.span.start, fact.span.end).replace(/^['"]|['"]$/g, ''));
      assert.deepEqual(found, example.yields);
    });
  }
}

test('an image that runs something else is not judged', () => {
  for (const container of [
    'image: mongo\nargs: [mongosh, --host, db]',
    'image: mongo\ncommand: [mongodump]',
    'image: percona/mongodb_exporter\nports: [{ containerPort: 9216 }]',
    'image: ghcr.io/ferretdb/ferretdb\nports: [{ containerPort: 27017 }]',
    'image: "{{ .Values.image }}"\nports: [{ containerPort: 27017 }]',
  ]) {
    assert.deepEqual(listening(container), [], container);
  }
});

test('a command says for certain which program runs', () => {
  const [fact] = listening('image: shop/base\ncommand: [/usr/bin/mongod, --bind_ip_all]');
  assert.deepEqual([fact?.place, fact?.certain, fact?.family], ['mongod', true, 'ipv4']);
});

test('what a port alone says is not certain', () => {
  const [fact] = listening('image: shop/accounts\nports: [{ name: mongo, containerPort: 27017 }]');
  assert.equal(fact?.certain, false);
});

test('wrong data is refused with its file and key', () => {
  const good = parse(readFileSync(new URL('images/mongo.yaml', folder), 'utf8'));
  const wrong = (change: object) => () => parseImageEntry({ ...good, ...change }, 'images/mongo.yaml');
  assert.throws(wrong({ images: [] }), /images\/mongo\.yaml: images: expected a list with at least one text/);
  assert.throws(wrong({ lisens: {} }), /images\/mongo\.yaml: unknown key "lisens"/);
  assert.throws(wrong({ listens: { family: 'v4', reach: 'any', says: 'x' } }), /listens\.family: expected one of ipv4/);
  assert.throws(wrong({ identifiedBy: { ports: ['x'] } }), /identifiedBy\.ports\[0\]: expected a number, found "x"/);
  assert.throws(
    () =>
      parseFieldEntries(
        {
          area: 'service',
          api: 'v1',
          needs: 'ipv4-service',
          source: 's',
          fields: [
            {
              kind: 'Service',
              path: 'a..b',
              means: 'word',
              outcome: 'refused',
              says: 'x',
              repair: 'y',
              examples: [{ object: 'spec: {}', yields: [] }],
            },
          ],
        },
        'f.yaml',
      ),
    /f\.yaml: fields\[0\]\.path: expected a path such as/,
  );
});

test('the repair is asked for at the tightest place', () => {
  for (const [container, place] of [
    ['image: mongo:7', 'mongo:7'],
    ['image: mongo:7\nargs: [--quiet]', '[--quiet]'],
    ['image: mongo:7\ncommand: [mongod, --quiet]', '[mongod, --quiet]'],
    ['image: mongo:7\nargs: [--bind_ip=0.0.0.0]', '--bind_ip=0.0.0.0'],
    ['image: redis\nargs: [--save, "", --bind, 0.0.0.0, 127.0.0.1, --port, "1"]', '0.0.0.0, 127.0.0.1'],
    ['image: bitnami/mongodb\nenv: [{ name: MONGODB_ENABLE_IPV6, value: "no" }]', '"no"'],
  ] as const) {
    const [fact] = listening(container);
    assert.ok(fact);
    assert.equal(manifestOf(container).slice(fact.span.start, fact.span.end), place);
  }
});
