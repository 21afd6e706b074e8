import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Discovered, discover, surroundingsOf } from '../src/run/discover.ts';
import { Prefilter, passedOverByContent, passedOverByName } from '../src/run/prefilter.ts';
import { decode, encodingOf, Reader } from '../src/run/read.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'only6-discover-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string | Buffer = 'x'): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function git(...args: string[]): void {
  execFileSync('git', ['-C', folder, ...args], { stdio: 'ignore' });
}

function names({ files }: Discovered): string {
  return files.join(' ');
}

describe('what is judged together with one file', () => {
  beforeEach(() => {
    for (const path of ['a.go', 'b.yaml', 'deep/c.yaml']) write(path);
  });

  it('is its repository', () => {
    git('init', '-q');
    assert.deepEqual(surroundingsOf('deep/c.yaml', folder), [folder]);
  });

  it('is what lies beside it where there is no repository, which may be a home or /tmp', () => {
    const around = surroundingsOf('a.go', folder);
    assert.deepEqual([...around].sort(), [join(folder, 'a.go'), join(folder, 'b.yaml')]);
  });
});

for (const how of ['git', 'walk'] as const) {
  describe(`discover by ${how}`, () => {
    beforeEach(() => {
      if (how === 'git') git('init', '-q');
    });

    it('lists files in a stable order and honours .gitignore, also a nested one', () => {
      for (const path of ['b.go', 'a/c.go', 'a/skip.go', 'out/x.go', 'a-b.go']) write(path);
      write('.gitignore', 'out/\n.gitignore\n');
      write('a/.gitignore', 'skip.go\n');
      assert.equal(names(discover(['.'], folder)), 'a-b.go a/c.go b.go');
    });

    it('passes over vendored code and says so', () => {
      for (const path of ['a.go', 'vendor/x/y.go', 'node_modules/z.js', 'sub/vendor/q.go']) write(path);
      const found = discover([folder], folder);
      assert.equal(names(found), 'a.go');
      assert.deepEqual(found.passedOver.list(), [{ why: 'vendored', files: 3 }]);
    });

    it('scans a vendored folder that was named', () => {
      write('vendor/x/y.go');
      assert.equal(names(discover(['vendor/x'], folder)), how === 'git' ? 'vendor/x/y.go' : 'y.go');
    });

    it('finds a file once, however often it is named', () => {
      write('a/b.go');
      assert.equal(names(discover(['a/b.go', 'a', '.'], folder)), 'a/b.go');
    });

    it('tells of a path that is not there', () => {
      const [skipped] = discover(['gone'], folder).skipped;
      assert.equal(skipped?.why, 'no such file or folder');
    });
  });
}

describe('discover', () => {
  it('names files below the top of the repository', () => {
    git('init', '-q');
    write('deploy/app/a.yaml');
    const found = discover(['app'], join(folder, 'deploy'));
    assert.equal(found.root, folder);
    assert.equal(names(found), 'deploy/app/a.yaml');
  });

  it('scans a named folder that git ignores', () => {
    git('init', '-q');
    write('.gitignore', 'out/\n');
    write('out/a.go');
    assert.equal(names(discover(['out'], folder)), 'out/a.go');
  });

  it('walks where git refuses', () => {
    mkdirSync(join(folder, '.git'));
    write('a.go');
    assert.equal(names(discover(['.'], folder)), 'a.go');
  });

  it('starts no program that the repository names', () => {
    git('init', '-q');
    write('a.go');
    git('config', 'core.fsmonitor', `touch ${join(folder, 'started')}; false`);
    assert.equal(names(discover(['.'], folder)), 'a.go');
  });

  it('counts symbolic links and follows none', () => {
    write('a.go');
    symlinkSync(join(folder, 'a.go'), join(folder, 'link.go'));
    symlinkSync('/', join(folder, 'root'));
    symlinkSync('.', join(folder, 'loop'));
    const found = discover(['.'], folder);
    assert.equal(names(found), 'a.go');
    assert.deepEqual(found.passedOver.list(), [{ why: 'symbolic link', files: 3 }]);
  });

  it('tells of a folder that it may not enter', { skip: process.getuid?.() === 0 }, () => {
    write('closed/a.go');
    chmodSync(join(folder, 'closed'), 0);
    const [skipped] = discover(['.'], folder).skipped;
    chmodSync(join(folder, 'closed'), 0o755);
    assert.equal(skipped?.file, 'closed');
  });
});

