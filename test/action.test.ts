import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../src/run/package-root.ts';

// Runs the steps of action.yml as a runner does: their own `run` lines in bash, with what the runner puts around them.
interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action: Action = parse(readFileSync(join(packageRoot(), 'action.yml'), 'utf8'));
const temporary = mkdtempSync(join(tmpdir(), 'only6 action-'));
after(() => rmSync(temporary, { recursive: true }));

const breaking = 'package main\n\nimport "net"\n\nfunc main() {\n\tnet.Listen("tcp4", ":8080")\n}\n';
const mayBreak = 'import "net"\n\nfunc dial(host, port string) {\n\tnet.Dial("tcp", host+":"+port)\n}\n';

type Files = Readonly<Record<string, string>>;

function git(folder: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=n', '-c', 'user.email=e@example.org', '-c', 'init.defaultBranch=main'];
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...who, ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function commit(folder: string, files: Files, message: string): string {
  write(folder, files);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', message);
  return git(folder, 'rev-parse', 'HEAD');
}

function repository(files: Files): string {
  const folder = mkdtempSync(join(temporary, 'work space-'));
  git(folder, 'init', '-q');
  commit(folder, files, 'first');
  return folder;
}

interface Outputs {
  readonly answer?: string;
  readonly breaks?: string;
  readonly upload?: string;
  readonly [name: `${string}-${string}`]: string | undefined;
}

interface Run {
  readonly code: number;
  readonly log: string;
  readonly outputs: Outputs;
  readonly summary: string;
  readonly uploads: boolean;
}

interface Around {
  readonly event?: unknown;
  readonly name?: string;
  readonly sha?: string;
}

/** Runs the action with some inputs, as a workflow would that checked `workspace` out. */
function run(workspace: string, inputs: Files, { event = {}, name = 'push', sha = '' }: Around = {}): Run {
  const runner = mkdtempSync(join(temporary, 'runner-'));
  const file = (base: string, text = ''): string => {
    writeFileSync(join(runner, base), text);
    return join(runner, base);
  };
  const [outputFile, summaryFile, envFile] = [file('output'), file('summary'), file('env')];
  const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env;
  const env = {
    ...inherited,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: packageRoot(),
    GITHUB_ENV: envFile,
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event)),
    GITHUB_OUTPUT: outputFile,
    GITHUB_REPOSITORY: 'shop/boutique',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha || git(workspace, 'rev-parse', 'HEAD'),
    GITHUB_STEP_SUMMARY: summaryFile,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: runner,
  };
  let [code, log] = [0, ''];
  for (const step of action.runs.steps.filter((one) => one.run !== undefined)) {
    if (code !== 0) break;
    const given = Object.entries(step.env ?? {}).map(([key, text]) => [key, evaluated(text, inputs)]);
    const command = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''];
    const ended = spawnSync('bash', command, {
      cwd: workspace,
      encoding: 'utf8',
      env: { ...env, ...Object.fromEntries(given) },
    });
    code = ended.status ?? -1;
    log += ended.stdout + ended.stderr;
  }
  assert.equal(readFileSync(envFile, 'utf8'), '', 'nothing is left behind in GITHUB_ENV');
  const outputs = outputsIn(readFileSync(outputFile, 'utf8'));
  return { code, log, outputs, summary: readFileSync(summaryFile, 'utf8'), uploads: outputs.upload === 'true' };
}

/** `${{ inputs.NAME }}`, the only expression that a step may take. */
function evaluated(text: string, inputs: Files): string {
  const [, input = ''] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(text) ?? [];
  const known = action.inputs[input];
  assert.ok(known, `${text} is an input`);
  return inputs[input] ?? known.default;
}

/** The format of GITHUB_OUTPUT, as the runner reads it. */
function outputsIn(text: string): Outputs {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length - 1; index++) {
    const [, name = '', end = ''] = /^([a-z-]+)<<(.+)$/.exec(lines[index] ?? '') ?? [];
    assert.notEqual(end, '', `${lines[index]} begins an output`);
    const value: string[] = [];
    while (lines[++index] !== end) value.push(lines[index] ?? assert.fail(`${name} does not end`));
    outputs[name] = value.join('\n');
  }
  return outputs;
}

function pullRequest(base: string, head = 'shop/boutique'): unknown {
  const repo = (full_name: string): object => ({ repo: { full_name } });
  return { pull_request: { base: { sha: base, ...repo('shop/boutique') }, head: repo(head) } };
}

