import type { Consequence, Fact, FactKind, FactOf, Setting } from './model/fact.ts';
import type { Effect, Need } from './model/finding.ts';
import type { Repair } from './model/fix.ts';
import type { Span } from './model/span.ts';
import type { Value } from './model/value.ts';

export { isPortNumber, parseHost, parseHostPort } from './model/address.ts';
export type {
  Assumed,
  Bracket,
  Dial,
  Evidence,
  Fact,
  Join,
  Listen,
  Narrow,
  Parse,
  PortTest,
  Preset,
  Range,
  Resolve,
  Select,
  Setting,
  Split,
  Store,
} from './model/fact.ts';
export type { Repair } from './model/fix.ts';
export {
  addedSetting,
  mended,
  openedPreset,
  openedSelector,
  openedWildcard,
  rejoined,
  withoutBrackets,
} from './model/repair.ts';
export { absent, constants, constantText, spellings, type Value } from './model/value.ts';

/** How a language says things; a rule asks instead of knowing the language. */
export interface Speech {
  readonly join: (host: string, port: string) => string;
  readonly split: (address: string) => string;
  /** What parses an address of either family. */
  readonly parse: string;
}

/** What a rule says of one fact. */
export interface Verdict {
  readonly effect: Effect;
  readonly at: Span;
  /** One sentence that can stand alone, without a full stop: it becomes the title of an alert. */
  readonly message: string;
  /** What to write instead, without a full stop. */
  readonly help: string;
  /** The values that it rests on: `breaks` stands only where all of them are known. */
  readonly rests: readonly Value[];
  /** How it can be repaired, where that is known. */
  readonly repair?: Repair | undefined;
  /** What the network would have to offer for this to be harmless. */
  readonly needs: Need;
}

/** Nothing to report, and why: `only6 explain` says it. */
export interface Silence {
  readonly effect: 'silent';
  readonly because: string;
}

export interface Rule<K extends FactKind = FactKind> {
  readonly title: string;
  /** One sentence: why this fails on an IPv6-only cluster. */
  readonly why: string;
  readonly on: readonly K[];
  /** Undefined when the fact is none of this rule's business. */
  readonly judge: (fact: FactOf<K>, speech: Speech) => Verdict | Silence | undefined;
}

/** What the engine holds: a rule that takes any fact. */
export interface AnyRule extends Omit<Rule, 'judge'> {
  readonly judge: (fact: Fact, speech: Speech) => Verdict | Silence | undefined;
}

/** Declares a rule. The folder's name is its id. */
export function defineRule<K extends FactKind>(rule: Rule<K>): AnyRule {
  const kinds: readonly FactKind[] = rule.on;
  const isOurs = (fact: Fact): fact is FactOf<K> => kinds.includes(fact.kind);
  return { ...rule, judge: (fact, speech) => (isOurs(fact) ? rule.judge(fact, speech) : undefined) };
}

/** Says why a fact is not reported. */
export function silent(because: string): Silence {
  return { effect: 'silent', because };
}

const effects: Readonly<Record<Consequence, Effect>> = {
  refused: 'breaks',
  unreachable: 'breaks',
  off: 'breaks',
  'shut-out': 'may break',
  unguarded: 'may break',
  unsure: 'may break',
  unused: 'note',
};

/** What a rule says of a setting that names IPv4 alone: the catalog knows what follows from it. */
export function onSetting(setting: Setting): Verdict | Silence {
  const { family, outcome, everything, certain, span, says, repair, value, needs } = setting;
  if (family === 'unknown') return silent('its value is not known here');
  if (family !== 'ipv4') return silent('it is not for IPv4 alone');
  if (setting.guards.some((guard) => guard.kind === 'is-ipv4')) return silent('it is written only where IPv4 is on');
  // Who lets every IPv4 address through means everybody.
  const effect = outcome === 'shut-out' && everything ? 'breaks' : effects[outcome];
  // A value that the cluster filled in when it printed the object is no decision of the one who keeps the file.
  return { effect: certain ? effect : 'note', at: span, message: says, help: repair, rests: [value], needs };
}
