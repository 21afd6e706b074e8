import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Result } from '../src/model/finding.ts';
import { linesIn } from '../src/run/change.ts';
import type { ChangeOption } from '../src/run/options.ts';
import { scan } from '../src/run/scan.ts';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'only6-changes-')));
  git('init', '-q', '-b', 'main');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', folder, ...identity, ...args], { stdio: 'ignore' });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(): void {
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
}

function judge(change: ChangeOption | undefined, paths: readonly string[] = ['.'], cwd = folder): Promise<Result> {
  return scan({ paths, cwd, target: 'ipv6-only', stdin: undefined, asides: false, change, onProgress: () => {} });
}

function places({ findings }: Result): string {
  return findings.map(({ span, at }) => `${span.file}:${at.start.line}`).join(' ');
}

const since = (ref: string): ChangeOption => ({ since: ref });

/** A program that breaks once for each port. */
function server(...ports: readonly number[]): string {
  return ["const http = require('node:http');", ...ports.map((port) => listen(port)), ''].join('\n');
}

function listen(port: number, host = '0.0.0.0'): string {
  return `http.createServer().listen(${port}, '${host}');`;
}

describe('--changed-since', () => {
  it('reports the lines that changed, also before they are committed', async () => {
    write('a.js', server(1, 2));
    commit();
    git('checkout', '-q', '-b', 'work');
    write('a.js', server(1, 3, 2));
    const result = await judge(since('main'));
    assert.equal(places(result), 'a.js:3');
    assert.deepEqual(result.withheld, [{ why: 'not in what changed since main', findings: 2 }]);
    assert.equal(result.answer.because, '3 places break there, 1 of them in what changed since main');
    commit();
    assert.equal(places(await judge(since('main'))), 'a.js:3');
    assert.equal(places(await judge(since('HEAD'))), '');
  });

  it('reports untracked files, and leaves ignored ones alone', async () => {
    write('a.js', server(1));
    write('.gitignore', 'ignored.js\n');
    commit();
    write('new one.js', server(1));
    write('ignored.js', server(1));
    assert.equal(places(await judge(since('HEAD'))), 'new one.js:2');
  });

  it('does not report what others committed to the branch that was left', async () => {
    write('a.js', server(1));
    commit();
    git('checkout', '-q', '-b', 'work');
    write('b.js', server(1));
    commit();
    git('checkout', '-q', 'main');
    write('a.js', "'use strict';\n");
    commit();
    git('checkout', '-q', 'work');
    assert.equal(places(await judge(since('main'))), 'b.js:2');
  });

  it('follows a renamed file, whose lines did not change', async () => {
    write('a.js', server(1, 2, 3, 4, 5, 6));
    commit();
    renameSync(join(folder, 'a.js'), join(folder, 'b "ü".js'));
    write('b "ü".js', server(1, 2, 3, 4, 5, 7));
    git('add', '-A');
    assert.equal(places(await judge(since('HEAD'))), 'b "ü".js:7');
  });

  it('reports a finding where a line of its reasoning changed', async () => {
    const text = (host: string): string => `const host = '0.0.0.0';\n\n\n${listen(1).replace("'0.0.0.0'", host)}\n`;
    write('a.js', `const http = require('node:http');\n${text("'::'")}`);
    commit();
    write('a.js', `const http = require('node:http');\n${text('host')}`);
    assert.equal(places(await judge(since('HEAD'))), 'a.js:2');
  });

  it('reports what a line that is gone leaves behind', async () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec:\n  ipFamilyPolicy: PreferDualStack\n';
    write('a.yaml', `${service}  # both\n  ipFamilies: [IPv4]\n`);
    commit();
    write('a.yaml', `${service}  ipFamilies: [IPv4]\n`);
    assert.equal(places(await judge(since('HEAD'))), places(await judge(undefined)));
  });

  it('judges from a folder below, and only what was named there', async () => {
    write('a/a.js', server(1));
    write('b/b.js', server(1));
    commit();
    write('a/a.js', server(1, 2));
    write('b/b.js', server(1, 2));
    assert.equal(places(await judge(since('HEAD'), ['.'], join(folder, 'a'))), 'a/a.js:3');
  });

  it('starts no program that the repository names', async () => {
    write('a.js', server(1));
    write('.gitattributes', '*.js filter=evil diff=evil\n');
    commit();
    const ran = join(folder, 'ran');
    for (const key of ['filter.evil.clean', 'filter.evil.process', 'diff.evil.textconv', 'diff.external'])
      git('config', key, `touch '${ran}'; cat`);
    git('config', 'filter.evil.required', 'true');
    write('a.js', server(1, 2));
    assert.equal(places(await judge(since('HEAD'))), 'a.js:3');
    assert.equal(places(await judge('staged')), '');
    assert.equal(existsSync(ran), false);
  });

  it('says in one line why it cannot compare', async () => {
    await assert.rejects(judge(since('main')), /--changed-since main: git knows no such commit here$/);
    write('a.js', server(1));
    commit();
    await assert.rejects(judge(since('--help')), /--changed-since --help: git knows no such commit here$/);
    git('checkout', '-q', '--orphan', 'other');
    await assert.rejects(judge(since('main')), /nothing is committed here yet/);
    write('a.js', server(2));
    commit();
    await assert.rejects(judge(since('main')), /no common ancestor/);
    const outside = realpathSync(mkdtempSync(join(tmpdir(), 'only6-outside-')));
    writeFileSync(join(outside, 'a.js'), server(1));
    await assert.rejects(judge(since('main'), ['.'], outside), /needs a git repository/);
    await assert.rejects(judge('staged', ['.'], outside), /needs a git repository/);
    rmSync(outside, { recursive: true });
  });

  it('a shallow clone says what to fetch', async () => {
    write('a.js', server(1));
    commit();
    write('a.js', server(1, 2));
    commit();
    const clone = join(folder, 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${folder}`, clone], { stdio: 'ignore' });
    await assert.rejects(judge(since('HEAD^'), ['.'], clone), /no such commit.*shallow.*fetch-depth: 0/);
  });
});

describe('--staged', () => {
  it('reads the index, not the working tree', async () => {
    write('a.js', server(1));
    commit();
    write('a.js', server(1, 2));
    git('add', 'a.js');
    write('a.js', `\n\n${server(3)}`);
    write('untracked.js', server(1));
    const result = await judge('staged');
    assert.equal(places(result), 'a.js:3');
    assert.equal(result.findings[0]?.source[0], listen(2));
    assert.equal(result.answer.because, '2 places break there, 1 of them in what is staged');
  });

  it('works before the first commit, and with a file that is gone from the disk', async () => {
    write('a.js', server(1));
    git('add', 'a.js');
    rmSync(join(folder, 'a.js'));
    assert.equal(places(await judge('staged')), 'a.js:2');
    assert.equal(places(await judge('staged', ['a.js'])), 'a.js:2');
  });

  it('takes versions from the index as well', async () => {
    const client = "const Redis = require('ioredis');\nmodule.exports = new Redis({ host: 'redis', port: 6379 });\n";
    const manifest = (version: string): string => JSON.stringify({ dependencies: { ioredis: version } });
    write('package.json', manifest('5.4.0'));
    write('a.js', client);
    git('add', '-A');
    write('package.json', manifest('5.9.0'));
    assert.equal(places(await judge('staged')), 'a.js:2');
  });

  it('a repair that is not staged does not count', async () => {
    write('a.js', server(1));
    git('add', '-A');
    write('a.js', server());
    assert.equal((await judge('staged')).answer.says, 'no');
    git('add', '-A');
    assert.equal((await judge('staged')).answer.says, 'yes');
  });
});

describe('lines of a patch', () => {
  it('reads names as git quotes them, and whole files that are binary to it', () => {
    const patch = [
      'diff --git "a/\\303\\274\\t.go" "b/\\303\\274\\t.go"',
      '@@ -1,0 +2,2 @@ func a() {',
      '+diff --git a/x.go b/x.go',
      '@@ -9 +11 @@',
      'diff --git a/b b/c b/b b/c',
      'Binary files a/b b/c and b/b b/c differ',
      'diff --git a/old.go b/new.go',
      'similarity index 90%',
      'rename from old.go',
      'rename to new.go',
      '@@ -3,2 +2,0 @@',
    ].join('\n');
    assert.deepEqual(Object.fromEntries(linesIn(patch)), {
      'ü\t.go': [
        [2, 3],
        [11, 11],
      ],
      'b b/c': [[1, Number.POSITIVE_INFINITY]],
      'new.go': [[2, 3]],
    });
  });
});
