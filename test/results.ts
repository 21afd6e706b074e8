import type { Finding, Result } from '../src/model/finding.ts';
import type { ReportOptions, RuleInfo } from '../src/reports/report.ts';

/** Rules, findings and results made by hand, so that reports are tested without an engine. */
export const rules: readonly RuleInfo[] = [
  {
    id: 'colon-joined-address',
    title: 'Host and port joined with a colon',
    why: 'An IPv6 address needs brackets before a port, or nothing can tell where the host ends',
    page: '# colon-joined-address\n\nJoin with the library.\n',
    helpUri: 'https://example.org/rules/colon-joined-address',
    tags: ['addresses'],
    precision: 'high',
  },
  {
    id: 'listen-ipv4-only',
    title: 'Listens on IPv4 only',
    why: 'In a pod that has only an IPv6 address nothing can reach an IPv4 socket',
    page: '# listen-ipv4-only\n\nListen on both.\n',
    helpUri: 'https://example.org/rules/listen-ipv4-only',
    tags: ['server'],
    precision: 'very-high',
  },
];

export const options: ReportOptions = {
  rules,
  colour: false,
  width: 80,
  links: false,
  notes: false,
  all: false,
  failing: ['breaks'],
  sources: '',
};

const line = '\tln, err := net.Listen("tcp4", ":8080")';

/** A finding on `tcp4` in the line above, at line 12 of main.go, but for what is given. */
export function findingOf(given: Partial<Finding> = {}): Finding {
  return {
    rule: 'listen-ipv4-only',
    effect: 'breaks',
    span: { file: 'cmd/server/main.go', start: 200, end: 206 },
    at: { start: { line: 12, column: 24 }, end: { line: 12, column: 30 } },
    message: 'net.Listen opens an IPv4 socket',
    help: 'write net.Listen("tcp", ":8080")',
    steps: [],
    source: [line],
    lineHash: 'c129715d7a2bc9a3:1',
    softened: '',
    aside: false,
    ...given,
  };
}

/** The same finding in another file or line. */
export function findingAt(file: string, number: number, given: Partial<Finding> = {}): Finding {
  return findingOf({
    span: { file, start: 200, end: 206 },
    at: { start: { line: number, column: 24 }, end: { line: number, column: 30 } },
    ...given,
  });
}

export function resultOf(findings: readonly Finding[], given: Partial<Result> = {}): Result {
  const breaks = findings.filter((finding) => finding.effect === 'breaks').length;
  return {
    tool: { name: 'only6', version: '0.1.0' },
    target: 'ipv6-only',
    paths: ['.'],
    options: [],
    root: '/repository',
    answer:
      breaks > 0
        ? { says: 'no', because: `${breaks} findings break on an IPv6-only cluster` }
        : { says: 'yes', because: 'nothing that was read needs IPv4' },
    findings,
    withheld: [],
    suppressed: [],
    badSuppressions: [],
    stale: [],
    skipped: [],
    passedOver: [],
    unread: [],
    counts: { found: 340, read: 120, parsed: 14, bytes: 1_234_567 },
    elapsedMs: 412,
    ...given,
  };
}
