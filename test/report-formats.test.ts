import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Finding, Result } from '../src/model/finding.ts';
import { report as concise } from '../src/reports/concise.ts';
import { report as github } from '../src/reports/github.ts';
import { report as gitlab } from '../src/reports/gitlab.ts';
import { reports } from '../src/reports/index.ts';
import { report as json } from '../src/reports/json.ts';
import { report as junit } from '../src/reports/junit.ts';
import { report as markdown } from '../src/reports/markdown.ts';
import type { Report, ReportOptions } from '../src/reports/report.ts';
import { findingAt, findingOf, options, resultOf } from './results.ts';

const step = { says: 'the network is "tcp4"', span: findingOf().span, at: findingOf().at };
const placeless = { says: 'the cluster has no IPv4', span: undefined, at: undefined };
const evil = '"</failure>]]>|`**[x](http://y)<img src=x>@team & \u0000\u001b[2J\ud800\r\n::set-output name=a::b';

/** One of everything, and text that would do harm if it were believed. */
const rich = resultOf(
  [
    findingOf({ steps: [step, placeless] }),
    findingAt('b.go', 3, { effect: 'may break', rule: 'colon-joined-address', softened: 'it may be a name' }),
    findingAt('c.go', 4, { effect: 'note', message: 'only worth knowing', aside: true }),
    findingAt('a |b`,:%\n(1).go', 5, { message: evil, help: evil }),
  ],
  {
    suppressed: [{ finding: findingOf({ message: 'hidden by a comment' }), reason: 'runs elsewhere' }],
    badSuppressions: [{ file: 'a.go', at: { line: 3, column: 1 }, message: 'gives no reason' }],
    stale: [{ file: 'only6-baseline.json', at: { line: 5, column: 1 }, message: 'is no longer found' }],
    withheld: [{ why: 'no part of the change', findings: 2 }],
    skipped: [
      { file: 'broken.go', at: { line: 3, column: 7 }, why: 'not understood', matters: true },
      { file: 'whole.go', at: undefined, why: 'too large', matters: false },
    ],
    passedOver: [{ why: 'generated', files: 12 }],
    unread: [{ extension: 'cs', language: 'C#', files: 14 }],
  },
);
const empty = resultOf([]);

function write(report: Report, result: Result, given: Partial<ReportOptions> = {}): string {
  return report.write(result, { ...options, ...given });
}

function many(number: number, given: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: number }, (_, index) => findingAt(`f${index % 4}.go`, index + 1, given));
}

describe('every format', async () => {
  for (const entry of reports) {
    const report = await entry.load();
    it(`${entry.id} says what is suppressed nowhere but where it belongs, and the same at every run`, () => {
      const text = write(report, rich);
      assert.equal(text, write(report, rich));
      if (entry.id !== 'json') assert.doesNotMatch(text, /hidden by a comment/);
      assert.match(text, /\n$/);
    });

    it(`${entry.id} tells of comments and entries of the baseline that have to be mended`, () => {
      const text = write(report, rich);
      assert.match(text, /gives no reason/);
      assert.match(text, /is no longer found/);
    });

    it(`${entry.id} has something to say of nothing`, () => assert.ok(write(report, empty).trim().length > 0));
  }
});

describe('concise', () => {
  it('is the answer, then a line for each finding, worst news and place included', () => {
    const lines = write(concise, resultOf([findingOf(), findingAt('b.go', 3, { effect: 'may break' })])).split('\n');
    assert.equal(lines[0], 'No, this does not run on an IPv6-only cluster: 1 findings break on an IPv6-only cluster.');
    assert.equal(
      lines[1],
      'cmd/server/main.go:12:24: breaks: net.Listen opens an IPv4 socket. write net.Listen("tcp", ":8080"). (listen-ipv4-only)',
    );
    assert.match(lines[2] ?? '', /^b\.go:3:24: may break: /);
    assert.equal(lines.length, 4);
  });

  it('stays one line a finding, whatever is written there', () => {
    const text = write(concise, rich);
    assert.equal(text.split('\n').length, 7);
    assert.ok(!text.includes('\u001b'));
  });

  it('shows notes when they are asked for', () => {
    assert.doesNotMatch(write(concise, rich), /worth knowing/);
    assert.match(write(concise, rich, { notes: true }), /^c\.go:4:24: note: only worth knowing/m);
  });
});

interface Properties {
  readonly file?: string;
  readonly line?: string;
  readonly endLine?: string;
  readonly col?: string;
}

/** What the runner of GitHub Actions makes of a line. */
function command(line: string): { level: string; properties: Properties; data: string } | undefined {
  const [, level, list = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  if (level === undefined) return undefined;
  const decode = (text: string): string =>
    text
      .replaceAll('%2C', ',')
      .replaceAll('%3A', ':')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  const pairs = list.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), decode(pair.slice(at + 1))];
  });
  return { level, properties: Object.fromEntries(pairs), data: decode(data) };
}

