import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { type Known, readSettings } from '../src/config/settings.ts';
import type { Result } from '../src/model/finding.ts';
import { configurationFor } from '../src/run/configuration.ts';
import { explainLine } from '../src/run/explain.ts';
import { packageRoot } from '../src/run/package-root.ts';
import { scan } from '../src/run/scan.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'only6-config-')));
  mkdirSync(join(folder, '.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function judge(configured = '', paths: readonly string[] = ['.']): Promise<Result> {
  if (configured !== '') write('only6.yaml', configured);
  const configuration = await configurationFor({ cwd: folder, paths, config: undefined });
  const options = { paths, cwd: folder, stdin: undefined, asides: false, configuration, onProgress: () => {} };
  return scan({ ...options, target: 'ipv6-only' });
}

function found({ findings }: Result): string[] {
  return findings.map(({ span, at, effect, rule }) => `${span.file}:${at.start.line} ${rule} ${effect}`);
}

const server = "require('node:http').createServer().listen(80, '0.0.0.0');\n";
const joined = "const url = (host, port) => fetch('http://' + host + ':' + port);\nmodule.exports = { url };\n";

describe('only6.yaml', () => {
  it('rules: off, and the most that a rule may report', async () => {
    write('a.js', server);
    write('b.js', joined);
    assert.deepEqual(found(await judge()), ['a.js:1 listen-ipv4-only breaks', 'b.js:1 colon-joined-address may break']);
    assert.deepEqual(found(await judge('rules: { listen-ipv4-only: warning, colon-joined-address: warning }\n')), [
      'a.js:1 listen-ipv4-only may break',
      'b.js:1 colon-joined-address may break',
    ]);
    const result = await judge('rules:\n  listen-ipv4-only: off\n  colon-joined-address: note\n');
    assert.deepEqual(found(result), ['b.js:1 colon-joined-address note']);
    assert.match(result.findings[0]?.softened ?? '', /only6\.yaml:3:3 allows no more here/);
  });

  it('overrides: the last that matches wins over the rules', async () => {
    for (const file of ['a.js', 'tools/a.js', 'tools/kept/a.js']) write(file, server);
    const rules = (level: string): string => `rules: { listen-ipv4-only: ${level} }`;
    const result = await judge(
      `${rules('warning')}\noverrides:\n  - paths: tools/\n    ${rules('off')}\n  - paths: [kept/]\n    ${rules('error')}\n`,
    );
    assert.deepEqual(found(result), ['a.js:1 listen-ipv4-only may break', 'tools/kept/a.js:1 listen-ipv4-only breaks']);
  });

  it('exclude: paths as in .gitignore, also of files that are named, told in the result', async () => {
    for (const file of ['a.js', 'legacy/b.js', 'web/legacy/c.js', 'web/d.gen.js']) write(file, server);
    const text = 'exclude: [./legacy, "*.gen.js"]\n';
    const result = await judge(text);
    assert.deepEqual(found(result), ['a.js:1 listen-ipv4-only breaks', 'web/legacy/c.js:1 listen-ipv4-only breaks']);
    assert.deepEqual(result.passedOver, [{ why: 'excluded by only6.yaml', files: 2 }]);
    assert.deepEqual(found(await judge(text, ['legacy/b.js'])), []);
  });

  it('is the nearest one up to the top of the repository, and its paths are its own', async () => {
    write('app/src/a.js', server);
    write('app/only6.yaml', 'exclude: /src\n');
    assert.deepEqual(found(await judge('', ['app/src'])), []);
    const above = await configurationFor({ cwd: folder, paths: ['.'], config: undefined });
    assert.equal(above.file, undefined);
    const none = await configurationFor({ cwd: folder, paths: ['app/src'], config: false });
    assert.equal(none.file, undefined);
    const named = await configurationFor({ cwd: folder, paths: ['.'], config: 'app/only6.yaml' });
    assert.equal(named.file, join(folder, 'app/only6.yaml'));
  });

  it('names: a name that is always a DNS name needs no brackets, an address does', async () => {
    const env = "const base = 'http://' + process.env.STORE + ':8080/';\nmodule.exports = fetch(base);\n";
    write('a.js', env);
    write('b.js', "const base = (cfg) => fetch('http://' + cfg.store.at + ':8080/');\nmodule.exports = { base };\n");
    assert.deepEqual(found(await judge()).length, 2);
    assert.deepEqual(found(await judge('names: { STORE: name, store.at: name }\n')), []);
    assert.deepEqual(found(await judge('names: { STORE: address, at: ipv4 }\n')), [
      'a.js:1 colon-joined-address breaks',
    ]);
    await judge('names: { STORE: name }\n');
    const configuration = await configurationFor({ cwd: folder, paths: ['.'], config: undefined });
    const explained = await explainLine({ cwd: folder, file: 'a.js', line: 1, target: 'ipv6-only', configuration });
    assert.match(JSON.stringify(explained), /the host is a DNS name by definition/);
  });

  it('images: which program an image of your own runs', async () => {
    const pod = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: { name: store }',
      'spec:',
      '  containers:',
      '    - { name: store, image: registry.example.com/shop/store:7.0, args: [--replSet, rs0], ports: [{ containerPort: 80 }] }',
      '',
    ].join('\n');
    write('pod.yaml', pod);
    assert.deepEqual(found(await judge()), []);
    assert.equal(found(await judge('images: { shop/store: mongo }\n')).length, 1);
  });

  it('images: that an image is not what the catalog takes it for', async () => {
    const image = (name: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: store }\nspec:\n  containers:\n    - { name: store, image: "${name}", ports: [{ containerPort: 27017 }] }\n`;
    write('pod.yaml', image('registry.example/shop/mongo:7'));
    assert.match(found(await judge()).join(), /breaks$/);
    assert.deepEqual(found(await judge('images: { registry.example/shop/mongo: go }\n')), []);
    write('pod.yaml', image('shop/store'));
    assert.match(found(await judge()).join(), /may break$/);
    assert.deepEqual(found(await judge('images: { shop/store: go }\n')), []);
  });

  it('images: in which language the program of an image is written', async () => {
    const pod = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: { name: api }',
      'spec:',
      '  containers:',
      '    - name: api',
      '      image: registry.example.com/shop/api:1',
      '      env: [{ name: LISTEN_HOST, value: 0.0.0.0 }]',
      '      ports: [{ containerPort: 80 }]',
      '',
    ].join('\n');
    write('pod.yaml', pod);
    assert.match(found(await judge()).join(), /note$/);
    assert.match(found(await judge('images: { shop/api: node }\n')).join(), /breaks$/);
    assert.equal((await judge('images: { shop/api: go }\n')).answer.says, 'yes');
  });

  it('catalog: what a wrapper of your own means', async () => {
    const main = 'package main\n\nimport "example.com/shop/netx"\n\nfunc main() {\n\tnetx.Serve("0.0.0.0:80")\n}\n';
    write('main.go', main);
    assert.deepEqual(found(await judge()), []);
    const library = '  - library: example.com/shop/netx\n    language: go\n    entries:\n';
    const entry = '      - { place: Serve(addr), means: listen, address: addr, default: ipv4, repair: call Serve6 }\n';
    assert.deepEqual(found(await judge(`catalog:\n${library}${entry}`)), ['main.go:6 ipv4-only-default breaks']);
  });

  it('says where an entry of a catalog is wrong', async () => {
    const library =
      'catalog:\n  - library: x\n    language: go\n    entries: [{ place: Serve(addr), means: listne }]\n';
    await assert.rejects(judge(library), /only6\.yaml:4:15: means: expected one of listen, .*, found "listne"/);
    await assert.rejects(
      judge(library.replace('listne', 'listen, adress: addr')),
      /only6\.yaml:4:15: unknown key "adress", known are /,
    );
  });

  it('a file full of mistakes, or one that is no file, is told in few lines', async () => {
    await assert.rejects(
      judge('a: 1\nb: 1\nc: 1\n'),
      /^Error: only6\.yaml:1:1: .*\nonly6\.yaml:2:1: .*\nonly6\.yaml:3:1: /,
    );
    await assert.rejects(
      judge(`target: ${'['.repeat(2000)}`),
      ({ message }: Error) => message.split('\n').length <= 11,
    );
    rmSync(join(folder, 'only6.yaml'));
    symlinkSync('nowhere', join(folder, 'only6.yaml'));
    await assert.rejects(judge(), /no such configuration file: only6\.yaml/);
  });

  it('another name for the file is an error, not a silence', async () => {
    write('only6.yml', 'target: dual-stack\n');
    await assert.rejects(judge(), /only6\.yml is not read: call it only6\.yaml/);
  });
});

const known: Known = {
  rules: ['listen-ipv4-only', 'family-pinned'],
  programs: ['mongo', 'redis'],
  languages: ['go', 'javascript'],
};

function mistakes(source: string): string[] {
  return readSettings(source, known).mistakes.map(({ at, says }) => `${at.line}:${at.column} ${says}`);
}

describe('mistakes in only6.yaml', () => {
  it('an unknown key or rule names the nearest one', () => {
    assert.deepEqual(mistakes('target: ipv6-only\nrule: {}\n'), ["2:1 there is no key 'rule' (did you mean rules?)"]);
    assert.deepEqual(mistakes('rules:\n  listen-ipv4-olny: off\n'), [
      "2:3 there is no rule 'listen-ipv4-olny' in rules (did you mean listen-ipv4-only?)",
    ]);
    assert.match(mistakes('colour: red\n').join(), /^1:1 there is no key 'colour'; keys are target, fail-on/);
  });

  it('a wrong value says what is possible', () => {
    assert.match(mistakes('target: ipv6\n').join(), /^1:9 target must be one of ipv6-only, .*dual-stack/);
    assert.match(mistakes('fail-on: eror\n').join(), /must be one of error, .*\(did you mean error\?\)/);
    assert.match(mistakes('exclude: { a: b }\n').join(), /^1:10 exclude must be a text/);
    assert.match(mistakes('exclude: [a, 1]\n').join(), /^1:14 exclude\.1 must be a text/);
    assert.match(mistakes('rules: off\n').join(), /^1:8 rules must be a mapping/);
    assert.match(mistakes('- a\n').join(), /^1:1 the file must be a mapping/);
    assert.match(mistakes('overrides:\n  - paths: a\n').join(), /^2:5 overrides\.0 lacks rules/);
    assert.match(mistakes('catalog: [{ library: x }]\n').join(), /catalog\.0 lacks language and entries/);
  });

  it('all mistakes are told at once, and what is no YAML by its place', () => {
    assert.equal(mistakes('target: x\nfail-on: y\n').length, 2);
    assert.match(mistakes('target: [\n').join(), /^\d+:\d+ this is no valid YAML: /);
    assert.match(mistakes('target: dual-stack\ntarget: ipv6-only\n').join(), /^2:1 .*unique/);
    assert.match(mistakes('target: *none\n').join(), /^1:9 there is no anchor &none before it$/);
    const bomb = `a: &a [x, x]\n${[...'bcdefghij'].map((key, i) => `${key}: &${key} [*${'abcdefghi'[i]}, *${'abcdefghi'[i]}]`).join('\n')}\n`;
    assert.ok(mistakes(bomb).length > 0);
  });

  it('an empty file, or one of comments, sets nothing', () => {
    for (const source of ['', '# nothing\n', '---\n']) {
      assert.deepEqual(mistakes(source), []);
      assert.deepEqual(readSettings(source, known).data, {});
    }
  });
});

describe('the JSON schema of only6.yaml', () => {
  const schema = JSON.parse(readFileSync(join(packageRoot(), 'only6.schema.json'), 'utf8'));
  const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  const agree = [
    'target: eks-ipv6\nfail-on: warning\nexclude: a\n',
    'exclude: [a, b]\nrules: { family-pinned: off }\n',
    'overrides: [{ paths: [a], rules: { family-pinned: note } }]\n',
    'names: { A: name, b.c: address }\nimages: { store: mongo }\n',
    'catalog:\n  - { library: a, language: go, entries: [{ place: f(x), means: dial, host: x }] }\n',
    'target: ipv6\n',
    'rules: { nothing: off }\n',
    'rules: { family-pinned: loud }\n',
    'overrides: [{ paths: [a] }]\n',
    'names: { A: host }\n',
    'images: { store: other }\n',
    'catalog: [{ library: a }]\n',
    'whatever: 1\n',
  ];
  for (const source of agree) {
    it(`agrees with the program: ${source.trim().replaceAll('\n', ' ')}`, () => {
      assert.equal(accepts(parse(source)), mistakes(source).length === 0);
    });
  }
});
