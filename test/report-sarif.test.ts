import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log, Result as SarifResult } from 'sarif';
import type { Result } from '../src/model/finding.ts';
import { report } from '../src/reports/sarif.ts';
import { ruleInfos } from '../src/run/rules.ts';
import { findingOf, options, resultOf, rules } from './results.ts';
import { schemaFaults } from './sarif/faults.ts';

function write(result: Result): Log {
  return JSON.parse(report.write(result, options));
}

function only(log: Log): SarifResult {
  const results = log.runs[0]?.results ?? [];
  assert.equal(results.length, 1);
  return results[0] ?? assert.fail();
}

function uriOfFile(file: string): string | undefined {
  const log = write(resultOf([findingOf({ span: { file, start: 0, end: 1 } })]));
  return only(log).locations?.[0]?.physicalLocation?.artifactLocation?.uri;
}

const step = { says: 'the network is "tcp4"', span: findingOf().span, at: findingOf().at };
const placeless = { says: 'the cluster has no IPv4', span: undefined, at: undefined };
const rich = resultOf(
  [
    findingOf({ steps: [step, placeless] }),
    findingOf({ effect: 'may break', rule: 'colon-joined-address' }),
    findingOf({ effect: 'note', span: { file: 'a b/ü[1]#%.go', start: 0, end: 1 } }),
  ],
  {
    suppressed: [{ finding: findingOf({ message: 'hidden by a comment' }), reason: 'tests' }],
    skipped: [
      { file: 'broken.go', at: { line: 3, column: 7 }, why: 'not understood', matters: true },
      { file: 'whole.go', at: undefined, why: 'too large', matters: true },
      { file: 'README.go', at: undefined, why: 'of no account', matters: false },
    ],
  },
);

test('follows the schema, with findings and without', () => {
  assert.deepEqual(schemaFaults(write(rich)), []);
  assert.deepEqual(schemaFaults(write(resultOf([]))), []);
});

test('the schema would notice a bad path', () => {
  const log = write(rich);
  const location = log.runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
  assert.ok(location);
  location.uri = 'a b[1].go';
  assert.notDeepEqual(schemaFaults(log), []);
});

test('a finding becomes an alert at its tight place', () => {
  const alert = only(write(resultOf([findingOf()])));
  assert.equal(alert.ruleId, 'listen-ipv4-only');
  assert.equal(rules[alert.ruleIndex ?? -1]?.id, 'listen-ipv4-only');
  assert.equal(alert.level, 'error');
  assert.equal(alert.message.text, 'net.Listen opens an IPv4 socket. write net.Listen("tcp", ":8080")');
  assert.deepEqual(alert.locations?.[0]?.physicalLocation, {
    artifactLocation: { uri: 'cmd/server/main.go' },
    region: { startLine: 12, startColumn: 24, endLine: 12, endColumn: 30 },
  });
  assert.deepEqual(alert.partialFingerprints, { primaryLocationLineHash: 'c129715d7a2bc9a3:1' });
  assert.equal(alert.codeFlows, undefined);
});

test('effects become levels', () => {
  assert.deepEqual(
    write(rich).runs[0]?.results?.map((result) => result.level),
    ['error', 'warning', 'note'],
  );
});

test('paths are relative and percent-encoded', () => {
  assert.equal(uriOfFile('./src/main.go'), 'src/main.go');
  assert.equal(uriOfFile('/src/main.go'), 'src/main.go');
  assert.equal(uriOfFile('a b/[id]/100%#?.ts'), 'a%20b/%5Bid%5D/100%25%23%3F.ts');
  assert.equal(uriOfFile('größe/日本.yaml'), 'gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC.yaml');
});

test('the reasoning is a code flow that ends at the finding', () => {
  const flow = write(rich).runs[0]?.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations;
  assert.deepEqual(
    flow?.map((one) => one.location?.message?.text),
    ['the network is "tcp4"', 'net.Listen opens an IPv4 socket'],
  );
});

test('suppressed findings open no alerts', () => {
  assert.doesNotMatch(report.write(rich, options), /hidden by a comment/);
});

test('what was not judged is said, if it matters', () => {
  const notes = write(rich).runs[0]?.invocations?.[0]?.toolExecutionNotifications;
  assert.deepEqual(
    notes?.map((note) => note.message.text),
    ['Not judged: not understood.', 'Not judged: too large.'],
  );
  assert.equal(notes?.[0]?.locations?.[0]?.physicalLocation?.region?.startLine, 3);
});

test('every rule has the texts that GitHub asks for, none too long', () => {
  const long = { ...(rules[0] ?? assert.fail()), why: 'x'.repeat(2000) };
  const log: Log = JSON.parse(report.write(resultOf([]), { ...options, rules: [...rules, long] }));
  const described = log.runs[0]?.tool.driver.rules ?? [];
  assert.equal(described.length, 3);
  for (const rule of [...described, ...(log.runs[0]?.tool.driver.notifications ?? [])]) {
    for (const text of [rule.shortDescription?.text, rule.fullDescription?.text, rule.help?.text]) {
      assert.ok(text !== undefined && text.length > 0);
    }
    assert.ok((rule.fullDescription?.text.length ?? 0) <= 1024);
  }
  for (const rule of described) assert.ok(rule.help?.markdown?.startsWith(`# ${rule.id}`));
});

test('rules can be filtered by what they are about, and the surest come first', () => {
  const [, listens] = write(resultOf([])).runs[0]?.tool.driver.rules ?? [];
  assert.deepEqual(listens?.properties, {
    tags: ['ipv6', 'kubernetes', 'server'],
    precision: 'very-high',
    'problem.severity': 'error',
  });
  for (const { tags } of ruleInfos()) assert.ok(tags.length > 0 && tags.length <= 8, 'GitHub shows ten tags');
});

test('code in a message does not become a link', () => {
  const alert = only(write(resultOf([findingOf({ message: 'ports[0](host) cuts', help: 'write "[::1]:80"' })])));
  assert.equal(alert.message.text, 'ports\\[0](host) cuts. write "[::1]:80"');
});

test('notes on tests and examples are left out, unless notes are asked for', () => {
  const aside = findingOf({ message: 'in a test', effect: 'note', aside: true });
  const own = findingOf({ message: 'in the program', effect: 'note', aside: false });
  const messages = (notes: boolean): string[] => {
    const log = JSON.parse(report.write(resultOf([aside, own]), { ...options, notes })) as Log;
    return (log.runs[0]?.results ?? []).map((result) => result.message.text ?? '');
  };
  assert.equal(messages(false).length, 1);
  assert.match(messages(false).join(), /in the program/);
  assert.equal(messages(true).length, 2);
});
