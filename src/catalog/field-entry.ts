import type { Consequence, Family, Setting } from '../model/fact.ts';
import type { Need } from '../model/finding.ts';
import { Checked } from './checked.ts';
import { type FieldPath, parseFieldPath } from './field-path.ts';
import { families } from './listening.ts';

/** A key of an object whose value names families or addresses. */
export interface FieldEntry {
  readonly area: Setting['area'];
  /** Groups of the API, with any version; `v1` is the core, `helm` stands for the values of a chart. */
  readonly apis: readonly string[];
  readonly kind: string;
  /** Names of the objects that are meant, any where none is given. */
  readonly names: readonly string[];
  /** Words of which one stands in a file that matters, where it is no object of the API and so has no kind. */
  readonly anchors: readonly string[];
  /** What is judged one by one; the whole object where it is left out. */
  readonly scope: FieldPath | undefined;
  /** Keys that mean the same; ranges at any of them are read together. */
  readonly paths: readonly FieldPath[];
  readonly means: Setting['meaning'];
  /** The arguments are searched for this flag, whose value is what counts; `*` in it stands for any characters. */
  readonly flag: string;
  /** The text is searched for this key of JSON, whose value is what counts. */
  readonly inside: string;
  /** Whether only addresses with a port or a scheme count: a version looks like an address too. */
  readonly endpoints: boolean;
  /** Whether the whole text must be one address. */
  readonly single: boolean;
  /** The text must hold this; it is what counts where nothing else is looked for. */
  readonly holding: string;
  /** Where texts count: the pattern of those that do. */
  readonly matching: string;
  /** A version before this one lacks what is needed, and which image it is the version of. */
  readonly below: string;
  readonly image: string;
  /** Objects of which one each must be in the project. */
  readonly beside: readonly Companion[];
  /** What words other than addresses mean. */
  readonly words: Readonly<Record<string, Family>>;
  /** The family where the key is not there; undefined where that says nothing. */
  readonly missing: Family | undefined;
  /** Whether 0.0.0.0 is held against it; most programs that are told to listen there do so on both families. */
  readonly wildcard: boolean;
  /** Whether loopback is held against it. */
  readonly loopback: boolean;
  /** Only where the values at this path of the same scope include IPv6. */
  readonly besideIPv6: FieldPath | undefined;
  /** Conditions of which one must hold, and of which none may. */
  readonly when: readonly FieldCondition[];
  readonly unless: readonly FieldCondition[];
  /** Whether all objects of the kind are read together, as the pools of a cluster are. */
  readonly together: boolean;
  /** Whether the API server fills the key in where nobody wrote it. */
  readonly filledIn: boolean;
  readonly outcome: Consequence;
  readonly needs: Need;
  /** One sentence; `{value}` stands for what is written. */
  readonly says: string;
  readonly repair: string;
  readonly source: string;
  readonly examples: readonly FieldExample[];
}

/** An object without its kind, and the texts in it that have to be found. */
export interface FieldExample {
  readonly object: string;
  readonly yields: readonly string[];
}

/** Holds where every key has one of its values. */
export type FieldCondition = readonly { readonly path: FieldPath; readonly values: readonly string[] }[];

/** An object of a kind that satisfies a condition. */
export interface Companion {
  readonly api: string;
  readonly kind: string;
  readonly condition: FieldCondition;
}

/** What a key belongs to; a rule judges each. */
export const areas = ['service', 'policy', 'manifest', 'cluster', 'platform'] as const;
const meanings = ['families', 'address', 'ranges', 'word', 'version', 'text', 'pattern'] as const;
/** What follows where only IPv4 is named. */
export const consequences = ['refused', 'unreachable', 'shut-out', 'unguarded', 'off', 'unsure', 'unused'] as const;
/** What a network would have to offer for it to be harmless. */
export const needs = [
  'ipv4-ingress',
  'ipv4-egress',
  'ipv4-literal-egress',
  'ipv4-pod-address',
  'ipv4-service',
] as const;

/** Checks one file of fields; throws an error that names the file and the key. */
export function parseFieldEntries(data: unknown, file: string): FieldEntry[] {
  const root = new Checked(data, file);
  const fields = root.get('fields').list();
  return root.whole(fields.map((field) => parseField(field, root)));
}

function parseField(field: Checked, root: Checked): FieldEntry {
  return {
    area: root.get('area').oneOf(areas),
    apis: (field.get('api').missing ? root : field)
      .get('api')
      .text()
      .split(/\s*\|\s*/),
    kind: field.get('kind').text(),
    names: field.get('names').texts(),
    anchors: field.get('anchors').texts(),
    scope: optionalPath(field.get('scope')),
    paths: pathsOf(field),
    means: field.get('means').oneOf(meanings),
    words: wordsOf(field),
    missing: field.get('missing').missing ? undefined : field.get('missing').oneOf(families),
    wildcard: field.get('wildcard').flag(),
    loopback: field.get('loopback').flag(),
    flag: field.get('flag').textOr(''),
    inside: field.get('inside').textOr(''),
    endpoints: field.get('endpoints').flag(),
    single: field.get('single').flag(),
    holding: field.get('holding').textOr(''),
    matching: patternIn(field.get('matching')),
    below: field.get('below').textOr(''),
    image: field.get('image').textOr(''),
    beside: field.get('beside').list().map(companion),
    besideIPv6: optionalPath(field.get('besideIPv6')),
    when: field.get('when').list().map(condition),
    unless: field.get('unless').list().map(condition),
    together: field.get('together').flag(),
    filledIn: field.get('filledIn').flag(),
    outcome: field.get('outcome').oneOf(consequences),
    needs: (field.get('needs').missing ? root : field).get('needs').oneOf(needs),
    says: field.get('says').text(),
    repair: field.get('repair').text(),
    source: (field.get('source').missing ? root : field).get('source').text(),
    examples: examplesOf(field.get('examples')),
  };
}

function pathsOf(field: Checked): readonly FieldPath[] {
  const paths = field.get('path').missing ? field.get('paths').list() : [field.get('path')];
  return paths.length === 0 ? field.fail('a path') : paths.map(pathIn);
}

function wordsOf(field: Checked): Record<string, Family> {
  const own = Object.fromEntries(
    field
      .get('words')
      .entries()
      .map(([word, family]) => [word.toLowerCase(), family.oneOf(families)]),
  );
  return field.get('means').textOr('') === 'families' ? { ipv4: 'ipv4', ipv6: 'ipv6', ...own } : own;
}

function patternIn(given: Checked): string {
  const source = given.textOr('');
  try {
    new RegExp(source);
    return source;
  } catch {
    return given.fail('a regular expression');
  }
}

function pathIn(given: Checked): FieldPath {
  return parseFieldPath(given.text()) ?? given.fail('a path such as spec.ipFamilies[]');
}

function optionalPath(given: Checked): FieldPath | undefined {
  return given.missing ? undefined : pathIn(given);
}

function condition(given: Checked): FieldCondition {
  return given.entries().map(([path, value]) => ({
    path: parseFieldPath(path) ?? given.fail('paths such as spec.type'),
    values: value.textOr('').split(/\s*\|\s*/),
  }));
}

function companion(given: Checked): Companion {
  return {
    api: given.get('api').text(),
    kind: given.get('kind').text(),
    condition: given.get('where').missing ? [] : condition(given.get('where')),
  };
}

function examplesOf(given: Checked): readonly FieldExample[] {
  if (given.list().length === 0) return given.fail('at least one example');
  return given.list().map((one) => {
    return { object: one.get('object').text(), yields: one.get('yields').texts() };
  });
}
