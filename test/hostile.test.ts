import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { scan } from '../src/run/scan.ts';

// Files that are built to take for ever, or all of the memory, from discovery to the answer. Each of them also holds
// what is looked for, so that it is certain to be read.

const mostMillis = 30_000;
const folder = mkdtempSync(join(tmpdir(), 'only6-hostile-'));
after(() => rmSync(folder, { recursive: true }));

const size = 1_000_000;

function often(text: string, length = size): string {
  return text.repeat(Math.ceil(length / text.length));
}

/** Numbered lines. */
function many(line: (index: number) => string, count: number): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

const listening = 'server { listen 80; }\n';
const service = 'apiVersion: v1\nkind: Service\nspec:\n  clusterIP: 10.0.0.1\n';

const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tags that are never closed': { 'nginx.conf': `${listening}# ${often('{{ ${a {{/* ')}` },
  'a chain of else if': { 'a.yaml': `${service}{{ if a }}\n${often('{{ else if b }}\n')}{{ end }}\n` },
  'thousands of named parts': { 'a.tpl': many((at) => `{{ define "a${at}" }}${listening}{{ end }}\n`, 20_000) },
  'named parts in each other': { 'nginx.conf': `${listening}${often('{{ define "a" }}')}${often('{{ end }}')}` },
  'parentheses in a tag': {
    'nginx.conf': `${listening}${often(`{{ ${'('.repeat(1900)}a${')'.repeat(1900)} }}:80\n`)}`,
  },
  'seams on one line': { 'nginx.conf': `${listening}${often('{{ .a }}:{{ .b }} ')}` },
  'quotes with escapes': { 'nginx.conf': `${listening}a "${often('\\"')}\n` },
  'listeners of one file': { 'nginx.conf': many(() => listening, 20_000) },
  'flags of RUN': { Dockerfile: `FROM node\nENV HOST=0.0.0.0\nRUN --a=${'"x"'.repeat(40)}\nCMD ["a"]\n` },
  'variables that hold each other': { Dockerfile: `FROM nginx\nENV A=0.0.0.0\n${often('ENV A=$A$A$A\n', 2000)}` },
  'here-documents without an end': { Dockerfile: `FROM nginx\n${many((at) => `RUN <<E${at}\n`, 50_000)}` },
  'stages on each other': {
    Dockerfile: `FROM node AS s0\n${many((at) => `FROM s${at} AS s${at + 1}\nENV A${at}=1\n`, 30_000)}`,
  },
  'joins and cuts of a script': {
    'start.sh': `exec a\n${many((at) => `A=$POD_IP:80 B=\${A${at}%%:*} C=$(echo $A | cut -d: -f1) iptables -L\n`, 10_000)}`,
  },
  'a script that writes many files': { 'entrypoint.sh': many((at) => `echo 0.0.0.0 > /etc/a${at}.conf\n`, 30_000) },
  'a RUN that writes many files': {
    Dockerfile: `FROM nginx\nRUN a${many((at) => `;echo 0.0.0.0 ${at}>/a${at}`, 40_000)}\n`,
  },
  'tabs in Go': { 'a.go': `package a\nvar x = "0.0.0.0:80"\n${'\t'.repeat(size)}x\n` },
  'a long receiver': { 'a.go': `package a\nfunc (a ${'b'.repeat(size)}+) f() { net.Dial("tcp4", "8.8.8.8:80") }\n` },
  'constants that hold each other': {
    'a.go': `package a\nimport "net"\nconst x0 = "8.8.8.8"\n${many((at) => `const x${at + 1} = x${at} + x${at} + x${at}\n`, 60)}func f() { net.Dial("tcp4", x60) }\n`,
  },
  'a name of many parts': {
    'a.go': `package a\nimport "net"\nfunc ${'ipv'.repeat(40)}x(ip net.IP) net.IP { return ip.To4() }\n`,
  },
  'a pattern that backtracks': {
    'a.js': 'const f = (addr) => /^(([^x]{1,99}){1,99}){1,99}x$/.test(addr) && addr.split(":")[0];\n',
  },
  'arguments that grow': {
    'a.yaml': `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: node\n    env: [{ name: A, value: "${'x'.repeat(size)}" }]\n    args: ["0.0.0.0 ${'$(A)'.repeat(10_000)}"]\n`,
  },
  'values that grow': {
    'Chart.yaml': 'name: a\n',
    'values.yaml': `a: "${'x'.repeat(size)}"\n`,
    'templates/a.yaml': `${service}  a: "${'{{ .Values.a }}'.repeat(10_000)}"\n`,
  },
};

describe('hostile files end in time', () => {
  for (const [name, files] of Object.entries(hostile)) {
    it(name, async () => {
      const cwd = join(folder, name.replaceAll(' ', '-'));
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(cwd, file)), { recursive: true });
        writeFileSync(join(cwd, file), text);
      }
      const started = performance.now();
      const result = await scan({
        paths: ['.'],
        cwd,
        target: 'ipv6-only',
        stdin: undefined,
        asides: false,
        onProgress: () => {},
      });
      assert.ok(performance.now() - started < mostMillis, `took ${Math.round(performance.now() - started)} ms`);
      assert.ok(result.counts.parsed > 0);
      assert.ok(
        result.skipped.every(({ why }) => !why.startsWith('only6 failed')),
        JSON.stringify(result.skipped),
      );
    });
  }
});
