import type { Directive } from '../languages/language.ts';
import type { Family, Setting, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Value } from '../model/value.ts';
import { addressesIn } from './address-texts.ts';
import type { DaemonEntry, DaemonSetting, Leads } from './daemon-entry.ts';
import { constantOf, isOpen } from './tree.ts';

interface About {
  readonly key: string;
  readonly value: Value;
  readonly family: Family;
  readonly span: Span;
  readonly because: readonly Step[];
}

interface Told {
  readonly entry: DaemonEntry;
  readonly language: string;
  readonly repair: string;
  readonly certain: boolean;
}

const longestValue = 40;

/** A setting of a program's configuration, and what it leads to. */
export function leadingTo({ area, outcome, needs, says }: Leads, about: About, told: Told): Setting {
  const { key, value, family, span, because } = about;
  const text = value.is === 'text' ? value.text : '';
  const shown = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  return {
    kind: 'setting',
    language: told.language,
    area,
    meaning: 'word',
    key,
    value,
    family,
    everything: false,
    outcome,
    needs,
    says: says.replaceAll('{value}', shown),
    repair: told.repair,
    place: told.entry.program,
    span,
    because,
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: told.certain,
  };
}

/** What a directive that is about no socket says: a word that the entry knows, or addresses of one family. */
export function settingFacts(
  setting: DaemonSetting,
  directive: Directive,
  entry: DaemonEntry,
  language: string,
): Setting[] {
  const { leads } = setting;
  const { args, key, span } = directive;
  const chosen = typeof setting.args === 'number' ? args.slice(setting.args - 1, setting.args) : args;
  const texts = chosen.map((arg) => (arg.is === 'literal' && !isOpen(arg.text) ? arg.text : undefined));
  const [first] = chosen;
  if (!leads || !first || texts.includes(undefined)) return [];
  const written = texts.join(' ');
  const family = familyOf(written, setting);
  if (family === undefined) return [];
  const value =
    chosen.length === 1 ? constantOf(first) : constantOf({ is: 'literal', type: 'string', text: written, span });
  const because = [{ says: `${entry.program} is told ${key} ${written}`, span }];
  const about = { key, value, family, span, because };
  return [leadingTo(leads, about, { entry, language, repair: setting.repair, certain: setting.doubt === '' })];
}

/** IPv4 where every address is one. */
function familyOf(written: string, { words }: DaemonSetting): Family | undefined {
  const word = words[written.toLowerCase()];
  if (word === 'loopback' || word === 'skip') return undefined;
  if (word !== undefined) return word;
  const families = addressesIn(written)
    .filter((one) => one.is !== 'loopback')
    .map((one) => one.family);
  if (families.length === 0) return undefined;
  return families.every((family) => family === 'ipv4') ? 'ipv4' : families.includes('ipv4') ? 'both' : 'ipv6';
}
