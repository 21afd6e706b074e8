import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { parserOfCompiler } from '../src/dev/compiler-parser.ts';
import type { Unit } from '../src/languages/language.ts';
import { language } from '../src/languages/typescript/index.ts';
import { lower } from '../src/languages/typescript/lower.ts';
import { bindings, exported, exprText, sites } from './unit-text.ts';

const read = (text: string, file = 'source.ts'): Unit => lower(text, file);

test('files are claimed by their path', () => {
  for (const path of ['a.ts', 'b/c.tsx', 'd.mts', 'e.cts', 'd.ts']) assert.ok(language.claims(path), path);
  for (const path of ['a.d.ts', 'b.d.mts', 'c.d.css.ts', 'd.js']) assert.ok(!language.claims(path), path);
});

test('types are kept as far as they are written', () => {
  const text = `
    const a: net.Socket | undefined = b;
    let host: string, many: string[], either: A | B, given: Map<string, A> | null;
    function f(this: Server, port: number, to?: URL): Promise<void> {}`;
  const unit = read(text);
  assert.deepEqual(bindings(unit), [
    'variable a: net.Socket = b',
    'variable host: string',
    'variable many',
    'variable either',
    'variable given: Map',
    'parameter port: number',
    'parameter to: URL',
    'function f = function 0',
  ]);
  assert.deepEqual(unit.functions[0]?.results.map(exprText), ['Promise']);
});

test('assertions are dropped, their value stays', () => {
  const text = 'x(a as A, b!, c satisfies C, <D>d, e<string>, (await f) as unknown as F)';
  assert.deepEqual(sites(read(text)), ['x(a, b, c, d, e, f) → other']);
});

test('what is only a type leaves nothing', () => {
  const text = `
    import type { A } from 'a';
    import { type B, c } from 'b';
    export type { D } from 'd';
    interface E { host: string }
    type F = 'http://x' | typeof c;
    declare const g: string;
    declare module 'h' { const i: number }
    declare function j(): void;
    abstract class K { abstract l(): void; private m: string; n(a: string): void; n(a: unknown) {} }
    function o(a: string): void;
    function o(a: unknown) {}`;
  const unit = read(text);
  assert.deepEqual(bindings(unit), [
    'import c = c of b',
    'type K',
    'parameter a',
    'parameter a',
    'function o = function 1',
  ]);
  assert.deepEqual(exported(unit), []);
  assert.deepEqual(
    unit.functions.map(({ name }) => name),
    ['K.n', 'o'],
  );
});

test('an enum is a record of constants', () => {
  const text = "export const enum Family { IPv4 = 4, Next, IPv6 = 'IPv6', 'a b' = 1 << 2 }";
  assert.deepEqual(exported(read(text)), [
    "Family = variable Family = {IPv4: 4, Next: 5, IPv6: 'IPv6', a b: <<(1, 2)}",
  ]);
});

test('a namespace has a scope of its own and exports nothing', () => {
  const unit = read("namespace A.B { export const host = '::'; listen(host) }");
  assert.deepEqual(sites(unit), ['listen(host) → other']);
  assert.deepEqual(unit.exports, []);
  assert.notEqual(unit.bindings[0]?.scope, 0);
});

test('a parameter may be a field too', () => {
  const unit = read("class A { constructor(private readonly host = '::', public port: number, plain: B) {} }");
  assert.deepEqual(bindings(unit), ['type A', "parameter host = '::'", 'parameter port: number', 'parameter plain: B']);
  assert.deepEqual(
    unit.assignments.map(({ target, key, value }) => `${exprText(target)}.${key} = ${exprText(value)}`),
    ['this.host = host', 'this.port = port'],
  );
});

test('modules the way only TypeScript has them', () => {
  const unit = read("import net = require('node:net'); import S = net.Socket; export = S;");
  assert.deepEqual(bindings(unit), ['import net = * of net', 'variable S = net.Socket']);
  assert.deepEqual(exported(unit), ['default = variable S = net.Socket']);
});

