import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Result } from '../src/model/finding.ts';
import type { ReportOptions } from '../src/reports/report.ts';
import { cellsOf } from '../src/reports/terminal/text.ts';
import { report } from '../src/reports/terminal.ts';
import { findingAt, findingOf, options, resultOf, rules } from './results.ts';

const esc = String.fromCharCode(27);

function write(result: Result, given: Partial<ReportOptions> = {}): string {
  return report.write(result, { ...options, ...given });
}

function many(count: number): Finding[] {
  return Array.from({ length: count }, (_, index) =>
    findingAt(`pkg/part${index % 50}/file${index}.go`, index + 1, {
      effect: index % 10 === 0 ? 'may break' : 'breaks',
      rule: index % 3 === 0 ? 'listen-ipv4-only' : 'colon-joined-address',
    }),
  );
}

test('the first line is the answer with its reason', () => {
  const first = (given: Partial<Result>): string | undefined => write(resultOf([], given)).split('\n')[0];
  assert.equal(
    first({ answer: { says: 'no', because: '3 places break there' } }),
    'No, this does not run on an IPv6-only cluster: 3 places break there.',
  );
  assert.equal(
    first({ target: 'eks-ipv6', answer: { says: 'yes', because: 'nothing needs IPv4' } }),
    'Yes, this runs on an EKS cluster with IPv6: nothing needs IPv4.',
  );
  assert.match(first({ answer: { says: 'unsure', because: '2 places may break' } }) ?? '', /^Unsure whether/);
  assert.match(
    first({ answer: { says: 'nothing to judge', because: 'no file' } }) ?? '',
    /^Nothing to judge: no file\.$/,
  );
});

test('a finding shows what, where, the code, why and what to write', () => {
  const expected = [
    'breaks: net.Listen opens an IPv4 socket',
    '  cmd/server/main.go:12:24  listen-ipv4-only',
    '',
    '  12 | ln, err := net.Listen("tcp4", ":8080")',
    '     |                       ^^^^^^',
    '',
    '  why:   In a pod that has only an IPv6 address nothing can reach an IPv4',
    '         socket.',
    '  write: net.Listen("tcp", ":8080")',
  ];
  assert.ok(write(resultOf([findingOf()])).includes(expected.join('\n')));
});

test('help that is no code is something to do', () => {
  assert.match(
    write(resultOf([findingOf({ help: 'Listen on both families' })])),
    /^ {2}do: {4}Listen on both families$/m,
  );
});

test('steps of reasoning are numbered, with the file where it is another one', () => {
  const { at } = findingOf();
  const steps = [
    { says: 'the network is set in the defaults', span: { file: 'pkg/defaults.go', start: 1, end: 2 }, at },
    { says: 'the cluster has no IPv4', span: undefined, at: undefined },
  ];
  const text = write(resultOf([findingOf({ steps })]));
  assert.match(text, /^ {2}1\. the network is set in the defaults \(pkg\/defaults\.go:12:24\)$/m);
  assert.match(text, /^ {2}2\. the cluster has no IPv4$/m);
});

test('what softened a finding is said', () => {
  const text = write(resultOf([findingOf({ effect: 'may break', softened: 'HOST comes from the environment' })]));
  assert.match(text, /Not certain: HOST comes from the environment\./);
});

test('files with breaks come first, and in a file the breaks', () => {
  const text = write(
    resultOf([
      findingAt('a.go', 1, { effect: 'may break' }),
      findingAt('b.go', 1, { effect: 'may break' }),
      findingAt('b.go', 9),
    ]),
  );
  const places = [...text.matchAll(/^ {2}(\S+\.go:\d+)/gm)].map((match) => match[1]);
  assert.deepEqual(places, ['b.go:9', 'b.go:1', 'a.go:1']);
});

test('the reason of a rule is told once', () => {
  const text = write(resultOf([findingAt('a.go', 1), findingAt('b.go', 2)]));
  assert.equal(text.match(/why:/g)?.length, 1);
});

test('the first screen survives 500 findings', () => {
  const text = write(resultOf(many(500)));
  const lines = text.split('\n');
  assert.ok(lines.length < 60, `${lines.length} lines`);
  assert.match(text, /^ {5}300 {9}33 {2}colon-joined-address {2}Host and port joined/m);
  assert.match(text, /^ {5}150 {9}17 {2}listen-ipv4-only/m);
  assert.match(text, /The other 497/);
  assert.match(text, /All of them: only6 --all$/m);
});

test('the counts of the first screen add up', () => {
  const text = write(resultOf(many(40)));
  const rest = text.slice(text.indexOf('The other'));
  const rows = [...rest.matchAll(/^ {2}([ \d]{6}) {2}([ \d]{9}) {2}\S/gm)];
  const listed = rows.reduce((sum, row) => sum + Number(row[1]) + Number(row[2]), 0);
  assert.equal(listed, 37);
});