function commands(text: string): NonNullable<ReturnType<typeof command>>[] {
  return text.split('\n').flatMap((line) => command(line) ?? []);
}

describe('github', () => {
  it('annotates a finding at its place', () => {
    assert.deepEqual(commands(write(github, resultOf([findingOf()]))), [
      {
        level: 'error',
        properties: {
          file: 'cmd/server/main.go',
          line: '12',
          endLine: '12',
          col: '24',
          endColumn: '30',
          title: 'Listens on IPv4 only (listen-ipv4-only)',
        },
        data: 'net.Listen opens an IPv4 socket. write net.Listen("tcp", ":8080").',
      },
    ]);
  });

  it('leaves columns out where the lines differ, since GitHub would refuse them', () => {
    const at = { start: { line: 2, column: 5 }, end: { line: 3, column: 1 } };
    const [only] = commands(write(github, resultOf([findingOf({ at })])));
    assert.deepEqual([only?.properties.endLine, only?.properties.col], ['3', undefined]);
  });

  it('keeps within what GitHub shows: errors first, of each rule and file one, and says what is left', () => {
    const findings = [...many(30, { effect: 'may break' }), ...many(25), findingAt('last.go', 9)];
    const text = write(github, resultOf(findings));
    const shown = commands(text);
    assert.deepEqual(
      shown.map(({ level }) => level),
      [...Array(10).fill('error'), ...Array(10).fill('warning')],
    );
    assert.deepEqual(
      shown.slice(0, 5).map(({ properties }) => properties.file),
      ['f0.go', 'f1.go', 'f2.go', 'f3.go', 'last.go'],
    );
    assert.match(text, /^only6: 36 findings more, without an annotation/m);
  });

  it('nothing in a file or a message becomes a command or another property', () => {
    const text = write(github, rich);
    assert.ok(text.split('\n').every((line) => /^(?:::(?:error|warning) file=|only6: |$)/.test(line)));
    const hostile = commands(text).find(({ properties }) => properties.line === '5');
    assert.equal(hostile?.properties.file, 'a |b`,:%\n(1).go');
    assert.ok(hostile?.data.includes('::set-output name=a::b'));
  });
});

describe('gitlab', () => {
  // As app/validators/json_schemas/codeclimate.json of GitLab has it, with the values that its documentation allows.
  const issue = {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  };
  const validate = new Ajv2020({ allErrors: true }).compile({ type: 'array', items: issue });

  it('follows the schema of its reader, with findings and without', () => {
    for (const result of [rich, empty]) {
      assert.ok(validate(JSON.parse(write(gitlab, result, { notes: true }))), JSON.stringify(validate.errors));
    }
    assert.equal(write(gitlab, empty), '[]\n');
  });

  it('names findings so that they stay themselves when lines move, and no two alike', () => {
    const prints = (findings: readonly Finding[]): string[] =>
      JSON.parse(write(gitlab, resultOf(findings))).map((one: { fingerprint: string }) => one.fingerprint);
    const [before] = prints([findingAt('a.go', 3)]);
    const moved = prints([findingAt('a.go', 30), findingAt('b.go', 3), findingAt('a.go', 3, { rule: 'other' })]);
    assert.equal(moved[0], before);
    assert.equal(new Set(moved).size, 3);
  });
});

describe('junit', () => {
  it('a rule is a suite, a finding a test that fails, and a rule without findings a test that passes', () => {
    const text = write(junit, resultOf([findingOf()]));
    assert.match(text, /<testsuites name="only6: No, [^"]*" tests="2" failures="1" errors="0" skipped="0"/);
    assert.match(text, /<testcase name="Host and port joined with a colon" classname="colon-joined-address"/);
    assert.match(
      text,
      /<testcase name="cmd\/server\/main\.go:12:24" classname="listen-ipv4-only" file="cmd\/server\/main\.go" line="12"/,
    );
    assert.match(text, /<failure message="net\.Listen opens an IPv4 socket\. [^"]*" type="breaks">/);
  });

  it('what does not fail the command is skipped, so that a green job has a green report', () => {
    const findings = [findingAt('b.go', 3, { effect: 'may break' })];
    assert.match(write(junit, resultOf(findings)), /failures="0" errors="0" skipped="1"/);
    const strict = write(junit, resultOf(findings), { failing: ['breaks', 'may break'] });
    assert.match(strict, /failures="1" errors="0" skipped="0"/);
  });

  it('is well formed, whatever is written in a file', () => {
    const text = write(junit, rich);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}/u);
    const bare = text.replace(/<\?xml[^>]*\?>|<\/?[a-z]+(?: [a-z]+="[^"<>]*")*\/?>/g, '');
    assert.doesNotMatch(bare, /[<>]|&(?!(?:amp|lt|gt|quot);)/);
    const open: string[] = [];
    for (const [, slash, name = '', end] of text.matchAll(/<(\/?)([a-z]+)(?: [a-z]+="[^"]*")*(\/?)>/g)) {
      if (slash === '/') assert.equal(open.pop(), name);
      else if (end !== '/') open.push(name);
    }
    assert.deepEqual(open, []);
  });
});

