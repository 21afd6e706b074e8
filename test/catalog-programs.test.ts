import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { type ProgramEntry, parseProgramEntry } from '../src/catalog/program-entry.ts';
import { parseRuntimeEntry, type RuntimeEntry } from '../src/catalog/runtime-entry.ts';
import { lower as lowerDockerfile } from '../src/languages/dockerfile/lower.ts';
import { lower } from '../src/languages/kubernetes/lower.ts';
import type { Fact, FactOf } from '../src/model/fact.ts';
import { buildsOf } from '../src/project/dockerfiles.ts';
import { manifestFacts } from '../src/project/manifests.ts';
import { Sources } from '../src/project/sources.ts';

const folder = new URL('../src/catalog/', import.meta.url);

function read<T>(under: string, parseData: (data: unknown, file: string) => T): readonly T[] {
  return readdirSync(new URL(under, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parseData(parse(readFileSync(new URL(under + name, folder), 'utf8')), under + name));
}

const programs: readonly ProgramEntry[] = read('programs/', parseProgramEntry);
const runtimes: readonly RuntimeEntry[] = read('runtimes/', parseRuntimeEntry);
const catalog = { images: [], fields: [], programs, runtimes };

function podOf(container: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: shop }\nspec:\n  containers:\n    - name: main\n${container.replace(/^(?=.)/gm, '      ')}\n`;
}

function factsOf(container: string): readonly Fact[] {
  const unit = lower(podOf(container), 'pod.yaml');
  assert.deepEqual(unit.gaveUp, []);
  return manifestFacts(unit.resources, catalog);
}

function listening(container: string): readonly FactOf<'listen'>[] {
  return factsOf(container).flatMap((fact) => (fact.kind === 'listen' ? [fact] : []));
}

for (const entry of programs) {
  for (const example of entry.examples) {
    test(`${entry.id}: ${example.title}`, () => {
      const facts = listening(example.container);
      const said = new Set(facts.map(({ family, reach }) => `${family} ${reach}`));
      assert.deepEqual([...said], [`${example.family} ${example.reach}`]);
      if (entry.program !== '') assert.ok(facts.every(({ place }) => place === entry.program));
    });
  }
}

for (const runtime of runtimes) {
  for (const { container, yields } of runtime.examples) {
    test(`${runtime.id}: ${container.replaceAll('\n', ' ')}`, () => {
      const facts = listening(`${container}\nenv: [{ name: HOST, value: 0.0.0.0 }]`);
      assert.equal(yields, runtime.id);
      assert.deepEqual(
        facts.map(({ place, family }) => [place, family]),
        [[runtime.title, runtime.wildcard]],
      );
    });
  }
}

test('what lets IPv6 in, and what is no address to listen on, is passed over', () => {
  for (const container of [
    'image: python:3.13\ncommand: [gunicorn, -b, "0.0.0.0:80", -b, "[::]:80", "a:b"]',
    'image: python:3.13\ncommand: [uvicorn, "a:b", --host, "::"]',
    'image: python:3.13\ncommand: [uvicorn, "a:b"]',
    'image: shop/cart\nenv: [{ name: ASPNETCORE_URLS, value: "http://*:8080" }]',
    'image: shop/cart\nenv: [{ name: ASPNETCORE_URLS, value: "http://+:80;http://[::]:81" }]',
    'image: node:22\nenv: [{ name: HOST, value: shop.example }, { name: SERVER_HOST, value: 10.1.2.3 }]',
    'image: node:22\nenv: [{ name: REDIS_BIND_HOST, value: 0.0.0.0 }, { name: TRUSTED_LISTEN, value: 0.0.0.0/0 }]',
    'image: node:22\nenv: [{ name: HOST, value: "::" }, { name: BIND, value: 127.0.0.1 }]',
    'image: node:22\nargs: [node, server.js, --host, "$(HOST)"]',
    'image: python:3.13\ncommand: [pip, install, gunicorn]',
  ]) {
    assert.deepEqual(listening(container), [], container);
  }
});

test('a runtime may be held to IPv4 as a whole', () => {
  const places = (container: string): string[] =>
    factsOf(container).flatMap((fact) => (fact.kind === 'resolve' ? [fact.place] : []));
  const pin = '-Djava.net.preferIPv4Stack=true';
  assert.deepEqual(places(`image: a\ncommand: [java, "${pin}", -jar, a.jar]`), [pin]);
  assert.deepEqual(places(`image: a\nenv: [{ name: JAVA_OPTS, value: "-Xmx1g ${pin}" }]`), [pin]);
  assert.deepEqual(
    places(`image: a\nenv: [{ name: JAVA_OPTS, value: "${pin} -Djava.net.preferIPv4Stack=false" }]`),
    [],
  );
  assert.deepEqual(places('image: a\nenv: [{ name: DOTNET_SYSTEM_NET_DISABLEIPV6, value: "1" }]'), [
    'DOTNET_SYSTEM_NET_DISABLEIPV6',
  ]);
  assert.deepEqual(places('image: a\nenv: [{ name: DOTNET_SYSTEM_NET_DISABLEIPV6, value: "0" }]'), []);
});

/** The runtime that the Dockerfiles of a project give to an image. */
function runtimeBehind(image: string, files: Readonly<Record<string, string>>): string {
  const resources = Object.entries(files).flatMap(([file, text]) =>
    /dockerfile/i.test(file) ? lowerDockerfile(text, file).resources : lower(text, file).resources,
  );
  const sources = new Sources(resources, [], buildsOf(resources), runtimes, (file) => files[file]);
  const pod = lower(podOf(`image: ${image}`), 'pod.yaml').resources;
  const facts = manifestFacts([...resources, ...pod], catalog, (file) => files[file]);
  assert.deepEqual(facts, []);
  const [repository = ''] = image.split(':');
  const span = { file: '', start: 0, end: 0 };
  const known = sources.runtimeOf({
    language: 'kubernetes',
    image: { text: image, repository, tag: '', span },
    command: undefined,
    args: undefined,
    env: [],
    envOpen: false,
    ports: [],
    mounts: [],
    readOnlyRoot: false,
    because: [],
  });
  return known ? `${known.entry.id}${known.certain ? '' : '?'}` : '';
}

test('the Dockerfile of an image says what runs in it', () => {
  const node = 'FROM node:22\nCMD ["node", "server.js"]\n';
  const go =
    'FROM golang:1.25 AS build\nRUN go build -o /cart\nFROM scratch\nCOPY --from=build /cart /cart\nENTRYPOINT ["/cart"]\n';
  assert.equal(runtimeBehind('shop/cart:1', { 'src/cart/Dockerfile': node, 'src/mail/Dockerfile': go }), 'node');
  assert.equal(runtimeBehind('shop/mail', { 'src/cart/Dockerfile': node, 'src/mail/src/Dockerfile': go }), 'go');
  assert.equal(runtimeBehind('shop/mail', { 'build/mail.Dockerfile': go, Dockerfile: node }), 'go');
  assert.equal(runtimeBehind('shop/other', { 'src/cart/Dockerfile': node }), '');
});

test('the build file of the project says which Dockerfile it is', () => {
  const skaffold =
    'apiVersion: skaffold/v4beta1\nkind: Config\nbuild:\n  artifacts:\n    - { image: front, context: web/src }\n    - { image: back, context: ., docker: { dockerfile: ops/back.docker/Dockerfile } }\n';
  const files = {
    'skaffold.yaml': skaffold,
    'web/src/Dockerfile': 'FROM node:22\n',
    'ops/back.docker/Dockerfile': 'FROM ruby:3.4\n',
  };
  assert.equal(runtimeBehind('front', files), 'node');
  assert.equal(runtimeBehind('back', files), 'ruby');
});

test('the source beside a Dockerfile tells where nothing else does, though not for certain', () => {
  const base = 'FROM registry.example/base:1\nCMD ["./start"]\n';
  assert.equal(runtimeBehind('cart', { 'cart/Dockerfile': base, 'cart/package.json': '{}' }), 'node?');
  assert.equal(runtimeBehind('cart', { 'cart/Dockerfile': base, 'cart/package.json': '{}', 'cart/go.mod': '' }), '');
  assert.equal(runtimeBehind('cart', { 'cart/Dockerfile': base }), '');
});

test('Dockerfiles of one name that disagree say nothing', () => {
  assert.equal(
    runtimeBehind('cart', { 'a/cart/Dockerfile': 'FROM node:22\n', 'b/cart/Dockerfile': 'FROM golang\n' }),
    '',
  );
});
