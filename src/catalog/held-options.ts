import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Field } from '../languages/language.ts';
import type { Select } from '../model/fact.ts';
import { selectAt } from './select-fact.ts';
import type { Surroundings } from './surroundings.ts';

const doubt = 'whether whoever uses these options sets another family is not seen here';

/** Finds defaults that choose IPv4 for whoever uses them later: `{ host, family: 4 }`, `{ type: 'udp4' }`. */
export function heldOptions(evaluator: Evaluator, around: Surroundings): Select[] {
  const { unit } = evaluator;
  return unit.sites.flatMap((site) => {
    const { expr, use } = site;
    // What is handed over at once is judged where it goes.
    if (expr.is !== 'record' || expr.type || use.is === 'argument' || use.is === 'test') return [];
    const chosen = expr.fields.find(choosesIPv4);
    const connects = expr.fields.some(({ key }) => /^(?:host|hostname|port|type)$/.test(key));
    // With an address it is one that was found, not a choice.
    if (!chosen || !connects || expr.fields.some(({ key }) => key === 'address')) return [];
    const spot = { ...site, span: chosen.span };
    const choice = {
      place: `${chosen.key}: ${spell(chosen.value)}`,
      because: [{ says: `${chosen.key} is set to IPv4 here`, span: chosen.span }],
      twin: around.twin(/udp6|family: ?[06]\b|ip_?v6/i, 'IPv6 is chosen as well', spot, 'file'),
      decided: 'network',
      of: 'hosts',
      repair: chosen.key === 'type' ? 'udp6 where the address is IPv6' : 'family: 0',
      doubt,
    } as const;
    return [selectAt(spot, choice, unit.language, around)];
  });
}

function choosesIPv4({ key, value }: Field): boolean {
  if (value.is !== 'literal') return false;
  if (key === 'family') return value.type === 'number' && value.text === '4';
  return key === 'type' && value.text === 'udp4';
}
