import type { Lexicon } from '../evaluate/words.ts';
import type { Directive } from '../languages/language.ts';
import { parseHost } from '../model/address.ts';
import type { Dial, Fact, Family, Listen, Resolve, Step } from '../model/fact.ts';
import type { Value } from '../model/value.ts';
import { together } from './addresses.ts';
import { allowLists } from './allow-lists.ts';
import type { DaemonEntry, DaemonSetting, WordMeaning } from './daemon-entry.ts';
import { settingFacts } from './daemon-settings.ts';
import { settingsIn } from './daemons.ts';
import { argumentsOf, writtenAs } from './directive-arguments.ts';
import { type Endpoint, endpointsIn } from './endpoints.ts';
import { mendOfLine } from './mend-entry.ts';
import { sectionDefaults } from './section-defaults.ts';

/** What the directives of one configuration say about the network. */
export function applyDirectives(
  directives: readonly Directive[],
  entry: DaemonEntry,
  language: string,
  lexicon: Lexicon,
): Fact[] {
  const off = switchedOff(directives, entry);
  const listens: Placed[] = [];
  const facts: Fact[] = [];
  const found = settingsIn(directives, entry).filter(
    ({ setting, directive }) => !opened(directive, directives).some(({ key }) => setting.lacks.includes(key)),
  );
  const reached = reachedSections(found, lexicon);
  facts.push(...allowLists(found, directives, entry, language), ...sectionDefaults(directives, entry, language));
  for (const { setting, directive } of found.filter((one) => one.setting.means !== 'allow')) {
    const frame = { directive, setting, entry, language };
    if (setting.means === 'resolve') facts.push(...resolves(frame));
    else if (setting.means === 'dial') {
      if (!reached.get(setting)?.has(directive.block)) facts.push(...dials(frame, lexicon));
    } else if (setting.means === 'setting') facts.push(...settingFacts(setting, directive, entry, language));
    else listens.push(...listensOf(frame, off, lexicon));
  }
  const others = listens.filter((one) => one.fact.family !== 'ipv4');
  return [...facts, ...listens.map((one) => withTwin(one, others))];
}

/** What stands in the section that a directive opens. */
function opened(directive: Directive, directives: readonly Directive[]): readonly Directive[] {
  const depth = directive.sections.length;
  const first = directives[directives.indexOf(directive) + 1];
  const block = first?.sections[depth] === directive.key ? first.blocks[depth] : undefined;
  return block === undefined ? [] : directives.filter((one) => one.blocks[depth] === block);
}

interface Frame {
  readonly directive: Directive;
  readonly setting: DaemonSetting;
  readonly entry: DaemonEntry;
  readonly language: string;
}

/** A listener with what it shares a port with. */
interface Placed extends Frame {
  readonly fact: Listen;
  /** Empty where a template fills it in. */
  readonly port: string;
}

function base({ directive, entry, language }: Frame) {
  return {
    language,
    span: directive.span,
    place: entry.program,
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: true,
  };
}

/** Why it may be harmless. */
function doubtsOf({ doubt }: DaemonSetting): Step[] {
  return doubt === '' ? [] : [{ says: doubt, span: undefined }];
}

/** The step that says that the program opens no IPv6 socket at all; undefined where it may. */
function switchedOff(directives: readonly Directive[], { ipv6Switch, program }: DaemonEntry): Step | undefined {
  if (!ipv6Switch) return undefined;
  const set = directives.find((one) => [...one.sections, one.key].join('.') === ipv6Switch.key);
  const value = set?.args[0];
  if (!set) return { says: `${ipv6Switch.key} is not set, so ${program} opens no IPv6 socket`, span: undefined };
  if (value?.is !== 'literal' || ipv6Switch.on.includes(value.text.toLowerCase())) return undefined;
  return { says: `${ipv6Switch.key} is ${value.text}, so ${program} opens no IPv6 socket`, span: set.span };
}

function listensOf(frame: Frame, off: Step | undefined, lexicon: Lexicon): Placed[] {
  const { directive, setting } = frame;
  const endpoints = endpointsOf(frame, lexicon);
  const option = directive.args
    .map(writtenAs)
    .map((text) => setting.options[text])
    .find((one) => one !== undefined);
  if (option === 'skip' || endpoints.length === 0) return [];
  const outside = endpoints.flatMap((one) => {
    const meaning = meaningOf(one, setting);
    return meaning === 'loopback' || meaning === 'skip' ? [] : [{ one, meaning }];
  });
  // Loopback is on purpose here: who else should come in is not known.
  if (outside.length === 0) return [];
  if (setting.takes !== 'hosts') {
    return outside.map(({ one, meaning }) => place(frame, [one], option ?? meaning, off));
  }
  return [
    place(
      frame,
      outside.map(({ one }) => one),
      option ?? together(outside.map(({ meaning }) => meaning)),
      off,
    ),
  ];
}