// The runner's bash on Windows is another one than the first in the path.
const skip = process.platform === 'win32' && 'bash may be that of a subsystem here';

describe('action.yml', () => {
  it('every input and output is described, and every step that runs has a shell', () => {
    for (const one of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      assert.match(one.description, /\S.*\.$/);
    }
    assert.equal(action.runs.using, 'composite');
    for (const step of action.runs.steps) assert.ok(step.uses ?? step.shell === 'bash', step.name);
  });

  it('nothing that a stranger may write gets into a shell', () => {
    for (const step of action.runs.steps) assert.doesNotMatch(step.run ?? '', /\$\{\{/);
  });

  it('each output comes from one that the scan writes, and the upload waits for it', { skip }, () => {
    const { outputs } = run(repository({ 'a/main.go': breaking }), {});
    for (const [name, { value }] of Object.entries(action.outputs)) {
      assert.equal(value, `\${{ steps.scan.outputs.${name} }}`);
      assert.ok(name in outputs, name);
    }
    const upload = action.runs.steps.find((step) => step.uses !== undefined);
    assert.equal(upload?.if, "always() && steps.scan.outputs.upload == 'true'");
  });
});

describe('the action', { concurrency: 4, skip }, () => {
  it('fails where something breaks: with annotations, a summary that links to the lines, and outputs', () => {
    const workspace = repository({ 'cmd/main.go': breaking, 'cmd/dial.go': `package main\n\n${mayBreak}` });
    const { code, log, outputs, summary, uploads } = run(workspace, {});
    assert.equal(code, 1);
    assert.match(log, /^::error file=cmd\/main\.go,line=6,/m);
    assert.match(log, /^::warning file=cmd\/dial\.go,line=6,/m);
    assert.match(summary, /^## No, this does not run on an IPv6-only cluster/);
    assert.match(summary, /\(https:\/\/github\.com\/shop\/boutique\/blob\/[0-9a-f]{40}\/cmd\/main\.go#L6\)/);
    const { answer, breaks, 'may-break': may, 'exit-code': exit } = outputs;
    assert.deepEqual([answer, breaks, may, exit], ['no', '1', '1', '1']);
    const sarif = JSON.parse(readFileSync(outputs['sarif-file'] ?? '', 'utf8'));
    assert.equal(sarif.runs[0].results.length, 2);
    assert.equal(uploads, false);
  });

  it('passes where nothing breaks, and where it is told to', () => {
    const { code, outputs } = run(repository({ 'a.go': breaking.replace('tcp4', 'tcp') }), {});
    assert.deepEqual([code, outputs.answer, outputs['exit-code']], [0, 'yes', '0']);
    const never = run(repository({ 'a.go': breaking }), { 'fail-on': 'never' });
    assert.deepEqual([never.code, never.outputs.answer], [0, 'no']);
    const strict = run(repository({ 'a.go': `package main\n\n${mayBreak}` }), { 'fail-on': 'warning' });
    assert.equal(strict.code, 1);
  });

  it('stands in a folder of a monorepo, and still names files from the root', () => {
    const workspace = repository({ 'services/shop/main.go': breaking, 'services/other/main.go': breaking });
    const { log, outputs } = run(workspace, { 'working-directory': 'services/shop' });
    assert.match(log, /^::error file=services\/shop\/main\.go,/m);
    assert.equal(outputs.breaks, '1');
    const two = run(workspace, { paths: 'services/shop\n\n  services/other  \n' });
    assert.equal(two.outputs.breaks, '2');
  });

  it('leaves out what is switched off', () => {
    const workspace = repository({ 'a.go': breaking });
    const { log, summary } = run(workspace, { annotations: 'false', summary: 'false' });
    assert.doesNotMatch(log, /^::/m);
    assert.equal(summary, '');
  });

  it('uploads when it is asked to, but not for a fork, which is told', () => {
    const workspace = repository({ 'a.go': breaking });
    assert.equal(run(workspace, { 'upload-sarif': 'true' }).uploads, true);
    const around = { name: 'pull_request', event: pullRequest('', 'stranger/boutique') };
    const fork = run(workspace, { 'upload-sarif': 'true' }, around);
    assert.equal(fork.uploads, false);
    assert.equal(fork.code, 1);
    assert.match(fork.log, /^::notice .*fork/m);
    assert.match(fork.log, /^::error file=a\.go/m);
  });

  it('reports what a push touches', () => {
    const workspace = repository({ 'old.go': breaking });
    const before = git(workspace, 'rev-parse', 'HEAD');
    commit(workspace, { 'new.go': breaking }, 'second');
    const { code, log, outputs } = run(workspace, { 'only-new-issues': 'true' }, { event: { before } });
    assert.equal(code, 1);
    assert.match(log, /^::error file=new\.go/m);
    assert.doesNotMatch(log, /file=old\.go/);
    assert.equal(outputs.breaks, '1');
    const first = run(workspace, { 'only-new-issues': 'true' }, { event: { before: '0'.repeat(40) } });
    assert.match(first.log, /^::notice .*all findings/m);
    assert.equal(first.outputs.breaks, '2');
  });

  it('reports what a pull request touches, also from the shallow clone of a merge', () => {
    const origin = repository({ 'old.go': breaking });
    const fork = git(origin, 'rev-parse', 'HEAD');
    git(origin, 'checkout', '-qb', 'topic');
    commit(origin, { 'new.go': breaking }, 'in the pull request');
    git(origin, 'checkout', '-q', 'main');
    const base = commit(origin, { 'later.go': breaking }, 'on main, meanwhile');
    git(origin, 'checkout', '-q', '--detach');
    git(origin, 'merge', '-q', '--no-ff', '-m', 'merge', 'topic');
    const sha = git(origin, 'rev-parse', 'HEAD');
    git(origin, 'update-ref', 'refs/pull/1/merge', sha);
    git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    git(origin, 'checkout', '-q', 'main');
    const workspace = mkdtempSync(join(temporary, 'clone-'));
    git(workspace, 'init', '-q');
    git(workspace, 'remote', 'add', 'origin', `file://${origin.replaceAll(' ', '%20')}`);
    git(workspace, 'fetch', '-q', '--depth=1', 'origin', '+refs/pull/1/merge:refs/remotes/pull/1/merge');
    git(workspace, 'checkout', '-q', 'refs/remotes/pull/1/merge');
    assert.notEqual(fork, base);
    const around = { name: 'pull_request', event: pullRequest(base), sha };
    const { code, log } = run(workspace, { 'only-new-issues': 'true' }, around);
    assert.equal(code, 1, log);
    assert.match(log, /^::error file=new\.go/m);
    assert.doesNotMatch(log, /file=(?:old|later)\.go/);
  });

  it('says what is wrong with an input, and fails', () => {
    const workspace = repository({ 'a.go': breaking });
    const cases: readonly (readonly [Files, RegExp])[] = [
      [{ target: 'ipv4' }, /^::error title=only6::only6: .*ipv6-only-nat64/m],
      [{ summary: 'perhaps' }, /^::error title=only6::the input summary is true or false/m],
      [{ 'working-directory': 'nowhere' }, /^::error title=only6::there is no folder nowhere/m],
      [{ paths: 'nowhere.go' }, /^::error title=only6::only6: no such file or folder: nowhere\.go/m],
    ];
    for (const [inputs, says] of cases) {
      const { code, log, uploads } = run(workspace, { 'upload-sarif': 'true', ...inputs });
      assert.equal(code, 2);
      assert.match(log, says);
      assert.equal(uploads, false);
    }
  });

  const hostile = [
    'a b',
    `"'`,
    '$(touch pwned)',
    '`touch pwned`',
    '; touch pwned #',
    '--format=x',
    '\n::error::x',
    '%0A::x',
  ];

  for (const input of ['paths', 'working-directory', 'target', 'fail-on', 'args', 'only-new-issues', 'category']) {
    it(`takes anything as ${input} without harm`, () => {
      const workspace = repository({ 'a.go': breaking });
      for (const value of hostile) {
        const { log } = run(workspace, { [input]: value });
        assert.deepEqual(readdirSync(workspace).sort(), ['.git', 'a.go'], value);
        assert.ok(!existsSync(join(packageRoot(), 'pwned')), value);
        assert.doesNotMatch(log, /^::error::x/m);
      }
    });
  }

  it('a path with spaces and quotes is a path', () => {
    const name = `it's $(a) "b" folder`;
    const { outputs } = run(repository({ [`${name}/main.go`]: breaking, 'other.go': breaking }), { paths: name });
    assert.equal(outputs.breaks, '1');
  });
});
