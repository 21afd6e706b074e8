import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Fact } from '../model/fact.ts';
import { Arms } from './arms.ts';
import { assumptions } from './assumptions.ts';
import { beginnings } from './beginnings.ts';
import { fieldsRead } from './fields.ts';
import { heldOptions } from './held-options.ts';
import { networksRefused } from './networks.ts';
import { PacketFilters } from './packet-filters.ts';
import type { Purposes } from './purpose.ts';
import { Ranges } from './ranges.ts';
import { Selects } from './selects.ts';
import { sixteens } from './sixteens.ts';
import { Surroundings } from './surroundings.ts';

/** What a unit is read with. */
export interface Readers {
  readonly text: string;
  readonly evaluator: Evaluator;
  readonly guards: Guards;
  readonly lexicon: Lexicon;
  readonly purposes: Purposes;
}

/** Facts about families where no socket is in sight: constants, prefixes, switches. */
export function oneFamilyFacts({ text, evaluator, guards, lexicon, purposes }: Readers): Fact[] {
  const around = new Surroundings(text, evaluator, guards, lexicon);
  const arms = lazily(() => new Arms(evaluator, lexicon, purposes));
  return [
    ...new Selects(evaluator, guards, around, lexicon).read(),
    ...new Ranges(evaluator, guards, around, lexicon, purposes).read(),
    ...beginnings(evaluator, guards, around, lexicon),
    ...new PacketFilters(evaluator, around, lexicon).read(),
    ...heldOptions(evaluator, around),
    ...fieldsRead(evaluator, around, lexicon),
    ...assumptions(evaluator, around),
    ...networksRefused(evaluator, arms, around, lexicon),
    ...sixteens(evaluator, guards, lexicon, around),
  ];
}

/** What is made where it is asked for first. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
