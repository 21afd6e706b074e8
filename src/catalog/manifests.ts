import type { Expr, Resource } from '../languages/language.ts';
import type { Family, GuardFact, Setting, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { absent } from '../model/value.ts';
import { concerns, hasCompanions } from './field-conditions.ts';
import type { FieldEntry } from './field-entry.ts';
import { type FieldPath, valuesAt } from './field-path.ts';
import { type Reading, readingsOf, writtenIn } from './field-readings.ts';
import { fieldAt, textOf } from './tree.ts';

export { type FieldEntry, parseFieldEntries } from './field-entry.ts';

/** The settings in all objects that the entries know. */
export function applyFields(resources: readonly Resource[], entries: readonly FieldEntry[]): readonly Setting[] {
  return entries.flatMap((entry) => {
    if (!hasCompanions(resources, entry)) return [];
    const objects = resources.filter((resource) => concerns(resource, entry));
    const settings = objects.flatMap((resource) => settingsIn(resource, entry));
    const six = entry.together && settings.some(({ family }) => family !== 'ipv4');
    return six ? settings.filter(({ family }) => family !== 'ipv4') : settings;
  });
}

function settingsIn(resource: Resource, entry: FieldEntry): readonly Setting[] {
  const scopes = entry.scope ? valuesAt(resource.root, entry.scope) : [resource.root];
  return scopes.flatMap((scope) => {
    const { besideIPv6 } = entry;
    if (besideIPv6 && !rangesAt(scope, besideIPv6, entry).some((one) => one.family === 'ipv6')) return [];
    const values = entry.paths.flatMap((path) => valuesAt(scope, path));
    const readings = values.flatMap((value) => readingsOf(value, entry));
    if (lacks(values, readings, entry)) return missing(scope, values[0], resource, entry);
    if (!together.has(entry.means)) return readings.map((one) => setting(one, one.family, resource, entry));
    const first = readings.find((one) => one.family === 'ipv4') ?? readings[0];
    if (!first) return [];
    return [setting({ ...first, everything: readings.some(isEverything) }, familyOf(readings), resource, entry)];
  });
}

/** What these mean is told by all values of the scope: one for IPv6 beside one for IPv4 is enough. */
const together: ReadonlySet<Setting['meaning']> = new Set(['ranges', 'pattern']);

function isEverything(reading: Reading): boolean {
  return reading.family === 'ipv4' && reading.everything;
}

function familyOf(readings: readonly Reading[]): Family {
  const families = new Set(readings.map((one) => one.family));
  if (families.has('unknown')) return 'unknown';
  if (!families.has('ipv4')) return 'ipv6';
  return families.has('ipv6') || families.has('both') ? 'both' : 'ipv4';
}

/** The addresses at a path, whatever the entry itself is about. */
function rangesAt(scope: Expr, path: FieldPath, entry: FieldEntry): readonly Reading[] {
  return valuesAt(scope, path).flatMap((value) => readingsOf(value, { ...entry, means: 'ranges', words: {} }));
}

/** A key that is left out, or a text of the right kind that does not hold what is looked for. */
function lacks(values: readonly Expr[], readings: readonly Reading[], { inside, holding }: FieldEntry): boolean {
  if (inside === '') return values.length === 0;
  return readings.length === 0 && values.some((value) => writtenIn(value).includes(holding) && writtenIn(value) !== '');
}

/** What is not written is said of the text that should hold it, or of the object, at its name. */
function missing(scope: Expr, text: Expr | undefined, resource: Resource, entry: FieldEntry): readonly Setting[] {
  if (entry.missing === undefined) return [];
  const name = fieldAt(resource.root, 'metadata', 'name') ?? fieldAt(resource.root, 'kind');
  const first = scope.is === 'record' ? scope.fields[0]?.span : undefined;
  const span = text?.span ?? (entry.scope ? first : name?.span) ?? first ?? scope.span;
  const reading: Reading = { family: entry.missing, everything: false, value: absent, span };
  return [setting(reading, entry.missing, resource, entry)];
}

const longestValue = 40;

function setting(reading: Reading, family: Family, resource: Resource, entry: FieldEntry): Setting {
  const { kind, name, root } = resource;
  const { value, span } = reading;
  const filled = entry.filledIn ? printedByServer(root) : undefined;
  const path = entry.paths[0]?.text ?? '';
  const key = `${kind}.${entry.scope ? `${entry.scope.text}.` : ''}${path}`;
  const says = `${kind} ${name} ${value.is === 'absent' ? 'leaves out' : 'says'} ${path}`;
  const because: Step[] = [{ says: says.replace(/ {2,}/g, ' '), span }];
  const text = value.is === 'text' ? value.text : '';
  const option = entry.outcome === 'off' && span.file !== root.span.file;
  if (option) because.push({ says: 'the values of the chart leave it off; whoever installs it may turn it on', span });
  return {
    kind: 'setting',
    language: 'kubernetes',
    area: entry.area,
    meaning: entry.means,
    key,
    value,
    family,
    everything: reading.everything,
    outcome: option ? 'unsure' : entry.outcome,
    needs: entry.needs,
    says: entry.says.replaceAll('{value}', text.length > longestValue ? `${text.slice(0, longestValue)}…` : text),
    repair: entry.repair,
    place: key,
    span,
    because: filled ? [...because, filled] : because,
    guards: onlyWithIPv4(span, resource),
    twin: undefined,
    holds: undefined,
    certain: !filled,
  };
}

/** Whether a template writes it only where IPv4 is on: `{% if ipv4_stack %}`, `{{ if .Values.ipv4.enabled }}`. */
function onlyWithIPv4({ file, start, end }: Span, { arms = [], span }: Resource): readonly GuardFact[] {
  const around = arms.filter((arm) => file === span.file && arm.start <= start && end <= arm.end);
  const asked = around.find(({ holds }) => holds.some(asksForIPv4));
  return asked ? [{ kind: 'is-ipv4', span: { file, start: asked.start, end: asked.end } }] : [];
}

function asksForIPv4(test: string): boolean {
  return /ipv?4/i.test(test) && !/ipv?6|\bnot\b|\b(?:or|ne)\b|[!<>]/i.test(test);
}

/** What `kubectl get -o yaml` prints holds keys that nobody wrote: the API server gave them their values. */
function printedByServer(root: Expr): Step | undefined {
  for (const key of ['uid', 'resourceVersion']) {
    const mark = fieldAt(root, 'metadata', key);
    if (textOf(mark) !== '') {
      return {
        says: `metadata.${key} shows that a cluster printed this object, so it may have filled the value in`,
        span: mark?.span,
      };
    }
  }
  const status = fieldAt(root, 'status', 'loadBalancer');
  const created = fieldAt(root, 'metadata', 'creationTimestamp');
  if (!status || textOf(created) === '' || textOf(created) === 'null') return undefined;
  return {
    says: 'status shows that a cluster printed this object, so it may have filled the value in',
    span: status.span,
  };
}