function place(frame: Frame, endpoints: readonly Endpoint[], meaning: WordMeaning, off: Step | undefined): Placed {
  const { directive, setting, entry } = frame;
  const [first] = endpoints;
  const opened: Family = meaning === 'loopback' || meaning === 'skip' ? 'unknown' : meaning;
  const family = off && opened !== 'unknown' ? 'ipv4' : opened;
  const told = argumentsOf(directive, setting);
  const written = `${directive.key} ${told.map(writtenAs).join(' ')}`.trim();
  const says =
    family === 'ipv4' ? `${entry.program} takes this for IPv4 only` : `this makes ${entry.program} listen on IPv6`;
  const host: Value = { is: 'text', type: 'string', text: written, span: directive.span, via: [] };
  const literal = endpoints.length > 0 && endpoints.every((one) => isOwnAddress(one.host));
  const fact: Listen = {
    ...base(frame),
    kind: 'listen',
    family,
    reach: literal ? 'address' : 'any',
    decided: 'host',
    host,
    port: { is: 'absent' },
    repair: setting.repair,
    by: 'daemon',
    certain: setting.doubt === '' && endpoints.every((one) => one.certain),
    because: [{ says, span: directive.span }, ...(off ? [off] : []), ...doubtsOf(setting)],
    // A switch that is off has to be turned first.
    mend: literal || off?.span ? undefined : mendOfLine(setting.mend, directive.span),
  };
  return { ...frame, fact, port: first?.port ?? '' };
}

/** An address that is neither a wildcard nor loopback: the machine must have it. */
function isOwnAddress(host: string): boolean {
  const parsed = parseHost(host);
  return parsed.is === 'address';
}

/** `others` are those that listen on IPv6 too, or may. */
function withTwin(placed: Placed, others: readonly Placed[]): Fact {
  const { fact, setting, directive, port } = placed;
  if (fact.family !== 'ipv4' || setting.twin === 'none') return fact;
  const twin = others.find(
    (other) =>
      other.setting === setting &&
      (setting.twin === 'file' || other.directive.block === directive.block) &&
      (port === '' || other.port === '' || other.port === port),
  );
  if (!twin) return fact;
  return { ...fact, twin: { says: 'another line listens on IPv6', span: twin.directive.span } };
}

function meaningOf({ host, bare }: Endpoint, setting: DaemonSetting): WordMeaning {
  if (bare) return setting.bare;
  const word = setting.words[host.toLowerCase()];
  if (word !== undefined) return word;
  const parsed = parseHost(host);
  switch (parsed.is) {
    case 'wildcard':
      return parsed.family === 'ipv6' ? 'both' : 'ipv4';
    case 'loopback':
      return 'loopback';
    case 'empty':
      return setting.bare;
    case 'name':
      return 'unknown';
    default:
      return parsed.family;
  }
}

/** The sections in which a line names a server that has an IPv6 address, where one of them is enough. */
function reachedSections(
  found: ReturnType<typeof settingsIn>,
  lexicon: Lexicon,
): ReadonlyMap<DaemonSetting, ReadonlySet<number>> {
  const reached = new Map<DaemonSetting, Set<number>>();
  for (const { setting, directive } of found) {
    if (setting.means !== 'dial' || setting.twin !== 'section') continue;
    if (!endpointsOf({ setting, directive }, lexicon).some(({ host }) => isIPv6(host))) continue;
    const blocks = reached.get(setting) ?? new Set();
    reached.set(setting, blocks.add(directive.block));
  }
  return reached;
}

function dials(frame: Frame, lexicon: Lexicon): Dial[] {
  const endpoints = endpointsOf(frame, lexicon);
  // Of several the program takes one that it reaches.
  if (endpoints.some(({ host }) => isIPv6(host))) return [];
  return endpoints.flatMap(({ host, certain }) => {
    const parsed = parseHost(host);
    if (parsed.is !== 'address' || parsed.family !== 'ipv4') return [];
    const { directive, setting } = frame;
    const value: Value = { is: 'text', type: 'string', text: host, span: directive.span, via: [] };
    const because: Step[] = [
      { says: `${directive.key} names the address ${host}`, span: directive.span },
      ...doubtsOf(setting),
    ];
    const fact: Dial = {
      ...base(frame),
      kind: 'dial',
      family: 'ipv4',
      decided: 'host',
      host: value,
      repair: setting.repair,
      certain: certain && setting.doubt === '',
      because,
    };
    return [fact];
  });
}

function isIPv6(host: string): boolean {
  const parsed = parseHost(host);
  return 'family' in parsed && parsed.family === 'ipv6';
}

function resolves(frame: Frame): Resolve[] {
  const { directive, setting } = frame;
  const words = directive.args.length === 0 ? [''] : directive.args.map(writtenAs);
  const pinned = words.find((text) => setting.words[text] === 'ipv4');
  if (pinned === undefined) return [];
  const name: Value = { is: 'absent' };
  const because: Step[] = [{ says: `${pinned || directive.key} asks for IPv4 addresses only`, span: directive.span }];
  return [
    {
      ...base(frame),
      kind: 'resolve',
      family: 'ipv4',
      decided: 'network',
      name,
      repair: setting.repair,
      because,
      mend: mendOfLine(setting.mend, directive.span),
    },
  ];
}

function endpointsOf({ directive, setting }: Pick<Frame, 'directive' | 'setting'>, lexicon: Lexicon): Endpoint[] {
  const { takes } = setting;
  return argumentsOf(directive, setting).flatMap((arg) => endpointsIn(arg, takes, lexicon));
}
