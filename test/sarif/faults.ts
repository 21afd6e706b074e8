import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Location, Log, Region } from 'sarif';

/** From the npm package @microsoft/sarif-multitool-linux 5.7.0, sarif-2.1.0.json (MIT). */
const schema = JSON.parse(readFileSync(new URL('../sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
const validate = ajv.compile<Log>(schema);

/** What is wrong with a log by its schema. */
export function schemaFaults(log: unknown): string[] {
  if (validate(log)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** What is wrong with a log about the files under `root`: every place has to be there, every fingerprint GitHub's own. */
export function faultsOf(log: Log, root: string): string[] {
  const faults = schemaFaults(log);
  for (const { message, ruleId = '', ruleIndex = -1, locations, codeFlows, partialFingerprints } of log.runs[0]
    ?.results ?? []) {
    const fault = (text: string): number => faults.push(`${ruleId} ${JSON.stringify(locations?.[0])}: ${text}`);
    if (log.runs[0]?.tool.driver.rules?.[ruleIndex]?.id !== ruleId) fault('ruleIndex leads elsewhere');
    if (!message.text?.trim()) fault('says nothing');
    const flow = codeFlows?.flatMap((one) => one.threadFlows.flatMap((thread) => thread.locations)) ?? [];
    const places = [...(locations ?? []), ...flow.map((step) => step.location ?? {})];
    for (const place of places) placeFaults(place, root).forEach(fault);
    const [first] = locations ?? [];
    const hash = lineHash(textOf(first, root) ?? '', first?.physicalLocation?.region?.startLine ?? 0);
    const { primaryLocationLineHash } = partialFingerprints ?? {};
    if (primaryLocationLineHash !== hash) fault(`GitHub's fingerprint would be ${hash}`);
  }
  return faults;
}

function textOf(location: Location | undefined, root: string): string | undefined {
  const uri = location?.physicalLocation?.artifactLocation?.uri ?? '';
  const path = join(root, decodeURIComponent(uri));
  return uri !== '' && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function placeFaults(location: Location, root: string): string[] {
  const { uri = '' } = location.physicalLocation?.artifactLocation ?? {};
  if (/^(?:\/|\.\/|[a-z]+:)|\\/.test(uri)) return ['its address is not relative'];
  const text = textOf(location, root);
  if (text === undefined) return [`there is no file ${uri}`];
  return regionFaults(location.physicalLocation?.region, text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/));
}

function regionFaults(region: Region | undefined, lines: readonly string[]): string[] {
  if (region === undefined) return ['it has no region'];
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region;
  const [first, last] = [lines[startLine - 1], lines[endLine - 1]];
  if (first === undefined || last === undefined) return ['its lines are not in the file'];
  const isOrdered = endLine > startLine || (endLine === startLine && endColumn > startColumn);
  const isInside =
    startColumn >= 1 && startColumn <= first.length + 1 && endColumn >= 1 && endColumn <= last.length + 1;
  return isOrdered && isInside ? [] : [`its region ${JSON.stringify(region)} is not in the file`];
}

/** GitHub's hash of a line once more, written for clarity: 37-adic over the next hundred characters that are not blank. */
function lineHash(text: string, line: number): string | undefined {
  const hashes = hashesByText.get(text) ?? hashesByText.set(text, hashesOf(text)).get(text) ?? [];
  return hashes[line - 1];
}

const hashesByText = new Map<string, string[]>();

function hashesOf(text: string): string[] {
  const breaks = text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '');
  const units = [...Array(breaks.length).keys()].map((index) => breaks.charCodeAt(index));
  const stream = [...units, 65535, ...Array<number>(100).fill(0)];
  const starts = [0, ...units.flatMap((unit, index) => (unit === 10 ? [index + 1] : []))];
  const counts = new Map<string, number>();
  return starts.map((start) => {
    const hash = stream
      .slice(start, start + 100)
      .reduce((sum, unit) => BigInt.asUintN(64, sum * 37n + BigInt(unit)), 0n);
    const digits = hash.toString(16);
    counts.set(digits, (counts.get(digits) ?? 0) + 1);
    return `${digits}:${counts.get(digits)}`;
  });
}
