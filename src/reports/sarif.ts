import type { Invocation, Log, Notification, ReportingDescriptor, Run } from 'sarif';
import type { Result, Skipped } from '../model/finding.ts';
import { type Complaint, type ComplaintKind, complaintKinds, complaintsOf } from './complaints.ts';
import type { Report, ReportOptions, RuleInfo } from './report.ts';
import { locationOf } from './sarif/location.ts';
import { resultOf } from './sarif/result.ts';

export const report: Report = {
  title: 'SARIF 2.1.0, for GitHub code scanning and editors',
  reader: 'machine',
  write: (result, options) => `${JSON.stringify(logOf(result, options), null, 2)}\n`,
};

/** GitHub refuses longer descriptions. */
const longestDescription = 1024;

/** GitHub asks for all three texts, as it does of a rule. */
const unjudged: ReportingDescriptor = {
  id: 'not-judged',
  shortDescription: { text: 'A file, or a part of it, could not be judged.' },
  fullDescription: { text: 'What stands there was not understood or not readable, so that nothing is known about it.' },
  help: { text: 'See to it that the file can be read and parsed, or judge it by eye.' },
};

function logOf(result: Result, options: ReportOptions): Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(result, options)],
  };
}

function runOf(result: Result, options: ReportOptions): Run {
  const indexes = new Map(options.rules.map((rule, index) => [rule.id, index]));
  return {
    tool: {
      driver: {
        name: result.tool.name,
        version: result.tool.version,
        semanticVersion: result.tool.version,
        informationUri: 'https://github.com/only6/only6',
        rules: options.rules.map(ruleOf),
        notifications: [unjudged, ...complaintKinds.map(descriptorOf)],
      },
    },
    invocations: [invocationOf(result, options)],
    columnKind: 'utf16CodeUnits',
    // Suppressed findings are left out: GitHub ignores `suppressions` and would open alerts for them. So are notes on
    // tests and examples, unless they are asked for.
    results: result.findings
      .filter((finding) => options.notes || finding.effect !== 'note' || !finding.aside)
      .map((finding) => resultOf(finding, indexes.get(finding.rule))),
  };
}

function ruleOf(rule: RuleInfo): ReportingDescriptor {
  const help = `${sentence(rule.why)}\n\n${rule.helpUri}`;
  return {
    id: rule.id,
    shortDescription: { text: sentence(rule.title) },
    fullDescription: { text: sentence(rule.why) },
    help: { text: help, markdown: rule.page || help },
    helpUri: rule.helpUri,
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['ipv6', 'kubernetes', ...rule.tags],
      precision: rule.precision,
      'problem.severity': 'error',
    },
  };
}

function sentence(text: string): string {
  const whole = /[.!?]$/.test(text) ? text : `${text}.`;
  return whole.length > longestDescription ? `${whole.slice(0, longestDescription - 3)}...` : whole;
}

function invocationOf(result: Result, options: ReportOptions): Invocation {
  const matters = result.skipped.filter((skipped) => skipped.matters);
  return {
    executionSuccessful: true,
    toolExecutionNotifications: matters.map(notificationOf),
    toolConfigurationNotifications: complaintsOf(result, options).map(complaintNotification),
  };
}

function descriptorOf({ id, title, why, help }: ComplaintKind): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: sentence(title) },
    fullDescription: { text: why },
    help: { text: help },
  };
}

function complaintNotification({ kind, file, at, message, fails }: Complaint): Notification {
  return {
    descriptor: { id: kind.id, index: 1 + complaintKinds.indexOf(kind) },
    level: fails ? 'error' : 'warning',
    message: { text: `${sentence(message)} ${kind.help}` },
    locations: [locationOf(file, { startLine: at.line, startColumn: at.column })],
  };
}

function notificationOf(skipped: Skipped): Notification {
  const region = skipped.at && { startLine: skipped.at.line, startColumn: skipped.at.column };
  return {
    descriptor: { id: unjudged.id, index: 0 },
    level: 'warning',
    message: { text: sentence(`Not judged: ${skipped.why}`) },
    locations: [locationOf(skipped.file, region)],
  };
}
