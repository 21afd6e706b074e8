import type { Catalog } from '../catalog/schema.ts';
import type { Fact, Holds, Step } from '../model/fact.ts';
import { manifestFacts } from '../project/manifests.ts';
import { withPackageTwins } from '../project/package-twins.ts';
import type { compareVersion, ReadText, Versions } from '../project/versions.ts';
import type { Extracted } from './extract.ts';

/** The facts that hold, and the version files that could not be read on the way. */
export interface Linked {
  readonly facts: readonly Fact[];
  readonly broken: Versions['broken'];
}

/** Joins what the files say: versions decide the facts that hold for some only, and manifests are read together. */
export async function link(files: readonly Extracted[], catalog: Catalog, read: ReadText): Promise<Linked> {
  const resources = files.flatMap((file) => file.resources);
  const own = withPackageTwins(files.flatMap((file) => file.facts));
  const facts = [...own, ...manifestFacts(resources, catalog, read)];
  if (facts.every((fact) => fact.holds === undefined)) return { facts, broken: [] };
  const { Versions, compareVersion } = await import('../project/versions.ts');
  const versions = new Versions(read);
  const held = facts.flatMap((fact) => {
    const decided = fact.holds === undefined ? fact : decide(fact, fact.holds, versions, compareVersion);
    return decided === undefined ? [] : [decided];
  });
  return { facts: held, broken: versions.broken };
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
