import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ProgressLine } from '../src/cli/progress.ts';
import { terminalOf } from '../src/cli/surroundings.ts';
import { nearest } from '../src/config/nearest.ts';

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const loader = import.meta.resolve('tsx');
const folder = mkdtempSync(join(tmpdir(), 'only6-cli-'));
after(() => rmSync(folder, { recursive: true }));

const breaking = 'package main\n\nimport "net"\n\nfunc main() {\n\tnet.Listen("tcp4", ":8080")\n}\n';
const clean = 'package main\n\nimport "net"\n\nfunc main() {\n\tnet.Listen("tcp", ":8080")\n}\n';
spawnSync('git', ['init', '-q', folder]);
write('bad/main.go', breaking);
write('good/main.go', clean);
write('good/dial.go', `${clean.replace('":8080"', '"127.0.0.1:80"').replace('Listen', 'Dial')}`);

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const pod = `apiVersion: v1
kind: Pod
metadata: { name: store, labels: { app: store } }
spec:
  containers:
    - name: store
      # the port is in the Service
      image: mongo:7
`;
const service = `apiVersion: v1
kind: Service
metadata: { name: store }
spec:
  selector: { app: store }
  ports: [{ port: 27017 }]
`;

type Environment = Readonly<Record<string, string>>;

const revision = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_SHA: 'abc' };

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(args: readonly string[], env: Environment, cwd = '.'): ChildProcess {
  const { FORCE_COLOR: _, NO_COLOR: __, GITHUB_ACTIONS: ___, GITHUB_STEP_SUMMARY: ____, ...inherited } = process.env;
  return spawn(process.execPath, ['--import', loader, main, ...args], {
    cwd: join(folder, cwd),
    env: { ...inherited, ...env },
  });
}

async function only6(args: readonly string[], input = '', env: Environment = {}, cwd = '.'): Promise<Ended> {
  const child = start(args, env, cwd);
  const texts = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    texts.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    texts.err += chunk;
  });
  child.stdin?.end(input);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...texts };
}

