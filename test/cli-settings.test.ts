import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { breaking, clean, folder, only6, refused, write } from './command.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

// Each of these starts a process, so they run side by side.
describe('settings', { concurrency: 8 }, () => {
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
    const workflow = readFileSync(join(fresh, '.github/workflows/only6.yml'), 'utf8');
    assert.ok(readme.includes(`# .github/workflows/only6.yml\n${workflow}`), 'the README shows the same workflow');
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
    const none = await only6(['mended', '--diff', '--unsafe-fixes']);
    assert.deepEqual(none, { code: 0, out: '', err: 'only6: nothing to repair\n' });
    await refused(['mended', '--unsafe-fixes'], /goes with --fix or --diff/);
    await refused(['--staged', '--fix'], /cannot be used with/);
    await refused(['-', '--fix'], /cannot be repaired/);
  });
});