test('decorators of classes, members and parameters are read', () => {
  const text = '@Module({ a }) class A { @Input() b = 1; constructor(@Inject(C) private d: D) {} }';
  assert.deepEqual(sites(read(text)), [
    'Module({a: a}) → other',
    '{a: a} → argument 0 of Module',
    'Input() → other',
    'Inject(C) → other',
  ]);
});

test('a file name decides whether angle brackets are elements', () => {
  assert.deepEqual(sites(read('f(<A b={c()} />)', 'a.tsx')), ['f(jsx(c())) → other', 'c() → other']);
  assert.deepEqual(sites(read('f(<A>b())', 'a.ts')), ['f(b()) → other', 'b() → argument 0 of f']);
});

test('a syntax error is said once, and the rest is read', () => {
  const unit = read('before();\nif (x)) {}\nafter();\n');
  assert.equal(unit.gaveUp.length, 1);
  assert.equal(unit.gaveUp[0]?.span.start, 16);
  assert.ok(sites(unit).includes('after() → other'));
});

test('comments in types and after strings of types are found', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
  const text = "type A = 'http://x' /* only6-ignore */ | `//${B}`; // two\nconst a = <B /* three */>c;";
  assert.deepEqual(
    read(text).comments.map(({ text }) => text),
    [' only6-ignore ', ' two', ' three '],
  );
});

test('ten thousand parts are read', () => {
  const unit = read(`x = 'a'${' + b'.repeat(10_000)}`);
  assert.deepEqual(unit.gaveUp, []);
  assert.equal(unit.sites.length, 1);
});

test('what is shipped of the compiler reads as all of it does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'only6-'));
  const sources = fileURLToPath(new URL('../src/languages/typescript/', import.meta.url));
  const outfile = join(folder, 'lower.mjs');
  const plugins = [parserOfCompiler(sources)];
  await build({
    entryPoints: [join(sources, 'lower.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins,
  });
  const shipped: { lower: typeof lower } = await import(pathToFileURL(outfile).href);
  const page = readFileSync(new URL('languages/javascript.md', import.meta.url), 'utf8');
  const texts = [...page.matchAll(/^```jsx?\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  const own = readFileSync(new URL(import.meta.url), 'utf8');
  const faulty = ['f(', 'class { enum', '<a>b</c>', "'open", '`${', '/[', '@', 'x = 1__0', '\\u{', 'a ?? b || c'];
  for (const text of [...texts, ...faulty, own]) {
    assert.deepEqual(shipped.lower(text, 'source.tsx'), lower(text, 'source.tsx'), text);
  }
  rmSync(folder, { recursive: true });
});

test('of a component the scripts are read, where they stand', () => {
  const text = `<template><a :href="f('x')">It's</a></template>
<script type="application/json">{ "a": b() }</script>
<script setup lang="ts">
const c: string = d();
</script>
<script lang="tsx">e(<F g={h()} />)</script>
<style>a { content: '\`' }</style>`;
  for (const path of ['a.vue', 'b.svelte']) {
    assert.ok(language.claims(path));
    const own = language.sourceIn?.(text, path) ?? '';
    assert.equal(own.length, text.length);
    const unit = read(own, path);
    assert.deepEqual(unit.gaveUp, []);
    assert.deepEqual(sites(unit), ['d() → assigned to c', 'e(jsx(h())) → other', 'h() → other']);
    assert.equal(unit.sites[0]?.expr.span.start, text.indexOf('d()'));
  }
  assert.equal(language.sourceIn?.(text, 'a.ts'), text);
  const generic = '<script generic="T extends Set<U>">a</script>';
  assert.equal(language.sourceIn?.(generic, 'a.vue').trim(), 'a');
  const astro = '---\nlet a\n---\n<p>{b}</p><script>c</script>';
  assert.equal(language.sourceIn?.(astro, 'a.astro'), '   \nlet a\n   \n                  c         ');
  assert.equal(language.sourceIn?.(astro, 'a.vue').trim(), 'c');
  assert.equal(language.sourceIn?.('<script>a', 'a.vue'), '        a');
});
