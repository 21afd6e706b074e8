import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ProgressLine } from '../src/cli/progress.ts';
import { terminalOf } from '../src/cli/surroundings.ts';
import { nearest } from '../src/config/nearest.ts';
import { breaking, folder, only6, pod, refused, service, start, write } from './command.ts';

const revision = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_SHA: 'abc' };

// Each of these starts a process, so they run side by side.
describe('the command', { concurrency: 8 }, () => {
  test('findings: the answer is first, exit code 1', async () => {
    const { code, out, err } = await only6(['bad']);
    assert.match(out, /^No, this does not run on an IPv6-only cluster/);
    assert.match(out, /bad\/main\.go:6:\d+ {2}listen-ipv4-only/);
    assert.equal(err, '');
    assert.equal(code, 1);
  });

  test('paths are as the user would write them, also from a folder below', async () => {
    const { out } = await only6(['../bad'], '', {}, 'good');
    assert.match(out, /^ {2}\.\.\/bad\/main\.go:6:/m);
    const log = JSON.parse((await only6(['../bad', '--format', 'sarif'], '', {}, 'good')).out);
    assert.equal(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'bad/main.go');
  });

  test('no findings: exit code 0', async () => {
    const { code, out } = await only6(['good']);
    assert.match(out, /^Yes, /);
    assert.equal(code, 0);
  });

  test('--fail-on never turns the exit code off, not the report', async () => {
    const { code, out } = await only6(['bad', '--fail-on', 'never']);
    assert.match(out, /^No, /);
    assert.equal(code, 0);
  });

  test('several formats: one on standard output, the others in files', async () => {
    const { code, out } = await only6(['bad', '--format', 'terminal', '--format', 'sarif=out.sarif']);
    assert.match(out, /^No, /);
    const log = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'));
    assert.equal(log.runs[0].results[0].ruleId, 'listen-ipv4-only');
    assert.equal(code, 1);
  });

  test('in a workflow of GitHub Actions annotations and a job summary come by themselves', async () => {
    const summary = join(folder, 'summary.md');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: folder, ...revision };
    writeFileSync(summary, '# Before\n');
    const { code, out } = await only6(['bad'], '', env);
    assert.match(out, /^No, [\s\S]*^::error file=bad\/main\.go,line=6,/m);
    const text = readFileSync(summary, 'utf8');
    assert.match(text, /^# Before\n## No, this does not run/);
    assert.match(text, /\(https:\/\/github\.com\/o\/r\/blob\/abc\/bad\/main\.go#L6\)/);
    assert.equal(code, 1);
  });

  test('annotations do not get into what a machine reads, nor where they are not wanted', async () => {
    const env = { GITHUB_ACTIONS: 'true' };
    const [json, none, asked] = await Promise.all([
      only6(['bad', '--format', 'json'], '', env),
      only6(['bad', '--no-annotations'], '', env),
      only6(['bad', '--format', 'github'], '', env),
    ]);
    assert.equal(JSON.parse(json.out).answer.says, 'no');
    assert.doesNotMatch(none.out, /^::/m);
    assert.equal(asked.out.match(/^::error /gm)?.length, 1);
  });

  test('scanned code gives no commands to a workflow', async () => {
    write('hostile/main.go', breaking.replace('":8080")', '":8080") // ##[set-output name=x;]y'));
    const { out } = await only6(['hostile'], '', { GITHUB_ACTIONS: 'true' });
    assert.match(out, /set-output/);
    assert.doesNotMatch(out, /##\[/);
  });

  test('--in-project reports what is in the given files, and knows what stands around them', async () => {
    write('pod/store.yaml', pod);
    write('pod/service.yaml', service);
    const alone = await only6(['pod/store.yaml']);
    assert.doesNotMatch(alone.out, /daemon-config-ipv4/);
    const { code, out } = await only6(['--in-project', '--format', 'concise', 'store.yaml'], '', {}, 'pod');
    assert.match(out, /^store\.yaml:8:\d+: breaks: mongod /m);
    assert.doesNotMatch(out, /bad\/main\.go/);
    assert.equal(code, 1);
    const other = await only6(['--in-project', 'good', '--format', 'json']);
    assert.equal(other.code, 0);
    const { answer, files } = JSON.parse(other.out);
    assert.match(answer.because, /nothing in the given files .* other source was not judged|not in the given files/);
    assert.ok(files.parsed < JSON.parse((await only6(['--format', 'json'])).out).files.parsed);
    const all = await only6(['--in-project', '.', '--format', 'json']);
    assert.equal(JSON.parse(all.out).answer.says, 'no');
    await refused(['--in-project'], /--in-project needs the files to report/);
    await refused(['--in-project', '--staged', 'good'], /cannot be used with/);
    write('notes.txt', 'net.Listen("tcp4", ":80")\n');
    const nothing = await only6(['--in-project', 'notes.txt', '--format', 'json']);
    assert.equal(JSON.parse(nothing.out).files.parsed, 0, 'where nothing can be reported, nothing else is read');
    assert.equal(nothing.code, 0);
  });

  test('- reads standard input, under a name that can be given', async () => {
    const { code, out } = await only6(['-', '--stdin-filename', 'piped.go'], breaking);
    assert.match(out, /piped\.go:6:/);
    assert.equal(code, 1);
  });

  test('usage errors are one line and exit code 2', async () => {
    await refused(['--formt', 'sarif'], /^only6: unknown option '--formt'.*--format/);
    await refused(['--target', 'ipv4'], /ipv6-only-nat64/);
    await refused(['--format', 'sarfi'], /unknown format 'sarfi' \(did you mean sarif\?\)/);
    await refused(['--format', 'terminal', '--format', 'sarif'], /cannot both go to standard output/);
    await refused(['god'], /no such file or folder: god \(did you mean good\?\)/);
    await refused(['ruels'], /did you mean rules\?/);
    await refused(['-', 'good'], /standard input/);
    await refused(['-', '--staged'], /standard input has no changes/);
    await refused(['--staged', '--changed-since', 'main'], /cannot be used with/);
    await refused(['--changed-since', 'main'], /--changed-since main: git knows no such commit here/);
  });

  test('a file that cannot be written is one line and exit code 2', async () => {
    await refused(['bad', '--format', 'sarif=no/such/folder.sarif'], /cannot write no\/such\/folder\.sarif/);
  });

  test('colour: options, then FORCE_COLOR, then NO_COLOR, then the terminal', async () => {
    const coloured = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<boolean> =>
      (await only6(['bad', ...args], '', env)).out.includes('\u001b[');
    assert.equal(await coloured([], {}), false);
    assert.equal(await coloured(['--color'], { NO_COLOR: '1' }), true);
    assert.equal(await coloured([], { FORCE_COLOR: '1' }), true);
    assert.equal(await coloured(['--no-color'], { FORCE_COLOR: '1' }), false);
  });

  test('a reader that stops early is no error', async () => {
    const child = start(['bad', '--all'], {});
    child.stdout?.destroy();
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(err, '');
    assert.equal(code, 1);
  });
});

test('on a terminal there is colour, unless NO_COLOR or TERM say otherwise', () => {
  const terminal = { isTTY: true, columns: 72 };
  assert.equal(terminalOf(terminal, terminal, { TERM: 'xterm' }).colour, true);
  assert.equal(terminalOf(terminal, terminal, { TERM: 'xterm' }).width, 72);
  assert.equal(terminalOf(terminal, terminal, { TERM: 'xterm', NO_COLOR: '1' }).colour, false);
  assert.equal(terminalOf(terminal, terminal, { TERM: 'dumb' }).colour, false);
  assert.equal(terminalOf({}, {}, { COLUMNS: '55' }).width, 55);
  assert.equal(terminalOf({}, {}, {}).links, false);
  assert.equal(terminalOf(terminal, terminal, { WT_SESSION: 'x' }).links, true);
});

test('progress is told only when a scan takes long, and is erased', (context) => {
  let now = 0;
  context.mock.method(performance, 'now', () => now);
  const written: string[] = [];
  const line = new ProgressLine((text) => written.push(text));
  now = 300;
  line.show({ done: 1, total: 9 });
  assert.deepEqual(written, []);
  now = 500;
  line.show({ done: 5, total: 9 });
  assert.match(written.join(''), /Reading 5 of 9 files$/);
  line.clear();
  assert.equal(written.at(-1), '\r\u001b[K');
});

test('slips of the fingers are understood, other words are not', () => {
  const names = ['listen-ipv4-only', 'family-pinned', 'rules'];
  assert.equal(nearest('rulse', names), 'rules');
  assert.equal(nearest('family-pined', names), 'family-pinned');
  assert.equal(nearest('Listen-IPv4-only', names), 'listen-ipv4-only');
  assert.equal(nearest('something', names), undefined);
});
