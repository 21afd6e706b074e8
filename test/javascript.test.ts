import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../src/languages/javascript/index.ts';
import { lower } from '../src/languages/javascript/lower.ts';
import type { Unit } from '../src/languages/language.ts';
import { bindings, exported, exprText, guardText, sites, siteText } from './unit-text.ts';

const read = (text: string): Unit => lower(text, 'source.js');

/** What `x` is in `x = …`. */
function assignedIn(text: string): string {
  return (read(`let x = ${text}`).bindings[0]?.values ?? []).map(({ value }) => exprText(value)).join(' | ');
}

function siteOf(text: string, spelled: string): string | undefined {
  const unit = read(text);
  const site = unit.sites.find(({ expr }) => exprText(expr) === spelled);
  return site && siteText(unit, site);
}

test('files are claimed by their path', () => {
  for (const path of ['a.js', 'b/c.jsx', 'd.mjs', 'e.cjs']) assert.ok(language.claims(path), path);
  for (const path of ['a.ts', 'b.vue', 'c.json', 'js']) assert.ok(!language.claims(path), path);
});

test('idioms are code that a person would paste', () => {
  const { join, split } = language.idioms;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the code that is proposed
  assert.equal(join('host', 'port'), "`${host.includes(':') ? `[${host}]` : host}:${port}`");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the code that is proposed
  assert.equal(split('address'), 'new URL(`tcp://${address}`)');
});

test('the parser comes with load', async () => {
  const { lower } = await language.load();
  assert.deepEqual(sites(lower('listen(1)', 'a.js')), ['listen(1) → other']);
});

