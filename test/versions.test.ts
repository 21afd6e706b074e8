import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareVersion, Versions } from '../src/project/versions.ts';

type Files = Readonly<Record<string, string>>;

function ask(files: Files, library: string, file: string): string {
  const found = new Versions((name) => files[name]).versionOf(library, file);
  return found === undefined ? 'unknown' : `${found.version ?? `range ${found.range}`} from ${found.from}`;
}

const asks = (range: string): string => JSON.stringify({ dependencies: { ioredis: range } });

describe('go.mod', () => {
  const text = [
    'module example.com/m',
    'go 1.22',
    'require github.com/a/single v1.0.0',
    'require (',
    '\tgithub.com/valyala/fasthttp v1.51.0 // indirect',
    '\tgithub.com/gofiber/fiber/v2 v2.52.0+incompatible',
    '\tgithub.com/a/forked v1.0.0',
    '\tgithub.com/a/pinned v1.0.0',
    '\tgithub.com/a/local v1.0.0',
    ')',
    'replace github.com/a/forked => github.com/b/forked v9.0.0',
    'replace (',
    '\tgithub.com/a/pinned v1.0.0 => github.com/a/pinned v1.2.0',
    '\tgithub.com/a/local => ../local',
    ')',
  ].join('\r\n');
  const cases: readonly (readonly [string, string])[] = [
    ['github.com/a/single', '1.0.0 from go.mod'],
    ['github.com/valyala/fasthttp', '1.51.0 from go.mod'],
    ['github.com/valyala/fasthttp/reuseport', '1.51.0 from go.mod'],
    ['github.com/gofiber/fiber/v2', '2.52.0 from go.mod'],
    ['github.com/a/forked', 'unknown'],
    ['github.com/a/pinned', '1.2.0 from go.mod'],
    ['github.com/a/local', 'unknown'],
    ['github.com/valyala/fasthttpx', 'unknown'],
    ['go', 'range >=1.22 from go.mod'],
  ];
  for (const [library, expected] of cases) {
    it(library, () => assert.equal(ask({ 'go.mod': text }, library, 'cmd/a/main.go'), expected));
  }

  it('the nearest module decides', () => {
    const nested = 'module n\nrequire github.com/valyala/fasthttp v1.60.0\n';
    const files = { 'go.mod': text, 'tools/go.mod': nested };
    assert.equal(ask(files, 'github.com/valyala/fasthttp', 'tools/x/main.go'), '1.60.0 from tools/go.mod');
    assert.equal(ask(files, 'github.com/a/single', 'tools/x/main.go'), 'unknown');
  });
});

const locks: Readonly<Record<string, Files>> = {
  'package-lock.json, version 1': {
    'package-lock.json': JSON.stringify({ lockfileVersion: 1, dependencies: { ioredis: { version: '5.3.2' } } }),
  },
  'package-lock.json, version 3': {
    'package-lock.json': JSON.stringify({
      packages: { 'node_modules/ioredis': { version: '5.3.2' }, 'web/node_modules/ioredis': { version: '4.0.0' } },
    }),
  },
  'npm-shrinkwrap.json': {
    'npm-shrinkwrap.json': JSON.stringify({ packages: { 'node_modules/ioredis': { version: '5.3.2' } } }),
  },
  'yarn.lock, version 1': {
    'yarn.lock':
      '# yarn lockfile v1\n\n"@x/ioredis@^1":\n  version "1.0.0"\n\nioredis@^4.0.0:\n  version "4.28.0"\n\nioredis@^5.0.0, ioredis@^5.3.0:\n  version "5.3.2"\n  resolved "x"\n  dependencies:\n    version "9"\n',
  },
  'yarn.lock, later': {
    'yarn.lock':
      '__metadata:\n  version: 8\n\n"ioredis@npm:^4.0.0":\n  version: 4.28.0\n\n"ioredis@npm:^5.0.0, ioredis@npm:^5.3.0":\n  version: 5.3.2\n  resolution: "ioredis@npm:5.3.2"\n',
  },
  'pnpm-lock.yaml, version 5': {
    'pnpm-lock.yaml':
      'lockfileVersion: 5.4\n\nspecifiers:\n  ioredis: ^5.3.0\n\ndependencies:\n  ioredis: 5.3.2\n\npackages:\n\n  /ioredis/5.3.2:\n    resolution: {integrity: sha512}\n  /ioredis/4.0.0:\n    dev: false\n',
  },
  'pnpm-lock.yaml, version 9': {
    'pnpm-lock.yaml':
      "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      ioredis:\n        specifier: ^5.3.0\n        version: 5.3.2(peer@1.0.0)\n\n  web:\n    dependencies:\n      ioredis:\n        specifier: ^4\n        version: 4.0.0\n\npackages:\n\n  ioredis@5.3.2:\n    resolution: {integrity: sha512}\n",
  },
  'bun.lock': {
    'bun.lock':
      '{\n  "workspaces": { "": { "name": "root" }, "web": { "name": "web" }, },\n  "packages": {\n    "ioredis": ["ioredis@5.3.2", "", { "x": "a,}" }, "sha"],\n    "web/ioredis": ["ioredis@4.0.0", ""],\n  },\n}\n',
  },
};