test('--all shows every finding in full', () => {
  const text = write(resultOf(many(40)), { all: true });
  assert.equal(text.match(/^(breaks|may break): /gm)?.length, 40);
  assert.doesNotMatch(text, /The other/);
});

test('the command for the rest can be copied into a shell', () => {
  const text = write(resultOf(many(40), { paths: ["it's/a b", 'src'], target: 'eks-ipv6' }));
  assert.ok(text.includes(`only6 --all --target eks-ipv6 'it'\\''s/a b' src\n`));
});

test('notes are counted, and shown on demand', () => {
  const result = resultOf([findingOf({ effect: 'note', message: 'Go widens 0.0.0.0' })]);
  assert.doesNotMatch(write(result), /Go widens/);
  assert.match(write(result), /1 note not shown: only6 --notes/);
  assert.match(write(result, { notes: true }), /^note: Go widens 0\.0\.0\.0$/m);
  assert.doesNotMatch(write(result, { notes: true }), /not shown/);
});

test('many notes do not hide what breaks', () => {
  const notes = many(40).map((finding): Finding => ({ ...finding, effect: 'note', message: 'Only told' }));
  const text = write(resultOf([...notes, findingAt('x.go', 1), findingAt('y.go', 1)]), { notes: true });
  assert.equal(text.match(/^breaks: /gm)?.length, 2);
  assert.match(text, /^ {5}26 {2}colon-joined-address/m);
  assert.match(text, /All of them: only6 --all --notes$/m);
});

test('what was not judged or not read is said', () => {
  const text = write(
    resultOf([], {
      suppressed: [{ finding: findingOf(), reason: 'a test' }],
      badSuppressions: [{ file: 'a.go', at: { line: 3, column: 1 }, message: 'gives no reason' }],
      skipped: Array.from({ length: 9 }, (_, index) => ({
        file: `bad${index}.go`,
        at: undefined,
        why: 'not understood',
        matters: index === 8,
      })),
      passedOver: [{ why: 'generated', files: 12 }],
      unread: [{ extension: 'cs', language: 'C#', files: 14 }],
    }),
  );
  assert.match(text, /Suppressed by comments: 1\./);
  assert.match(text, /^ {2}a\.go:3:1 {2}gives no reason$/m);
  assert.match(text, /^Not judged\n {2}bad8\.go {2}not understood$/m, 'what matters comes first');
  assert.match(text, /\.\.\. and 4 more/);
  assert.match(text, /Passed over: 12 generated\./);
  assert.match(text, /Languages not read: C# \(14 files\)\./);
  assert.match(text, /Read 120 files of 340 \(1\.2 MB\), parsed 14, in 412 ms\./);
});

const long = findingOf({
  source: [`${'x'.repeat(200)}"tcp4"${'y'.repeat(200)}`],
  at: { start: { line: 12, column: 201 }, end: { line: 12, column: 207 } },
  message: 'a long message about addresses '.repeat(8).trim(),
});

for (const width of [40, 60, 80, 120]) {
  test(`fits into ${width} columns, without spaces at the ends of lines`, () => {
    const skipped = [{ file: `${'folder/'.repeat(12)}x.go`, at: undefined, why: 'not understood', matters: true }];
    const text = write(resultOf([long, ...many(width === 80 ? 20 : 2)], { skipped }), { width });
    for (const line of text.split('\n')) {
      assert.ok(cellsOf(line).length <= width, `too long: ${line}`);
      assert.equal(line, line.trimEnd());
    }
  });
}

test('a long line is cut around the place', () => {
  assert.match(write(resultOf([long])), /^ {2}12 \| \.\.\.x+"tcp4"y+\.\.\.\n {5}\| {17}\^{6}$/m);
});

test('carets stand under the place, also after tabs and wide characters', () => {
  const source = ['\tf("日本", 0)', '\t\tg()'];
  const at = { start: { line: 7, column: 10 }, end: { line: 7, column: 11 } };
  const text = write(resultOf([findingOf({ source, at })]));
  const [code = '', carets = ''] = text.split('\n').filter((line) => line.includes(' | '));
  assert.equal(cellsOf(code).indexOf('0'), carets.indexOf('^'));
});

test('a scanned file cannot write to the terminal', () => {
  const evil = `${esc}[2J\u202e\u0007`;
  const text = write(resultOf([findingOf({ message: evil, source: [evil], span: { file: evil, start: 0, end: 1 } })]));
  assert.ok(!text.includes(esc) && !text.includes('\u202e') && !text.includes('\u0007'));
});

test('colours and links only where they are wanted', () => {
  const result = resultOf([findingOf()]);
  assert.ok(!write(result).includes(esc));
  assert.ok(write(result, { colour: true }).includes(`${esc}[31m`));
  const link = `${esc}]8;;${rules[1]?.helpUri}${esc}\\listen-ipv4-only`;
  assert.ok(write(result, { links: true }).includes(link));
});
