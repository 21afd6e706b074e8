import type { Decider, Select, Step, Twin } from '../model/fact.ts';
import type { Spot, Surroundings } from './surroundings.ts';

/** What one place says of a choice for IPv4. */
export interface Choice {
  readonly place: string;
  readonly because: readonly Step[];
  readonly twin: Twin | undefined;
  readonly decided: Decider;
  readonly of: string;
  readonly repair: string;
  /** What is not seen here and may make up for it ("whether …"); empty when nothing does. */
  readonly doubt: string;
}

/** The fact of a choice for IPv4, with what stands around it. */
export function selectAt(spot: Spot, choice: Choice, language: string, around: Surroundings): Select {
  const { doubt, because, ...said } = choice;
  const doubts: Step[] = doubt === '' ? [] : [{ says: doubt, span: undefined }];
  return {
    kind: 'select',
    language,
    span: spot.span,
    guards: around.guards(spot),
    holds: undefined,
    certain: doubt === '',
    family: 'ipv4',
    because: [...because, ...doubts],
    ...said,
  };
}