describe('json', () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  formats.default(ajv);
  const schema = JSON.parse(readFileSync(new URL('../schemas/report.schema.json', import.meta.url), 'utf8'));
  const validate = ajv.compile(closed(schema));

  it('follows its schema, which knows every property', () => {
    for (const result of [rich, empty]) {
      const document: { $schema: string } = JSON.parse(write(json, result));
      assert.equal(document.$schema, schema.$id);
      assert.ok(validate(document), JSON.stringify(validate.errors, undefined, 2));
    }
  });

  it('the schema notices what is wrong', () => {
    const document = JSON.parse(write(json, rich));
    for (const spoil of [
      (one: typeof document) => delete one.answer,
      (one: typeof document) => (one.findings[0].effect = 'error'),
      (one: typeof document) => (one.findings[0].start.line = 0),
      (one: typeof document) => (one.version = 2),
    ]) {
      const copy = structuredClone(document);
      spoil(copy);
      assert.ok(!validate(copy));
    }
  });

  it('says everything: the answer, counts, reasons, what was not judged and not read', () => {
    const document = JSON.parse(write(json, rich));
    assert.deepEqual(document.answer.says, 'no');
    assert.deepEqual(document.counts, { breaks: 2, mayBreak: 1, notes: 1, suppressed: 1 });
    assert.deepEqual(document.findings[0].steps[0], {
      says: 'the network is "tcp4"',
      file: 'cmd/server/main.go',
      start: { line: 12, column: 24 },
      end: { line: 12, column: 30 },
    });
    assert.deepEqual(document.findings[0].steps[1], { says: 'the cluster has no IPv4' });
    assert.equal(document.findings[1].softenedBecause, 'it may be a name');
    assert.equal(document.suppressed[0].reason, 'runs elsewhere');
    assert.deepEqual(document.notRead, [{ language: 'C#', extension: 'cs', files: 14 }]);
  });

  it('holds nothing of the machine or the moment', () => {
    assert.doesNotMatch(write(json, rich), /\/repository|412/);
  });
});

/** The schema, with no room for what it does not name. */
function closed(node: Record<string, unknown>): Record<string, unknown> {
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close);
    return isObject(value) ? closed(value) : value;
  };
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, close(value)]));
  const { type } = copy;
  return type === 'object' ? { ...copy, additionalProperties: false } : copy;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

describe('markdown', () => {
  it('begins with the answer, the worst first, and links to the lines', () => {
    const sources = 'https://github.com/o/r/blob/abc';
    const findings = [findingAt('a b.go', 3, { effect: 'may break' }), findingOf()];
    const lines = write(markdown, resultOf(findings), { sources }).split('\n');
    assert.match(lines[0] ?? '', /^## No, this does not run on an IPv6-only cluster: /);
    assert.match(
      lines[4] ?? '',
      /breaks \| \[`cmd\/server\/main\.go:12`\]\(https:\/\/github\.com\/o\/r\/blob\/abc\/cmd\/server\/main\.go#L12\)/,
    );
    assert.match(
      lines[5] ?? '',
      /may&nbsp;break \| \[`a b\.go:3`\]\(https:\/\/github\.com\/o\/r\/blob\/abc\/a%20b\.go#L3\)/,
    );
  });

  it('what is written in a file marks up nothing, breaks no row and calls nobody', () => {
    const row = write(markdown, rich)
      .split('\n')
      .find((line) => line.includes(':5 `'));
    const cells = row?.split(/(?<!\\)\|/) ?? [];
    assert.equal(cells.length, 6, row);
    assert.doesNotMatch(row ?? '', /<img|@team|http:\/\/y|(?<!\\)\*\*|<\/failure>/);
  });

  it('is never larger than a job summary may be, and ends at a whole row', () => {
    const text = write(markdown, resultOf(many(6000, { message: 'long '.repeat(60).trim() })));
    assert.ok(Buffer.byteLength(text) < 1_000_000);
    assert.match(text, /^\d+ findings more have no room here\.$/m);
    assert.ok(text.split('\n').every((line) => !line.startsWith('|') || line.endsWith('|')));
  });

  it('says what was not judged, not read, not reported', () => {
    const text = write(markdown, rich);
    assert.match(text, /^- `broken\.go:3`: not understood$/m);
    assert.doesNotMatch(text, /whole\.go/);
    assert.match(
      text,
      /1 note not shown\. Suppressed by comments: 1\. Not reported: 2 no part of the change\. Languages not read: C\\# \(14 files\)\./,
    );
  });
});
