import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

// The command as a process of its own, in a repository that each test file gets for itself.
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

export const folder = mkdtempSync(join(tmpdir(), 'only6-cli-'));
after(() => rmSync(folder, { recursive: true }));

export const breaking = 'package main\n\nimport "net"\n\nfunc main() {\n\tnet.Listen("tcp4", ":8080")\n}\n';
export const clean = 'package main\n\nimport "net"\n\nfunc main() {\n\tnet.Listen("tcp", ":8080")\n}\n';
spawnSync('git', ['init', '-q', folder]);
write('bad/main.go', breaking);
write('good/main.go', clean);
write('good/dial.go', `${clean.replace('":8080"', '"127.0.0.1:80"').replace('Listen', 'Dial')}`);

export function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function start(args: readonly string[], env: Environment, cwd = '.'): ChildProcess {
  const { FORCE_COLOR: _, NO_COLOR: __, GITHUB_ACTIONS: ___, GITHUB_STEP_SUMMARY: ____, ...inherited } = process.env;
  return spawn(process.execPath, ['--import', loader, main, ...args], {
    cwd: join(folder, cwd),
    env: { ...inherited, ...env },
  });
}

export async function only6(args: readonly string[], input = '', env: Environment = {}, cwd = '.'): Promise<Ended> {
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
export async function refused(args: readonly string[], why: RegExp, input?: string): Promise<void> {
  const { code, out, err } = await only6(args, input);
  assert.match(err, why);
  assert.equal(err.trimEnd().split('\n').length, 1, err);
  assert.equal(out, '');
  assert.equal(code, 2);
}

/** mongod in a pod that says nothing of the port at which it is reached, and the Service that does. */
export const pod = `apiVersion: v1
kind: Pod
metadata: { name: store, labels: { app: store } }
spec:
  containers:
    - name: store
      # the port is in the Service
      image: mongo:7
`;
export const service = `apiVersion: v1
kind: Service
metadata: { name: store }
spec:
  selector: { app: store }
  ports: [{ port: 27017 }]
`;
