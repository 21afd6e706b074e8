import type { Bracket, Dial, Join, Listen, Preset, Resolve } from './fact.ts';
import type { Change, Repair } from './fix.ts';
import { constants } from './value.ts';

/** Lets both families in where a selector holds to one: `tcp4` → `tcp`, `family: 4` → `family: 0`. */
export function openedSelector({ setting, repair }: Listen | Dial | Resolve): Repair | undefined {
  const selector = setting?.selector;
  if (selector === undefined) return undefined;
  const [, network] = /^(tcp|udp|ip)4$/.exec(selector.text) ?? [];
  const title = 'Let both families in';
  if (network !== undefined && /"(?:tcp|udp|ip)"/.test(repair))
    return { title, safe: true, changes: [{ is: 'swap', span: selector.span, from: selector.text, to: network }] };
  if (selector.type !== 'number' || selector.text !== '4' || !/^(?:leave family out|family:? 0)/.test(repair))
    return undefined;
  // Where the library is not said to take 0 its types may not have it.
  return {
    title,
    safe: /^family:? 0/.test(repair),
    changes: [{ is: 'swap', span: selector.span, from: '4', to: '0' }],
  };
}

/** Adds the setting that lets both families in, where the catalog says it as a field: `family: 0`. */
export function addedSetting({ setting, repair }: Listen | Dial): Repair | undefined {
  const text = /^\w+: (?:[\w."']+|\{[^{}]*\})$/.exec(repair)?.[0];
  if (setting?.record === undefined || text === undefined) return undefined;
  return { title: `Add ${text}`, safe: true, changes: [{ is: 'field', record: setting.record, text }] };
}

/** `::` in place of `0.0.0.0`; a host where IPv6 is switched off cannot bind it. */
export function openedWildcard({ host, repair, reach }: Listen): Repair | undefined {
  const wildcards = constants(host).texts.filter(({ text }) => text === '0.0.0.0');
  if (wildcards.length === 0 || reach !== 'any' || !/"(?:::|\[::\])/.test(repair)) return undefined;
  // What takes a host and its port in one text needs the brackets wherever the port is put behind it.
  const to = /"\[::\]/.test(repair) ? '[::]' : '::';
  const changes = wildcards.map(({ span }): Change => ({ is: 'swap', span, from: '0.0.0.0', to }));
  return { title: 'Listen on :: in place of 0.0.0.0', safe: false, changes };
}

/** `::` where a setting holds `0.0.0.0`. */
export function openedPreset({ value }: Preset): Repair | undefined {
  if (value.is !== 'text' || value.text !== '0.0.0.0') return undefined;
  const change: Change = { is: 'swap', span: value.span, from: '0.0.0.0', to: '::' };
  return { title: 'Listen on :: in place of 0.0.0.0', safe: false, changes: [change] };
}

/** Takes the brackets off the host of a URL, which is a text always. */
export function withoutBrackets({ input, spelled, span, what }: Bracket): Repair | undefined {
  // Another place may want what a name holds with its brackets.
  if (what !== 'kept' || input.is !== 'typed' || input.via.length > 0 || !/^\w+(?:\.\w+)+$/.test(spelled))
    return undefined;
  const to = `${spelled}.replace(/^\\[|\\]$/g, '')`;
  return {
    title: 'Take the brackets off',
    safe: true,
    changes: [{ is: 'swap', span, from: spelled, to }],
  };
}

/** What the catalog knows to write. */
export function mended({ mend }: Listen | Resolve): Repair | undefined {
  return mend && { title: 'Let both families in', safe: mend.safe, changes: [mend.change] };
}

/** Joins host and port as the language does it, where the code is in a form that can be rewritten. */
export function rejoined({ halves, language, span }: Join): Repair | undefined {
  if (halves === undefined) return undefined;
  return {
    title: 'Join host and port with brackets where the host is IPv6',
    safe: true,
    changes: [{ is: 'rejoin', language, span, halves }],
  };
}
