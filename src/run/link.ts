import type { Catalog } from '../catalog/schema.ts';
import type { Resource } from '../languages/language.ts';
import type { Fact, Holds, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { constants } from '../model/value.ts';
import { chartValues, filledIn, type ReadTree, servicesInValues } from '../project/charts.ts';
import { kustomized } from '../project/kustomize.ts';
import { manifestFacts } from '../project/manifests.ts';
import { chartsInValues } from '../project/objects.ts';
import { withPackageTwins } from '../project/package-twins.ts';
import type { compareVersion, ReadText, Versions } from '../project/versions.ts';
import type { Extracted } from './extract.ts';
import { sourceLimit } from './read.ts';

/** The facts that hold, and the version files that could not be read on the way. */
export interface Linked {
  readonly facts: readonly Fact[];
  readonly broken: Versions['broken'];
}

/** Joins what the files say: versions decide the facts that hold for some only, and manifests are read together. */
export async function link(
  files: readonly Extracted[],
  objects: readonly Resource[],
  catalog: Catalog,
  read: ReadText,
): Promise<Linked> {
  const told = manifestFacts(objects, catalog, read);
  const alone = withPackageTwins(
    files.flatMap((file) => file.facts),
    (file) => read(file, sourceLimit) !== undefined,
  ).filter((fact) => !toldBetter(fact, told));
  const facts = once(withoutTaken([...alone, ...told]));
  if (facts.every((fact) => fact.holds === undefined)) return { facts, broken: [] };
  const { Versions, compareVersion } = await import('../project/versions.ts');
  const versions = new Versions(read);
  const held = facts.flatMap((fact) => {
    const decided = fact.holds === undefined ? fact : decide(fact, fact.holds, versions, compareVersion);
    return decided === undefined ? [] : [decided];
  });
  return { facts: held, broken: versions.broken };
}

/** All objects of the files, with what the values of their charts say. */
export async function objectsOf(files: readonly Extracted[], read: ReadText): Promise<readonly Resource[]> {
  const resources = await withPatches(
    files.flatMap((file) => file.resources),
    read,
  );
  return [...(await withValues(resources, read)), ...servicesInValues(resources), ...chartsInValues(resources, read)];
}

/** What Kustomize makes of the objects. */
async function withPatches(resources: readonly Resource[], read: ReadText): Promise<readonly Resource[]> {
  if (!resources.some(({ apiVersion }) => apiVersion.startsWith('kustomize.config.k8s.io/'))) return resources;
  return kustomized(resources, await treesOf(read));
}

/** Templates of Helm charts, with the values that the chart itself gives. */
async function withValues(resources: readonly Resource[], read: ReadText): Promise<readonly Resource[]> {
  if (!resources.some(({ span }) => /(?:^|\/)templates\//.test(span.file))) return resources;
  return filledIn(resources, chartValues(await treesOf(read)));
}

/** Reads YAML files of the project, with a parser that is loaded when it is needed. */
async function treesOf(read: ReadText): Promise<ReadTree> {
  const { readYaml } = await import('../languages/kubernetes/yaml.ts');
  return (file) => {
    const text = read(file, sourceLimit);
    return text === undefined ? undefined : readYaml({ text, start: 0, holes: [] }, file)[0];
  };
}

/** An address that a template puts together is better known where the container says what the variable is. */
function toldBetter(fact: Fact, told: readonly Fact[]): boolean {
  if (fact.kind !== 'join' || fact.language !== 'kubernetes') return false;
  const { file, start, end } = fact.span;
  return told.some(
    (other) => other.kind === 'join' && other.span.file === file && other.span.start < end && other.span.end > start,
  );
}

/** A value that several templates use, or that is judged by itself, is told once. */
function once(facts: readonly Fact[]): readonly Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    if (fact.kind !== 'setting' && fact.kind !== 'listen') return true;
    const key = [fact.kind, fact.span.file, fact.span.start, fact.span.end, fact.place, fact.language].join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** A setting that a listener or a connection of the source is seen to take is told there. */
function withoutTaken(facts: readonly Fact[]): readonly Fact[] {
  const taken = new Map<string, Span[]>();
  for (const fact of facts) {
    if (fact.kind !== 'listen' && fact.kind !== 'dial') continue;
    for (const { span } of constants(fact.host).texts) {
      // What is told at its own place is what is told.
      if (fact.kind === 'listen' && fact.by !== 'code') continue;
      const spans = taken.get(span.file);
      if (spans) spans.push(span);
      else taken.set(span.file, [span]);
    }
  }
  const isTaken = ({ span }: Fact): boolean =>
    taken.get(span.file)?.some(({ start, end }) => start <= span.end && span.start <= end) ?? false;
  return facts.filter((fact) => !isSetting(fact) || !isTaken(fact));
}

/** What is written for a program to take. */
function isSetting(fact: Fact): boolean {
  return fact.kind === 'preset' || fact.kind === 'setting' || (fact.kind === 'listen' && fact.by === 'daemon');
}

function decide(fact: Fact, holds: Holds, versions: Versions, compare: typeof compareVersion): Fact | undefined {
  const found = versions.versionOf(holds.library, fact.span.file);
  const verdict = compare(found, holds.range);
  if (verdict === 'outside') return undefined;
  const name = `${holds.library} ${found?.version ?? found?.range ?? ''}`.trim();
  if (verdict === 'inside') return withStep(fact, `${name} in ${found?.from ?? ''} is in ${holds.range}`, true);
  const known =
    found === undefined ? `the version of ${name} is not known` : `${name} in ${found.from} leaves the version open`;
  return withStep(fact, `${known}; this holds for ${holds.range}`, false);
}

function withStep(fact: Fact, says: string, certain: boolean): Fact {
  const step: Step = { says, span: undefined };
  return { ...fact, because: [...fact.because, step], certain: fact.certain && certain };
}
