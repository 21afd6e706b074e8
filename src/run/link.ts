import type { Catalog } from '../catalog/schema.ts';
import type { Fact, Holds, Step } from '../model/fact.ts';
import { manifestFacts } from '../project/manifests.ts';
import type { Versions } from '../project/versions.ts';
import { compareVersion } from '../project/versions.ts';
import type { Extracted } from './extract.ts';

/** Joins what the files say: versions decide the facts that hold for some only, and manifests are read together. */
export function link(files: readonly Extracted[], catalog: Catalog, versions: Versions): Fact[] {
  const resources = files.flatMap((file) => file.resources);
  const facts = [...files.flatMap((file) => file.facts), ...manifestFacts(resources, catalog)];
  return facts.flatMap((fact) => {
    const held = fact.holds === undefined ? fact : decide(fact, fact.holds, versions);
    return held === undefined ? [] : [held];
  });
}

function decide(fact: Fact, holds: Holds, versions: Versions): Fact | undefined {
  const found = versions.versionOf(holds.library, fact.span.file);
  const verdict = compareVersion(found, holds.range);
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