for (const [name, lock] of Object.entries(locks)) {
  describe(name, () => {
    const file = Object.keys(lock)[0] ?? '';
    const files = { 'package.json': asks('^5.3.0'), ...lock };
    it('says the version that is installed', () => {
      assert.equal(ask(files, 'ioredis', 'src/a/b.js'), `5.3.2 from ${file}`);
    });
    it('is found from a workspace', () => {
      assert.equal(ask({ ...files, 'api/package.json': asks('^5.0.0') }, 'ioredis', 'api/a.ts'), `5.3.2 from ${file}`);
    });
    it('does not know what it does not hold', () => assert.equal(ask(files, 'express', 'a.js'), 'unknown'));
  });
}

describe('workspaces', () => {
  for (const name of ['package-lock.json, version 3', 'pnpm-lock.yaml, version 9', 'bun.lock']) {
    it(`${name} knows the version of a workspace`, () => {
      const files = { ...locks[name], 'web/package.json': asks('^4') };
      assert.match(ask(files, 'ioredis', 'web/src/a.js'), /^4\.0\.0 /);
    });
  }
});

describe('package.json', () => {
  it('gives a range where no lock file does', () => {
    assert.equal(ask({ 'package.json': asks('^5.3.0') }, 'ioredis', 'a.js'), 'range ^5.3.0 from package.json');
  });
  it('gives a version where it pins one', () => {
    assert.equal(ask({ 'package.json': asks('5.3.0') }, 'ioredis', 'a.js'), '5.3.0 from package.json');
  });
  it('gives nothing for a tag, a folder, an URL', () => {
    for (const range of ['next', 'file:../x', 'github:a/b', 'workspace:foo']) {
      assert.equal(ask({ 'package.json': asks(range) }, 'ioredis', 'a.js'), 'unknown');
    }
  });
});

describe('what is broken', () => {
  const names = ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'package.json', 'go.mod'];
  const texts = [
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '<<<<<<< HEAD\n',
    '\u0000',
    '{"packages":[1]}',
    '{"dependencies":{"ioredis":7}}',
  ];
  it('never throws', () => {
    for (const name of names) {
      for (const text of texts) {
        assert.equal(ask({ [name]: text }, 'ioredis', 'a.js'), 'unknown');
        assert.equal(ask({ [name]: text }, 'ioredis', 'a.go'), 'unknown');
      }
    }
  });
  it('is told once', () => {
    const versions = new Versions((name) => (name === 'package-lock.json' ? '{' : undefined));
    versions.versionOf('ioredis', 'a.js');
    versions.versionOf('express', 'b.js');
    assert.deepEqual(
      versions.broken.map(({ file }) => file),
      ['package-lock.json'],
    );
  });
});

describe('compareVersion', () => {
  const of = (version: string, range: string): string =>
    compareVersion({ version, range: undefined, from: 'x' }, range);
  const asked = (range: string, holds: string): string =>
    compareVersion({ version: undefined, range, from: 'x' }, holds);
  it('decides for a version', () => {
    assert.deepEqual(
      [of('5.8.1', '<5.8.2'), of('5.8.2', '<5.8.2'), of('5.8.2-beta.1', '<5.8.2')],
      ['inside', 'outside', 'inside'],
    );
  });
  it('decides for a range where it can', () => {
    assert.deepEqual(
      [asked('^5.3.0', '<5.8.2'), asked('^4.0.0', '<5.8.2'), asked('^6.0.0', '<5.8.2')],
      ['open', 'inside', 'outside'],
    );
  });
  it('leaves open what is not known', () => assert.equal(compareVersion(undefined, '<1'), 'open'));
});
