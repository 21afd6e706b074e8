import type { Catalog } from '../catalog/schema.ts';
import type { Resource } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import type { Target } from '../model/finding.ts';
import { Deployments } from '../project/deployments.ts';
import { Environments } from '../project/environments.ts';
import type { ReadText } from '../project/versions.ts';
import type { Gathered } from './gather.ts';
import { type Judgement, judge } from './judge.ts';
import { link, objectsOf } from './link.ts';
import type { Policy } from './policy.ts';
import { readTogether } from './read-together.ts';

/** What the rules say of everything that was gathered, and what could not be read on the way. */
export interface Concluded {
  readonly facts: readonly Fact[];
  /** All objects, with what the values of their charts say. */
  readonly objects: readonly Resource[];
  readonly judgements: readonly Judgement[];
  readonly skipped: Gathered['skipped'];
}

/** Joins the facts across files and asks the rules about each. */
export async function conclude(gathered: Gathered, catalog: Catalog, target: Target): Promise<Concluded> {
  const read = reading(gathered);
  const objects = await objectsOf(gathered.files, read);
  const deployments = new Deployments(objects, catalog, read);
  const files = await readTogether(gathered, new Environments(deployments, read));
  const linked = await link(files, objects, catalog, read);
  const facts = linked.facts.map((fact) => withWay(fact, deployments));
  const limitOf: Policy['limitOf'] = (rule, file) => gathered.policy.limitOf(rule, file);
  const broken = linked.broken.map(({ file, why }) => ({ file, at: undefined, why, matters: false }));
  return {
    facts,
    objects,
    judgements: facts.flatMap((fact) => judge(fact, target, gathered.scanned, limitOf)),
    skipped: [...gathered.skipped, ...broken],
  };
}

/** A listener of source or of an image that IPv6 traffic does not reach says how traffic would come there. */
function withWay(fact: Fact, deployments: Deployments): Fact {
  if (fact.kind !== 'listen' || fact.family !== 'ipv4') return fact;
  if (fact.by !== 'code' && fact.language !== 'dockerfile') return fact;
  const way = deployments.wayTo(fact.span.file);
  return way.length === 0 ? fact : { ...fact, because: [...fact.because, ...way] };
}

/** Reads a file of the project for those who look it up; throws where it cannot be read. */
export function reading({ reader }: Gathered): ReadText {
  return (file, limit) => {
    const read = reader.read(file, limit);
    if (read.is === 'failed') throw new Error(read.why);
    return read.is === 'bytes' ? read.bytes.toString('utf8') : undefined;
  };
}
