import { spellings, type Value } from '../model/value.ts';
import type { Knowledge } from './resolver.ts';

/** What somebody stated of one of its names is known of a value that the code leaves open. */
export function stated(value: Value, knowledge: Pick<Knowledge, 'stated'>): Value {
  if (value.is !== 'unknown' && value.is !== 'input' && value.is !== 'either' && value.is !== 'reference') return value;
  for (const spelled of spellings(value)) {
    const kind = knowledge.stated(spelled);
    if (kind === undefined) continue;
    return { is: 'typed', kind, proven: kind === 'ip', place: 'only6.yaml', spelled, span: value.span, via: value.via };
  }
  return value;
}
