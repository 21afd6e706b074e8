import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding, Need, Skipped, Target } from '../src/model/finding.ts';
import { absent, type Value } from '../src/model/value.ts';
import { answerOf, type Grounds } from '../src/run/answer.ts';
import { doubtOf } from '../src/run/certainty.ts';
import { asideOf } from '../src/run/places.ts';
import { Reader } from '../src/run/read.ts';
import { suppress } from '../src/run/suppress.ts';
import { onTarget } from '../src/run/targets.ts';
import { Texts } from '../src/run/texts.ts';
import { Unread } from '../src/run/unread.ts';

const seen = { span: { file: 'a.go', start: 0, end: 1 }, via: [] };
const text = (text: string): Value => ({ is: 'text', type: 'string', text, ...seen });
const unknown: Value = { is: 'unknown', spelled: 'host', from: 'parameter', ...seen };
const input = (fallback: Value): Value => ({ is: 'input', from: 'env', name: 'HOST', fallback, ...seen });
const either = (...options: Value[]): Value => ({ is: 'either', options, ...seen });
const typed = (proven: boolean): Value => ({
  is: 'typed',
  kind: 'ip',
  proven,
  place: 'RemoteAddr',
  spelled: 'r.RemoteAddr',
  ...seen,
});

describe('certainty', () => {
  const sure: Readonly<Record<string, Value>> = {
    'a constant': text('0.0.0.0'),
    'the default of a library': absent,
    'an address that its place guarantees': typed(true),
    'parts that are sure': { is: 'joined', parts: [text('a'), typed(true)], ...seen },
    'a list of constants': { is: 'list', items: [text('a')], ...seen },
    'options that are all seen': { is: 'fields', complete: true, fields: [{ key: 'host', value: text('a') }], ...seen },
    'choices that mean the same': either(text('10.0.0.1'), text('10.0.0.2')),
  };
  const open: Readonly<Record<string, Value>> = {
    'what only the program knows': unknown,
    'an input with a fallback': input(text('0.0.0.0')),
    'an input without one': input(absent),
    'an address by name only': typed(false),
    'a part that is open': { is: 'joined', parts: [text('a'), unknown], ...seen },
    'options that a spread may change': { is: 'fields', complete: false, fields: [], ...seen },
    'choices that differ': either(text('0.0.0.0'), text('::')),
    'a choice that is open': either(text('0.0.0.0'), unknown),
    'a name of another module': { is: 'reference', module: './x', name: 'host', ...seen },
  };
  for (const [name, value] of Object.entries(sure)) it(`${name} is sure`, () => assert.equal(doubtOf(value), ''));
  for (const [name, value] of Object.entries(open)) it(`${name} is not`, () => assert.notEqual(doubtOf(value), ''));
});

describe('targets', () => {
  const rows: readonly (readonly [Need, string, string, string, string])[] = [
    ['ipv4-ingress', 'breaks', 'breaks', 'breaks', 'note'],
    ['ipv4-egress', 'breaks', 'breaks', 'may break', 'none'],
    ['ipv4-literal-egress', 'breaks', 'breaks', 'note', 'none'],
    ['ipv4-names', 'breaks', 'none', 'none', 'none'],
    ['ipv4-pod-address', 'breaks', 'breaks', 'breaks', 'note'],
    ['ipv4-service', 'breaks', 'breaks', 'breaks', 'note'],
    ['nothing', 'breaks', 'breaks', 'breaks', 'may break'],
  ];
  const targets: readonly Target[] = ['ipv6-only', 'ipv6-only-nat64', 'eks-ipv6', 'dual-stack'];
  for (const [need, ...expected] of rows) {
    it(`what needs ${need}`, () => {
      const effects = targets.map((target) => onTarget('breaks', need, target)?.effect ?? 'none');
      assert.deepEqual(effects, expected);
    });
  }
  it('never make an effect worse', () => assert.equal(onTarget('note', 'nothing', 'dual-stack')?.effect, 'note'));
});

describe('places', () => {
  const aside = [
    'test/a.go',
    'x/e2e/b.ts',
    'examples/c.yaml',
    'a_test.go',
    'a.spec.tsx',
    'src/__tests__/x.js',
    'docs/a.yaml',
  ];
  const inside = ['src/a.go', 'latest/a.go', 'contest.go', 'spec/a.rb', 'pkg/testing.go', 'attest/a.ts'];
  for (const file of aside) it(`${file} does not run in the cluster`, () => assert.notEqual(asideOf(file, []), ''));
  for (const file of inside) it(`${file} may`, () => assert.equal(asideOf(file, []), ''));
});

