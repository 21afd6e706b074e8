import type { Dial, Listen, Resolve } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { constants, type Text, type Value } from '../model/value.ts';

/**
 * A place that is given IPv4 under a name is reported where the address or the family is written, which is where it has
 * to be changed: `const host = process.env.HOST || '0.0.0.0'`. What stands in another file is left where it is used.
 */
export function setElsewhere<F extends Listen | Dial | Resolve>(fact: F, family: Value, whole: Span): F {
  const text =
    fact.decided === 'network' ? only(family, () => true) : fact.kind === 'resolve' ? undefined : hostOf(fact);
  if (!text || fact.family !== 'ipv4') return fact;
  const { span } = text;
  if (span.file !== whole.file || (whole.start <= span.start && span.end <= whole.end)) return fact;
  return { ...fact, span, because: [...fact.because, { says: `${fact.place} is given it`, span: fact.span }] };
}

function hostOf({ decided, host }: Listen | Dial): Text | undefined {
  return decided === 'host' ? only(host, ({ text }) => /^\d/.test(text)) : undefined;
}

function only(value: Value, isMeant: (text: Text) => boolean): Text | undefined {
  const [first, ...others] = constants(value).texts.filter(isMeant);
  return others.length === 0 ? first : undefined;
}