/** One line on standard error, nothing on standard output, exit code 2. */
async function refused(args: readonly string[], why: RegExp): Promise<void> {
  const { code, out, err } = await only6(args);
  assert.match(err, why);
  assert.equal(err.trimEnd().split('\n').length, 1, err);
  assert.equal(out, '');
  assert.equal(code, 2);
}

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
    const other = await only6(['--in-project', 'good']);
    assert.equal(other.code, 0);
    assert.match(other.out, /Not reported: \d+ not in the given files/);
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
    await refused(['workloads', '--staged'], /--staged is about findings/);
    await refused(['workloads', 'shpo'], /did you mean shop\?/);
  });

  test('only6.yaml says what the command line does not', async () => {
    write('configured/main.go', breaking);
    write('configured/only6.yaml', 'target: dual-stack\nfail-on: note\n');
    const configured = await only6(['configured']);
    assert.match(configured.out, /^Yes, this runs on a dual-stack cluster|^Unsure whether this runs on a dual-stack/);
    assert.equal(configured.code, 1);
    const told = await only6(['configured', '--target', 'ipv6-only', '--fail-on', 'never']);
    assert.match(told.out, /^No, this does not run on an IPv6-only cluster/);
    assert.equal(told.code, 0);
    assert.match((await only6(['configured', '--no-config'])).out, /^No, /);
    assert.match((await only6(['good', '--config', 'configured/only6.yaml'])).out, /dual-stack/);
  });

  test('a configuration that is wrong is told with its place', async () => {
    write('misconfigured/only6.yaml', 'rules:\n  family-pined: off\n');
    await refused(['misconfigured'], /^only6: misconfigured\/only6\.yaml:2:3: .*did you mean family-pinned/);
    await refused(['explain', 'misconfigured/a.go:1', '--config', 'no.yaml'], /no such/);
    await refused(['bad', '--config', 'no.yaml'], /no such configuration file: no\.yaml/);
  });

  test('a baseline is written, then only what is new fails, and what is stale', async () => {
    write('known/a.go', breaking);
    const written = await only6(['known', '--baseline', 'known/base.json', '--write-baseline']);
    assert.deepEqual([written.code, written.err], [0, 'only6: known/base.json now holds 1 finding\n']);
    assert.equal((await only6(['known', '--baseline', 'known/base.json'])).code, 0);
    write('known/only6.yaml', 'baseline: base.json\n');
    const held = await only6(['known']);
    assert.match(held.out, /^No, .*1 place breaks there, which is in the baseline/);
    assert.match(held.out, /Not reported: 1 in the baseline\./);
    assert.equal(held.code, 0);
    assert.equal((await only6(['known', '--no-baseline'])).code, 1);
    const sarif = JSON.parse((await only6(['known', '--format', 'sarif'])).out);
    assert.deepEqual(sarif.runs[0].results, []);
    write('known/a.go', clean);
    const stale = await only6(['known']);
    assert.match(stale.out, /Stale entries of the baseline[^\n]*\n {2}known\/base\.json:5:1 {2}listen-ipv4-only/);
    assert.equal(stale.code, 1);
    assert.equal((await only6(['known', '--prune-baseline'])).code, 0);
  });

  test('a baseline needs a file, and everything to be judged', async () => {
    await refused(['bad', '--write-baseline'], /which baseline\?/);
    await refused(['bad', '--baseline', 'none.json'], /there is no baseline/);
    await refused(['bad', '--staged', '--baseline', 'x.json', '--write-baseline'], /cannot be used with/);
  });

  test('config prints what holds and where it was said', async () => {
    write(
      'said/only6.yaml',
      'target: eks-ipv6\nrules:\n  family-pinned: off\noverrides:\n  - { paths: b, rules: { family-pinned: note } }\n',
    );
    write('said/a.go', clean);
    write('said/b/b.go', clean);
    const { code, out } = await only6(['config', '--fail-on', 'note'], '', {}, 'said');
    assert.match(out, /^only6\.yaml\n/);
    assert.match(out, /^target +eks-ipv6 +only6\.yaml:1:1$/m);
    assert.match(out, /^fail-on +note +command line$/m);
    assert.match(out, /^rules +family-pinned: off +only6\.yaml:3:3$/m);
    assert.match(out, /^overrides +b: family-pinned note +only6\.yaml:5:5$/m);
    assert.equal(code, 0);
    assert.match((await only6(['config', 'said/b/b.go'])).out, /^rules +family-pinned: note +said\/only6\.yaml:5:/m);
    assert.match((await only6(['config'])).out, /^no only6\.yaml: defaults hold\ntarget +ipv6-only +default$/m);
    await refused(['config', 'nothing.go'], /no such file/);
  });

  test('init writes what can be read back, and touches nothing that exists', async () => {
    const fresh = join(folder, 'fresh');
    spawnSync('git', ['init', '-q', fresh]);
    write('fresh/.pre-commit-config.yaml', 'repos: []\n');
    write('fresh/sub/main.go', clean);
    const { code, out } = await only6(['init', '--target', 'eks-ipv6'], '', {}, 'fresh/sub');
    assert.match(out, /^wrote \.\.\/only6\.yaml, /m);
    assert.match(out, /^wrote \.\.\/\.github\/workflows\/only6\.yml, /m);
    assert.match(out, /^kept +\.\.\/\.pre-commit-config\.yaml, which exists: add to its repos:\n\n {2}- repo: /m);
    assert.equal(code, 0);
    assert.equal(readFileSync(join(fresh, '.pre-commit-config.yaml'), 'utf8'), 'repos: []\n');
    assert.match((await only6(['config'], '', {}, 'fresh/sub')).out, /^target +eks-ipv6 +\.\.\/only6\.yaml:/m);
    const again = await only6(['init'], '', {}, 'fresh');
    assert.doesNotMatch(again.out, /^wrote/m);
  });

  test('--diff shows repairs, --fix makes them', async () => {
    write('mended/a.go', breaking);
    write('mended/b.js', "require('node:http').createServer().listen(80, '0.0.0.0');\n");
    const shown = await only6(['mended', '--diff']);
    assert.match(
      shown.out,
      /^--- a\/mended\/a\.go\n\+\+\+ b\/mended\/a\.go\n@@[\s\S]*\n-\tnet\.Listen\("tcp4"[\s\S]*\n\+\tnet\.Listen\("tcp"/,
    );
    assert.equal(shown.code, 1);
    assert.equal(readFileSync(join(folder, 'mended/a.go'), 'utf8'), breaking);
    const safe = await only6(['mended', '--fix']);
    assert.match(safe.err, /repaired 1 finding in 1 file; --unsafe-fixes repairs 1 more/);
    assert.match(safe.out, /^No, .*1 place breaks/);
    assert.equal(readFileSync(join(folder, 'mended/a.go'), 'utf8'), clean);
    const all = await only6(['mended', '--fix', '--unsafe-fixes']);
    assert.match(all.out, /^Yes, /);
    assert.equal(all.code, 0);
    assert.deepEqual(await only6(['mended', '--diff', '--unsafe-fixes']), { code: 0, out: '', err: '' });
    await refused(['mended', '--unsafe-fixes'], /goes with --fix or --diff/);
    await refused(['--staged', '--fix'], /cannot be used with/);
    await refused(['-', '--fix'], /cannot be repaired/);
  });

  test('unknown rules, lines and files are one line and exit code 2', async () => {
    await refused(['explain', 'listen-ipv4'], /no rule is called listen-ipv4 \(did you mean listen-ipv4-only\?\)/);
    await refused(['explain', 'bad/main.go'], /which line of bad\/main\.go/);
    await refused(['explain', 'bad/mian.go:3'], /did you mean bad\/main\.go\?/);
    await refused(['facts', 'nothing.go'], /no such file/);
    await refused(['facts', 'bad'], /bad is no file/);
  });

  test('a file that cannot be written is one line and exit code 2', async () => {
    await refused(['bad', '--format', 'sarif=no/such/folder.sarif'], /cannot write no\/such\/folder\.sarif/);
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
