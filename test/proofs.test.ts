import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { packageRoot } from '../src/run/package-root.ts';

// What a rule claims is shown by experiments in an IPv6-only network namespace, kept beside the rule: `proof/NAME.sh`,
// and `proof/NAME.txt` with what it prints. `UPDATE=1` rewrites the latter. A line `# Needs: go nginx` names programs
// that an experiment runs, `npm` the libraries of test/proofs/package.json; where they are missing it is skipped, aloud.
const { UPDATE } = process.env;
const rules = join(packageRoot(), 'rules');
const experiments = readdirSync(rules).flatMap((id) => {
  const folder = join(rules, id, 'proof');
  return existsSync(folder)
    ? readdirSync(folder).flatMap((file) => (file.endsWith('.sh') ? [join(folder, file)] : []))
    : [];
});

describe('proofs', { skip: obstacle() }, () => {
  for (const script of experiments) {
    const name = script
      .slice(rules.length + 1)
      .replace('/proof/', ': ')
      .replace(/\.sh$/, '');
    const missing = needs(script).filter((program) => !has(program));
    it(name, { timeout: 120_000, skip: missing.length > 0 && `${missing.join(', ')} is not installed` }, () => {
      const printed = execFileSync('sh', [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      const file = script.replace(/\.sh$/, '.txt');
      if (UPDATE === '1') writeFileSync(file, printed);
      assert.equal(printed, readFileSync(file, 'utf8'));
    });
  }

  it('are all told on the page of their rule', () => {
    for (const script of experiments) {
      const page = readFileSync(join(script, '..', '..', 'README.md'), 'utf8');
      assert.ok(page.includes(`(proof/${basename(script)})`), `${script} is not named in README.md`);
    }
  });
});

/** The programs that an experiment says it needs. */
function needs(script: string): string[] {
  return (/^# Needs: (.+)$/m.exec(readFileSync(script, 'utf8'))?.[1] ?? '').split(' ').filter(Boolean);
}

function has(program: string): boolean {
  if (program.includes('/')) return existsSync(program);
  if (program === 'npm') return existsSync(join(packageRoot(), 'test', 'proofs', 'node_modules'));
  const { PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** Why the proofs cannot run here; false where they can. */
function obstacle(): string | false {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  const name = `only6-trial-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', name], { stdio: 'ignore' });
    execFileSync('ip', ['netns', 'delete', name], { stdio: 'ignore' });
    return existsSync('/proc/net/if_inet6') ? false : 'the kernel has no IPv6';
  } catch {
    return '`ip netns` is missing or not allowed here';
  }
}