describe('read', () => {
  const read = (path: string): string => {
    const got = new Reader(folder).read(path);
    return got.is === 'bytes' ? decode(got.bytes, encodingOf(got.bytes) ?? 'utf8') : got.why;
  };

  it('reads each encoding that has a mark, without the mark', () => {
    write('8', Buffer.from('\uFEFFä', 'utf8'));
    write('16le', Buffer.from('\uFEFFä', 'utf16le'));
    write('16be', Buffer.from('\uFEFFä', 'utf16le').swap16());
    assert.deepEqual(['8', '16le', '16be'].map(read), ['ä', 'ä', 'ä']);
  });

  it('survives what is no UTF-8', () => {
    write('bad', Buffer.from([0x61, 0xff, 0xc3, 0x62]));
    assert.equal(read('bad'), 'a\uFFFD\uFFFDb');
  });

  it('knows binary data', () => assert.equal(encodingOf(Buffer.from([0x61, 0, 0x62])), undefined));

  it('refuses what is too large, and links', () => {
    write('large', Buffer.alloc(2 * 1024 * 1024 + 1, 97));
    write('large.yaml', Buffer.alloc(2 * 1024 * 1024 + 1, 97));
    assert.equal(read('large.yaml').length, 2 * 1024 * 1024 + 1, 'a stream of manifests may be longer');
    write('a/target');
    symlinkSync(join(folder, 'a/target'), join(folder, 'link'));
    symlinkSync(join(folder, 'a'), join(folder, 'linked'));
    assert.deepEqual(['large', 'link', 'linked/target', 'gone', 'na\uFFFDme'].map(read), [
      'larger than 2 MB',
      'symbolic link',
      'symbolic link',
      'deleted',
      'its name is not UTF-8',
    ]);
  });

  it('grows its buffer', () => {
    write('big', Buffer.alloc(1024 * 1024 + 3, 98));
    assert.equal(read('big').length, 1024 * 1024 + 3);
  });
});

describe('prefilter', () => {
  const prefilter = new Prefilter({ go: ['ListenAndServe'] });
  const matters: readonly (readonly [string, string, boolean])[] = [
    ['go', 'fmt.Sprintf("%s:%d", h, p)', true],
    ['go', 'h + ":" + p', true],
    ['go', 'strings.Split(a, ":")', true],
    ['go', "strings.IndexByte(a, ':')", true],
    ['go', 'dial("10.0.0.1")', true],
    ['go', 'x.ListenAndServe()', true],
    ['go', 'net.Listen("tcp4", a)', true],
    ['go', 'func main() { println("hello", 1.2) }', false],
    ['javascript', '`\x24{host}:\x24{port}`', true],
    ['javascript', '`http://[\x24{host}]:8080`', true],
    ['javascript', '/:\\d+$/.test(host)', true],
    ['javascript', 'connect({ host, family: 4 })', true],
    ['javascript', 'const a = { b: 1 }', false],
    ['kubernetes', 'kind: Pod', true],
    ['kubernetes', 'bind: 0.0.0.0', true],
    ['kubernetes', '{"kind": "Pod"}', true],
    ['kubernetes', 'version: 1.2.3', false],
  ];
  for (const [catalog, text, expected] of matters) {
    it(`${expected ? 'keeps' : 'drops'} ${text}`, () => assert.equal(prefilter.matters(text, catalog), expected));
  }

  it('passes over generated, minified and locked files', () => {
    assert.equal(passedOverByName('a/package-lock.json'), 'lock file');
    assert.equal(passedOverByName('a/jquery.min.js'), 'minified or bundled');
    assert.equal(passedOverByContent('a.go', '// Code generated by x. DO NOT EDIT.\npackage a\n'), 'generated');
    assert.equal(passedOverByContent('a.js', `var a="${'x'.repeat(6000)}"`), 'minified or bundled');
    assert.equal(passedOverByContent('a.yaml', 'kind: CustomResourceDefinition\n'), 'custom resource definition');
    assert.equal(passedOverByContent('a.js', 'var a = 1;\n'.repeat(900)), undefined);
  });
});