function finding(line: number, rule = 'listen-ipv4-only', effect: Finding['effect'] = 'breaks'): Finding {
  const at = { start: { line, column: 1 }, end: { line, column: 2 } };
  const rest = { steps: [], source: [], lineHash: '', softened: '', aside: false };
  return { rule, effect, at, span: { file: 'a.go', start: 0, end: 1 }, message: 'm', help: 'h', ...rest };
}

function settle(source: string, findings: readonly Finding[]) {
  const texts = new Texts(new Reader('.'), new Map([['a.go', source]]));
  const comments = [...source.matchAll(/\/\/(.*)$|\/\*([\s\S]*?)\*\//gm)].map((match) => ({
    text: match[1] ?? match[2] ?? '',
    span: { file: 'a.go', start: match.index, end: match.index + match[0].length },
  }));
  const files = [
    { file: 'a.go', language: 'go', facts: [], questions: [], offers: [], resources: [], gaveUp: [], comments },
  ];
  const { badSuppressions, suppressed, findings: left } = suppress(findings, files, new Set(rules), texts);
  const bad = badSuppressions.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
  return { left: left.length, reasons: suppressed.map(({ reason }) => reason), bad };
}

const rules = ['listen-ipv4-only', 'family-pinned'];

describe('suppression', () => {
  it('works on the line and on the line above', () => {
    const source = '// only6-ignore listen-ipv4-only: a\nx()\ny() // only6-ignore family-pinned: it is: so\n';
    const found = settle(source, [finding(2), finding(3, 'family-pinned')]);
    assert.deepEqual(found, { left: 0, reasons: ['a', 'it is: so'], bad: [] });
  });

  it('takes several rules', () => {
    const source = '// only6-ignore listen-ipv4-only, family-pinned: both\nx()\n';
    assert.deepEqual(settle(source, [finding(2), finding(2, 'family-pinned')]).reasons, ['both', 'both']);
  });

  it('works in a comment of several lines, from its last', () => {
    assert.equal(settle('/* only6-ignore listen-ipv4-only: a\n more */\nx()\n', [finding(3)]).left, 0);
  });

  it('leaves other lines and other rules alone', () => {
    const source = '// only6-ignore listen-ipv4-only: a\n\nx()\n';
    const found = settle(source, [finding(3), finding(2, 'family-pinned')]);
    assert.deepEqual([found.left, found.bad], [2, ['1:1 only6-ignore listen-ipv4-only suppresses nothing here']]);
  });

  it('needs a reason', () => {
    for (const end of ['', ':', ': ']) {
      const found = settle(`x() // only6-ignore listen-ipv4-only${end}\n`, [finding(1)]);
      assert.deepEqual([found.left, found.bad.length], [1, 1], end);
    }
  });

  it('tells of a rule that does not exist, and of none', () => {
    assert.match(settle('// only6-ignore listen-ipv4: a\n', []).bad.join(), /does not exist: listen-ipv4/);
    assert.match(settle('// only6-ignore\n', []).bad.join(), /names no rule/);
  });
});

describe('answer', () => {
  const clean: Grounds = {
    findings: [],
    skipped: [],
    unread: { matters: 0, languages: [] },
    claimed: 3,
    partial: false,
    shares: [],
  };
  const skipped = (matters: boolean): Skipped => ({ file: 'a.go', at: undefined, why: 'x', matters });
  const says = (grounds: Partial<Grounds>): string => answerOf({ ...clean, ...grounds }).says;
  it('is no where anything breaks', () => assert.equal(says({ findings: [finding(1)] }), 'no'));
  it('is unsure where anything may', () => {
    assert.equal(says({ findings: [finding(1, 'family-pinned', 'may break')] }), 'unsure');
  });
  it('is yes with notes alone', () => assert.equal(says({ findings: [finding(1, 'family-pinned', 'note')] }), 'yes'));
  it('is unsure where something that matters was not read', () => {
    assert.equal(says({ skipped: [skipped(true)] }), 'unsure');
    assert.equal(says({ skipped: [skipped(false)] }), 'yes');
    assert.equal(says({ unread: { matters: 1, languages: ['Python'] } }), 'unsure');
  });
  it('is none where there is nothing to judge', () => assert.equal(says({ claimed: 0 }), 'nothing to judge'));
});

describe('unread source', () => {
  it('is counted by extension, and matters where it may run in the cluster', () => {
    const unread = new Unread();
    for (const file of ['a.py', 'src/b.py', 'tests/c.py', 'run.ps1', 'hack/d.rb', 'README.md', '.py'])
      unread.add(file, []);
    assert.deepEqual(
      unread.list().map(({ extension, files }) => `${extension} ${files}`),
      ['py 3', 'ps1 1', 'rb 1'],
    );
    assert.equal(unread.matters, 2);
  });
});
