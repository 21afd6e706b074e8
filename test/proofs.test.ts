import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { packageRoot } from '../src/run/package-root.ts';

// What a rule claims is shown by an experiment in an IPv6-only network namespace, kept beside the rule:
// `proof/run.sh`, and `proof/expected.txt` with what it prints. `UPDATE=1` rewrites the latter.
const { UPDATE } = process.env;
const rules = join(packageRoot(), 'rules');
const proven = readdirSync(rules).filter((id) => existsSync(join(rules, id, 'proof', 'run.sh')));

describe('proofs', { skip: obstacle() }, () => {
  for (const id of proven) {
    it(id, { timeout: 60_000 }, () => {
      const folder = join(rules, id, 'proof');
      const printed = execFileSync('sh', [join(folder, 'run.sh')], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      if (UPDATE === '1') writeFileSync(join(folder, 'expected.txt'), printed);
      assert.equal(printed, readFileSync(join(folder, 'expected.txt'), 'utf8'));
    });
  }
});

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
