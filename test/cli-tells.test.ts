import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { folder, only6, pod, refused, service, write } from './command.ts';

// Each of these starts a process, so they run side by side.
describe('what the command tells', { concurrency: 8 }, () => {
  test('workloads has a table, a code, and its own formats and options', async () => {
    write('shop/all.yaml', `${pod}---\n${service}`);
    const { code, out } = await only6(['workloads', 'shop']);
    assert.match(out, /^breaks +Pod\/store +Service store:27017 +mongo:7 +mongod$/m);
    assert.match(out, /^ +shop\/all\.yaml:\d+ mongod listens on IPv4 only$/m);
    assert.equal(code, 1);
    const piped = await only6(['workloads', '-', '--format', 'json', '--fail-on', 'never'], `${pod}---\n${service}`);
    assert.equal(JSON.parse(piped.out).workloads[0].verdict, 'breaks');
    assert.equal(piped.code, 0);
    await refused(['workloads', '--format', 'sarif'], /sarif has no form for workloads; json, markdown, terminal have/);
    await refused(['workloads', '--staged'], /--staged does nothing for only6 workloads/);
    await refused(['workloads', 'shpo'], /did you mean shop\?/);
  });

  test('unknown rules, lines and files are one line and exit code 2', async () => {
    await refused(['explain', 'listen-ipv4'], /no rule is called listen-ipv4 \(did you mean listen-ipv4-only\?\)/);
    await refused(['explain', 'bad/main.go'], /which line of bad\/main\.go/);
    await refused(['explain', 'bad/mian.go:3'], /did you mean bad\/main\.go\?/);
    await refused(['facts', 'nothing.go'], /no such file/);
    await refused(['facts', 'bad'], /bad is no file/);
    await refused(['explain', 'bad/main.go:six'], /is neither a rule nor FILE:LINE/);
  });

  test('what would do nothing is refused', async () => {
    await refused(['facts', 'bad/main.go', '--fix'], /--fix does nothing for only6 facts/);
    await refused(['rules', '--no-annotations'], /--no-annotations does nothing for only6 rules/);
    await refused(['-'], /nothing came in on standard input/);
    await refused(
      ['-'],
      /holds no manifest; it begins with "Error: chart requires/,
      'Error: chart requires kubeVersion\n',
    );
  });

  test('help is told of the command and of each of its commands', async () => {
    const [all, one] = await Promise.all([only6(['help']), only6(['help', 'facts'])]);
    assert.match(all.out, /^Usage: only6 /);
    assert.match(one.out, /^Usage: only6 facts [\s\S]*--target, --config, --no-config, --color, --no-color\.$/m);
    assert.deepEqual([all.code, one.code], [0, 0]);
  });

  test('--version, --help and rules say what they should', async () => {
    const [version, help, rules] = await Promise.all([only6(['--version']), only6(['--help']), only6(['rules'])]);
    assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
    assert.match(help.out, /Examples:[\s\S]*helm template/);
    assert.match(rules.out, /^listen-ipv4-only +\S/m);
    assert.deepEqual([version.code, help.code, rules.code], [0, 0, 0]);
  });

  test('--version and --help load no parser and no engine', async () => {
    const list = join(folder, 'loaded.mjs');
    const hooks = `export async function load(url, context, next) { process._rawDebug(url); return next(url, context); }`;
    const register = `import { register } from 'node:module'; register('data:text/javascript,${encodeURIComponent(hooks)}');`;
    writeFileSync(list, register);
    for (const option of ['--version', '--help']) {
      const { err } = await only6([option], '', { NODE_OPTIONS: `--import ${list}` });
      assert.match(err, /commander/, 'the hook sees what is loaded');
      assert.doesNotMatch(err, /web-tree-sitter|typescript|@babel|\/yaml\/|src\/run\/scan|src\/languages|chalk/);
    }
  });

  test('explain RULE prints its page', async () => {
    const { code, out } = await only6(['explain', 'listen-ipv4-only']);
    assert.match(out, /^# listen-ipv4-only$/m);
    assert.equal(code, 0);
  });

  test('explain FILE:LINE tells why a line is reported', async () => {
    const { code, out } = await only6(['explain', 'bad/main.go:6']);
    assert.match(out, /^bad\/main\.go:6 is reported by listen-ipv4-only \(breaks\)\.$/m);
    assert.match(out, /listen-ipv4-only breaks: /);
    assert.equal(code, 0);
  });

  test('explain FILE:LINE tells how to say once that a name is no address', async () => {
    write('named/url.js', "export const url = (backendHost) => 'http://' + backendHost + ':80/';\n");
    const { out } = await only6(['explain', 'named/url.js:1']);
    assert.match(out, /^To settle it: if backendHost is always a DNS name,.*names: \{ backendHost:\s+name \}/ms);
  });

  test('explain FILE:LINE tells why a line is not reported', async () => {
    const silent = await only6(['explain', 'good/dial.go:6']);
    assert.match(silent.out, /good\/dial\.go:6 is not reported: no rule objects/);
    assert.match(silent.out, /dial-ipv4-literal silent: \S/);
    const empty = await only6(['explain', 'good/main.go:5']);
    assert.match(empty.out, /is not reported: nothing about addresses was seen there/);
    assert.match(empty.out, /Nearest lines[\s\S]*6 \| net\.Listen/);
    const beyond = await only6(['explain', 'good/main.go:500']);
    assert.match(beyond.out, /has no line 500/);
  });

  test('facts FILE shows values beside the lines', async () => {
    const { code, out } = await only6(['facts', 'bad/main.go']);
    assert.match(out, /6 \| net\.Listen\("tcp4", ":8080"\)/);
    assert.match(out, /listen on any address, IPv4/);
    assert.match(out, /host: ""/);
    assert.equal(code, 0);
  });
});