test('values', () => {
  const cases: readonly (readonly [string, string])[] = [
    ["host + ':' + port", "<host + ':' + port>"],
    ['a + b', '+(a, b)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
    ["'a' + (b + `c${d}`)", "<'a' + b + 'c' + d>"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
    ['`${host}:80`', "<host + ':80'>"],
    ['`plain`', "'plain'"],
    ["process.env.HOST || '::'", "(process.env.HOST | '::')"],
    ['a ?? b', '(a | b)'],
    ['a && b', '&&(a, b)'],
    ["a === '::1' || a === 'x'", "((a == '::1') || (a == 'x'))"],
    ['!a ? b : c', '(!a ? b | c)'],
    ['undefined', 'undefined'],
    ['void 0', 'undefined'],
    ['await f?.(g?.h)', 'f(g.h)'],
    ["a['b'][0]", 'a.b.0'],
    ['a[b]', 'key(a, b)'],
    ['new Map([...a])', 'new Map([spread(a)])'],
    ['(a, b)', 'b'],
    ['-1', '-1'],
    ['+port', 'port'],
    ['/^a\\/b$/gi', '/^a\\/b$/gi'],
    ['{ a, b: 1, [`c`]: 2, ...d }', '{a: a, b: 1, c: 2, ...: d}'],
    ['{ get a() { return 1 } }', '{…}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
    ['tag`a${b}`', "tag(<'a' + b>)"],
    ['import.meta.url', 'import.meta.url'],
  ];
  for (const [text, expected] of cases) assert.equal(assignedIn(text), expected, text);
});

test('spans are those of the expression without its parentheses', () => {
  const text = "listen(((host + ':' + port)))";
  assert.deepEqual(
    read(text).sites.map(({ expr }) => text.slice(expr.span.start, expr.span.end)),
    [text, "host + ':' + port"],
  );
});

test('imports in all their forms', () => {
  const text = `
    import express, { Router as R } from 'express';
    import * as net from 'node:net';
    const http = require('node:http');
    const { connect, createServer: make } = require('net');
    const lookup = require('dns').lookup;
    const undici = await import('undici');
    const old = __importDefault(require('old'));`;
  assert.deepEqual(bindings(read(text)), [
    'import express = default of express',
    'import R = Router of express',
    'import net = * of net',
    'import http = * of http',
    'import connect = connect of net',
    'import make = createServer of net',
    'import lookup = lookup of dns',
    'import undici = * of undici',
    'import old = * of old',
  ]);
});

test('a call of require within an expression stays a call', () => {
  assert.equal(assignedIn("require('debug')('app')"), "require('debug')('app')");
  assert.deepEqual(bindings(read("const { lookup } = require('dns').promises")), [
    "variable lookup = require('dns').promises.lookup",
  ]);
});

test('exports of ES modules', () => {
  const text = `
    export const host = '::';
    export function start() {}
    export { own as other };
    export { connect as dial } from 'node:net';
    export * from './a.js';
    export * from './b.js';
    export default host;
    const own = 1;`;
  assert.deepEqual(exported(read(text)), [
    'dial = import export dial from node:net = connect of net',
    '* = import export * from ./a.js = * of ./a.js',
    '* = import export * from ./b.js = * of ./b.js',
    "host = variable host = '::'",
    'start = function start = function 0',
    'other = variable own = 1',
    "default = variable host = '::'",
  ]);
});

test('exports of CommonJS', () => {
  const text = `
    exports.port = exports.host = void 0;
    exports.host = '::';
    module.exports.port = 80;
    module.exports = { start, stop() {} };
    function start() {}`;
  assert.deepEqual(exported(read(text)), [
    "host = variable exports.host = '::'",
    'port = variable exports.port = 80',
    'default = variable default = {start: start, stop: function 0}',
    'start = function start = function 1',
    'stop = variable exports.stop = function 0',
  ]);
});

test('a pattern gives each name its part, with its default beside it', () => {
  assert.deepEqual(bindings(read("function f({ host = '0.0.0.0', port }, [first], { last }) {}")), [
    'parameter ',
    "variable host = (.host | '0.0.0.0')",
    'variable port = .port',
    'parameter  ',
    'variable first =  .0',
    'parameter   ',
    'variable last =   .last',
    'function f = function 0',
  ]);
  assert.deepEqual(bindings(read('const { a: { b }, ...c } = d')), ['variable b = d.a.b', 'variable c = rest(d)']);
});

test('parameters keep their place and their default', () => {
  const unit = read("const f = (a, host = '::', ...rest) => host");
  assert.deepEqual(unit.functions[0]?.parameters, [0, 1, 2]);
  assert.equal(unit.functions[0]?.name, 'f');
  assert.deepEqual(bindings(unit).slice(0, 3), ['parameter a', "parameter host = '::'", 'parameter rest']);
  assert.deepEqual(
    unit.functions[0]?.returns.map(({ value }) => exprText(value)),
    ['host'],
  );
});

test('assignments are kept with the name they reach', () => {
  const text = `
    let host = 'a';
    function set(value) { host = value; { let host; host = 'inner'; } }
    host += ':80';
    host ||= 'b';
    host++;`;
  assert.deepEqual(
    read(text).bindings[0]?.values.map(({ value }) => exprText(value)),
    ["'a'", 'value', "<host + ':80'>", "(host | 'b')", '++(host)'],
  );
});

test('a name may be used above its declaration', () => {
  const unit = read('function start() { listen(host) } const host = 1; var later;');
  assert.deepEqual(
    unit.bindings.map(({ name, visibleFrom }) => [name, visibleFrom]),
    [
      ['start', 0],
      ['host', 0],
      ['later', 0],
    ],
  );
});

test('var belongs to the function, let to the block', () => {
  const unit = read('function f() { if (x) { var a = 1; let b = 2 } }');
  assert.deepEqual(
    unit.bindings.map(({ name, scope }) => [name, scope]),
    [
      ['a', 1],
      ['b', 2],
      ['f', 0],
    ],
  );
});

test('fields are noted with their target', () => {
  const text = "class A { host = '::'; constructor(port) { this.port = port; options.server.host = 'x' } }";
  assert.deepEqual(
    read(text).assignments.map(({ target, key, value }) => `${exprText(target)}.${key} = ${exprText(value)}`),
    ["this.host = '::'", 'this.port = port', "options.server.host = 'x'"],
  );
});

test('functions are named for what holds them', () => {
  const text =
    'class A { b() {} #c() {} d = () => {} } const o = { e() {}, f: () => {} }; x.g = function () {}; h(() => {})';
  assert.deepEqual(
    read(text).functions.map(({ name }) => name),
    ['A.b', 'A.#c', 'A.d', 'e', 'f', 'x.g', ''],
  );
});

test('a join is one site, with what becomes of it', () => {
  const join = "<h + ':'>";
  const uses: readonly (readonly [string, string])[] = [
    ["f(1, h + ':')", 'argument 1 of f'],
    ["a = b.c = h + ':'", 'assigned to a, b.c'],
    ["const { a, b } = h + ':'", 'assigned to a, b'],
    ["f({ host: h + ':' })", 'field host'],
    ["() => h + ':'", 'returned'],
    ["throw h + ':'", 'message'],
    ["x[h + ':']", 'key'],
    ["(h + ':').length", '.length, other'],
    ["f(a = h + ':')", 'argument 0 of f'],
  ];
  for (const [text, use] of uses) {
    const found = sites(read(text)).filter((site) => site.startsWith(join));
    assert.deepEqual(found, [`${join} → ${use}`], text);
  }
});

test('guards: arms, and what follows an early exit', () => {
  const text = `
    function f(a) {
      if (!a) return none();
      if (net.isIPv6(a)) six(); else four();
      if (a.family) { ok(); } else { throw bad(); }
      rest();
    }
    after();`;
  const when = (call: string) => siteOf(text, call)?.split(' when ')[1];
  assert.equal(when('none()'), '!a');
  assert.equal(when('six()'), 'not !a and net.isIPv6(a)');
  assert.equal(when('four()'), 'not !a and not net.isIPv6(a)');
  assert.equal(when('rest()'), 'not !a and a.family');
  assert.equal(when('after()'), undefined);
});

test('guards: expressions', () => {
  assert.equal(siteOf('v6(h) && (h = f(h))', 'f(h)'), 'f(h) → assigned to h when v6(h)');
  assert.equal(siteOf('v6(h) || f(h)', 'f(h)'), 'f(h) → other when not v6(h)');
  assert.equal(siteOf('x = v6(h) ? f(h) : h', 'f(h)'), 'f(h) → assigned to x when v6(h)');
  assert.equal(siteOf('if (a && !b || c) f()', 'f()'), 'f() → other when ((a && !b) || c)');
  assert.equal(siteOf("if (~h.indexOf(':')) f()", 'f()'), "f() → other when (h.indexOf(':') != -1)");
  assert.equal(siteOf('while (a) f()', 'f()'), 'f() → other when a');
});

test('guards: switch', () => {
  const text = `
    switch (x) {
      case 4: case 6: both(); break;
      case 0: falls();
      case 1: through(); break;
      default: other();
    }
    switch (true) { case v6(h): six() }`;
  const when = (call: string) => siteOf(text, call)?.split(' when ')[1];
  assert.equal(when('both()'), '((x == 4) || (x == 6))');
  assert.equal(when('falls()'), '(x == 0)');
  assert.equal(when('through()'), '((x == 0) || (x == 1))');
  assert.equal(when('other()'), 'not (x == 4) and not (x == 6) and not (x == 0) and not (x == 1)');
  assert.equal(when('six()'), 'v6(h)');
});

test('an assignment and a return know their guard', () => {
  const unit = read("function f(h) { if (v6(h)) h = '[' + h + ']'; if (x) return h; return 1 }");
  const assigned = unit.bindings.find(({ name }) => name === 'h')?.values[0];
  assert.equal(guardText(unit, assigned?.guard ?? -1), 'v6(h)');
  assert.deepEqual(
    unit.functions[0]?.returns.map(({ guard }) => guardText(unit, guard)),
    ['x', 'not x'],
  );
});

test('JSX is read for its expressions', () => {
  const text = '<A b={h + ":1"} {...c()}>{d()} http://x <B>{e()}</B></A>';
  assert.deepEqual(sites(read(text)), ["<h + ':1'> → other", 'c() → other', 'd() → message', 'e() → message']);
});

test('comments come without their delimiters, where one may be for only6', () => {
  assert.deepEqual(read('// one').comments, []);
  const unit = read('#!/bin/node\n// only6-ignore\n/* two */ f("// none")');
  assert.deepEqual(
    unit.comments.map(({ text }) => text),
    ['/bin/node', ' only6-ignore', ' two '],
  );
});

test('Flow is read where the source says so, or nothing else helps', () => {
  for (const text of ['// @flow\nconst f = (h: string): ?T => g<T>(h)', 'type A = {| b: C |}; const d = (e: A)']) {
    assert.deepEqual(read(text).gaveUp, [], text);
  }
});

test('a syntax error is said once, and the rest is read', () => {
  const unit = read('before();\nif (x)) {}\nafter();\n');
  assert.deepEqual(
    unit.gaveUp.map(({ why, span }) => [why, span.start]),
    [['syntax error: Unexpected token (2:6)', 16]],
  );
  assert.deepEqual(sites(unit), ['before() → other', 'after() → other']);
});

test('depth is bounded, length is not', () => {
  const deep = read(`x = ${'['.repeat(5000)}${']'.repeat(5000)}`);
  assert.deepEqual(
    deep.gaveUp.map(({ why }) => why),
    ['nested too deeply'],
  );
  const long = read(`x = 'a'${' + b'.repeat(3000)}`);
  assert.deepEqual(long.gaveUp, []);
  assert.equal(long.sites[0]?.expr.is === 'concat' && long.sites[0].expr.parts.length, 3001);
});

test('decorators of parameters are read, as compilers take them', () => {
  const unit = read('class A { constructor(@Inject(C) c, @Inject(D) d = 1) {} at(@Param("id") { id }) {} }');
  assert.deepEqual(unit.gaveUp, []);
  assert.deepEqual(sites(unit), ['Inject(C) → other', 'Inject(D) → other', "Param('id') → other"]);
});

test('what stands between tags is for people to read', () => {
  const unit = read('const a = <A b={`x${c}`}>{`y${d}`}</A>;');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source code
  assert.deepEqual(sites(unit), ["<'x' + c> → other", "<'y' + d> → message"]);
});
