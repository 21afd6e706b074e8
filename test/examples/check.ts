import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding, Result } from '../../src/model/finding.ts';
import { fix } from '../../src/run/fix.ts';
import type { ScanOptions } from '../../src/run/options.ts';
import { scan } from '../../src/run/scan.ts';
import type { Example } from './page.ts';

/** Scans an example as a project of its own. */
export function scanExample(example: Example): Promise<Result> {
  return within(example, scan);
}

/** What the repairs of an example make of its files, without the marks, and the findings that could still be repaired. */
export async function fixExample(
  example: Example,
): Promise<{ readonly texts: readonly string[]; readonly left: readonly string[] }> {
  const { files, result } = await within(example, (options) => fix(options, true));
  return {
    texts: files.map(({ after }) => after.toString('utf8').replace(/ *(?:\/\/|#) want\b.*$/gm, '')),
    left: result.findings.filter((one) => one.fix && one.effect !== 'note').map(({ message }) => message),
  };
}

async function within<T>(example: Example, judge: (options: ScanOptions) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'only6-example-'));
  try {
    for (const { name, text } of example.files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return await judge({
      paths: [folder],
      cwd: folder,
      target: 'ipv6-only',
      stdin: undefined,
      asides: true,
      onProgress: () => {},
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What differs from the marks, in words; empty when all is as marked. */
export function wrongLines(example: Example, result: Result, rule: string): string[] {
  const wrong = result.skipped.map((one) => `${one.file}:${one.at?.line ?? 1} was not read: ${one.why}`);
  const findings = result.findings.filter((finding) => finding.rule === rule);
  for (const file of example.files) {
    const here = findings.filter((finding) => finding.span.file === file.name);
    for (const { line, effect } of file.wants) {
      const found = here.filter((finding) => finding.at.start.line === line);
      if (!found.some((finding) => satisfies(finding, effect))) {
        wrong.push(`${file.name}:${line} should be reported${effect && ` as ${effect}`}, found ${said(found)}`);
      }
    }
    const wanted = new Set(file.wants.map(({ line }) => line));
    const extra = here.filter(({ at, effect }) => effect !== 'note' && !wanted.has(at.start.line));
    wrong.push(...extra.map((one) => `${file.name}:${one.at.start.line} should be silent, found ${said([one])}`));
  }
  return [...wrong, ...findings.flatMap(stops)];
}

function satisfies({ effect }: Finding, wanted: string): boolean {
  return wanted === '' ? effect !== 'note' : effect === wanted;
}

function said(findings: readonly Finding[]): string {
  const all = findings.map(({ effect, message, softened }) => `${effect}: ${message}${softened && ` (${softened})`}`);
  return all.join('; ') || 'nothing';
}

/** Messages become titles of alerts, so that they end without a full stop. */
function stops({ message, help }: Finding): string[] {
  return [message, help].filter((text) => text.endsWith('.')).map((text) => `ends with a full stop: ${text}`);
}

/** One line for each finding of the rule, as the page shows it. */
export function concise(result: Result, rule: string): string {
  const lines = result.findings
    .filter((finding) => finding.rule === rule)
    .map(
      ({ span, at, effect, message }) => `${span.file}:${at.start.line}:${at.start.column}  ${effect}  ${message}\n`,
    );
  return lines.join('');
}
