import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { terminalSvg } from '../src/dev/terminal-svg.ts';
import { reports } from '../src/reports/index.ts';
import { packageRoot, packageVersion } from '../src/run/package-root.ts';

// Whole repositories, read by the command line as a user runs it. What it says in each format is kept in `expected/`
// beside the repository: `UPDATE=1 npx tsx --test test/repositories.test.ts` writes it anew.
const { UPDATE } = process.env;
const update = UPDATE === '1';
const fixtures = join(packageRoot(), 'fixtures');
const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'only6-repositories-'));
after(() => rmSync(temporary, { recursive: true }));

const names: Readonly<Record<string, string>> = {
  gitlab: 'gitlab.json',
  json: 'report.json',
  junit: 'junit.xml',
  markdown: 'summary.md',
  sarif: 'report.sarif',
};

for (const repository of readdirSync(fixtures, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name)) {
  describe(`fixtures/${repository}`, () => {
    const ids = reports.map(({ id }) => id);
    const { folder } = scan(repository, '.', ...ids.flatMap((id) => ['--format', `${id}=../${repository}.${id}`]));
    for (const id of ids) {
      it(`reads as expected in ${id}`, () => {
        const text = normal(id, readFileSync(`${folder}.${id}`, 'utf8'));
        const kept = join(fixtures, repository, 'expected', names[id] ?? `${id}.txt`);
        if (update) {
          mkdirSync(join(kept, '..'), { recursive: true });
          writeFileSync(kept, text);
        }
        assert.ok(existsSync(kept), `${kept} is missing: UPDATE=1 writes it`);
        assert.equal(text, readFileSync(kept, 'utf8'), `${kept}: UPDATE=1 rewrites it`);
      });
    }
  });
}

it('the picture in the README is what a terminal shows', () => {
  const { out } = scan('boutique', 'catalog', '--color');
  const text = `\u001b[2m$\u001b[22m \u001b[1mnpx only6\u001b[22m\n${normal('terminal', out)}`;
  const picture = terminalSvg(text, 'only6 in a terminal: the answer, and two places that break');
  const kept = join(packageRoot(), '.github/terminal.svg');
  if (update) writeFileSync(kept, picture);
  assert.equal(picture, existsSync(kept) ? readFileSync(kept, 'utf8') : '', `${kept}: UPDATE=1 rewrites it`);
});

describe('what a user of the boutique notices', () => {
  it('the answer comes first, and a machine can act on it', () => {
    const { code, out } = scan('boutique', '.');
    assert.equal(code, 1);
    assert.match(out, /^No, this does not run on an IPv6-only cluster: 6 places break there\.\n/);
  });

  it('each fault is found in its place, and nothing else', () => {
    const { out } = scan('boutique', '.', '--notes');
    assert.deepEqual(placesIn(out), [
      'catalog/address.go:11 dial-ipv4-literal breaks',
      'catalog/address.go:17 colon-split-address breaks',
      'catalog/main.go:22 listen-ipv4-only note',
      'currency/rates.js:3 ipv4-only-default breaks',
      'currency/server.js:22 listen-ipv4-only breaks',
      'deploy/services.yaml:9 service-ip-family breaks',
      'deploy/stores.yaml:16 daemon-config-ipv4 breaks',
      'storefront/src/catalog.ts:13 colon-joined-address may break',
      'storefront/src/server.ts:14 colon-joined-address note',
      'storefront/src/server.ts:4 listen-ipv4-only may break',
    ]);
  });

  it('what was not judged is said', () => {
    const { out } = scan('boutique', '.');
    assert.match(out, /adverts\.yaml:7:\d+\s+it is not valid YAML/);
    assert.match(out, /Languages not read: Python \(1 file\)/);
    assert.match(out, /Suppressed by comments: 1/);
  });

  it('the version in the lock file decides, not the range', () => {
    const newer = scan('boutique', 'currency', (file) => file.replace('"version": "5.4.2"', '"version": "5.8.2"'));
    assert.deepEqual(placesIn(newer.out), ['server.js:22 listen-ipv4-only breaks']);
  });

  it('where IPv4 is left for the way out, its literals are no break', () => {
    const { out } = scan('boutique', 'catalog', '--target', 'eks-ipv6');
    assert.deepEqual(placesIn(out), ['address.go:17 colon-split-address breaks']);
  });

  it('who writes what it says is done', () => {
    const { code, out } = scan('boutique', '.', mend);
    assert.equal(code, 0, out);
    assert.doesNotMatch(out, /^No/);
    assert.deepEqual(placesIn(out), []);
  });
});

/** The repairs that the findings of the boutique ask for. */
const repairs: readonly (readonly [string, string])[] = [
  ['conn, err := net.Dial("udp", "8.8.8.8:80")', 'conn, err := net.Dial("udp", "dns.example.com:80")'],
  ['return strings.Split(local, ":")[0], nil', 'host, _, err := net.SplitHostPort(local)\n\treturn host, err'],
  ["'0.0.0.0:7000'", "'[::]:7000'"],
  ["'redis', port: 6379 }", "'redis', port: 6379, family: 0 }"],
  ["HOST: host = '0.0.0.0'", "HOST: host = '::'"],
  ['`http://$' + '{host}:', '`http://$' + "{host.includes(':') ? `[$" + '{host}]` : host}:'],
  ['\n  ipFamilies:\n    - IPv4', ''],
  ['args: [--replSet, rs0]', 'args: [--replSet, rs0, --ipv6, --bind_ip_all]'],
];

function mend(text: string): string {
  return repairs.reduce((mended, [from, to]) => mended.replace(from, () => to), text);
}

type Edit = (text: string) => string;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly folder: string;
}

/** Scans a copy of a repository, which is outside of this one, from one of its folders. */
function scan(repository: string, cwd: string, ...args: readonly (string | Edit)[]): Ended {
  const folder = join(mkdtempSync(join(temporary, 'scan-')), repository);
  cpSync(join(fixtures, repository), folder, { recursive: true });
  rmSync(join(folder, 'expected'), { recursive: true, force: true });
  for (const edit of args) if (typeof edit !== 'string') rewrite(folder, edit);
  const words = args.filter((arg) => typeof arg === 'string');
  const command = ['--import', import.meta.resolve('tsx'), main, ...words];
  const { FORCE_COLOR: _, COLUMNS: __, GITHUB_ACTIONS: ___, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: join(folder, cwd),
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  assert.equal(stderr, '');
  return { code: status, out: stdout, folder };
}

function rewrite(folder: string, edit: Edit): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, edit(readFileSync(path, 'utf8')));
  }
}

/** `file:line rule effect` of each finding in the text for the terminal, sorted. */
function placesIn(text: string): string[] {
  const found = text.matchAll(/^(breaks|may break|note): .*\n(?: {3,}.*\n)*? {2}(\S+:\d+):\d+ {2}(\S+)$/gm);
  return [...found].map(([, effect, place, rule]) => `${place} ${rule} ${effect}`).sort();
}

/** Without what differs from run to run, and without the pages, which are tested by themselves. */
function normal(id: string, text: string): string {
  const timeless = text.replace(/\bin \d+(?:\.\d+)? m?s\b/g, 'in 0.0 s').replaceAll(packageVersion(), '0.0.0');
  if (id !== 'sarif') return timeless;
  const log = JSON.parse(timeless);
  for (const run of log.runs) for (const rule of run.tool.driver.rules) rule.help = { text: '…' };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
