import type { Decider, Family, Listen, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { absent, spanOf, type Value } from '../model/value.ts';
import { podAddress, readAddresses } from './addresses.ts';
import type { Identified } from './identify.ts';
import type { ImageEntry } from './image-entry.ts';
import type { EnvEntry, Launch, Word } from './launch.ts';
import type { Listening } from './listening.ts';
import { readFile } from './setting-file.ts';
import { flagValues, hasFlag } from './words.ts';

/** What a program listens on after all its settings. */
export interface Settled {
  readonly family: Family;
  readonly reach: Listen['reach'];
  readonly decided: Decider;
  readonly host: Value;
  /** The tightest place where someone would write the repair. */
  readonly span: Span;
  readonly because: readonly Step[];
  readonly certain: boolean;
}

/** Joins what an image does by itself with what its arguments and environment say. */
export function settle(launch: Launch, identified: Identified): Settled {
  const { entry } = identified;
  const given = [...identified.words, ...extraArguments(launch, entry)];
  const file = readFile(launch, entry, given);
  const words = [...given, ...(file?.words ?? [])];
  const ipv6 = readSwitch(launch, entry, words);
  const told = toldAddresses(launch, entry, words);
  const hidden = hiddenSettings(launch, identified, words, {
    ipv6,
    told: told !== undefined,
    read: file !== undefined,
  });
  if (hidden) return unseen(launch, hidden);
  const opened = told ? fromAddresses(told, entry) : fromDefault(launch, identified);
  const settled = ipv6.is === 'none' ? opened : switched(opened, ipv6);
  return file ? { ...settled, because: [file.because, ...settled.because] } : settled;
}

function extraArguments(launch: Launch, entry: ImageEntry): readonly Word[] {
  return launch.env
    .filter((one) => entry.extraArguments.includes(one.name))
    .flatMap(({ value, span }) => (value.is === 'text' ? value.text.split(/\s+/).map((text) => ({ text, span })) : []));
}

/** The state of the switch that lets a program use IPv6. */
type Switch =
  | { readonly is: 'none' }
  | { readonly is: 'on' | 'off'; readonly says: string; readonly span: Span | undefined; readonly certain: boolean }
  | { readonly is: 'unknown'; readonly says: string; readonly span: Span };

function readSwitch(launch: Launch, entry: ImageEntry, words: readonly Word[]): Switch {
  const { flags, env } = entry.ipv6Switch;
  if (flags.length + env.length === 0) return { is: 'none' };
  const flag = words.find((word) => flags.some((one) => hasFlag(word.text, one)));
  if (flag) return { is: 'on', says: `${flag.text} turns IPv6 on`, span: flag.span, certain: true };
  const set = launch.env.filter((one) => env.includes(one.name)).at(-1);
  if (set) return readVariable(set, entry.ipv6Switch.on);
  const name = flags[0] ?? env[0] ?? '';
  const certain = env.length === 0 || !launch.envOpen;
  return { is: 'off', says: `${name} is not given, so IPv6 stays off`, span: undefined, certain };
}

function readVariable({ name, value, span }: EnvEntry, texts: readonly string[]): Switch {
  if (value.is !== 'text') return { is: 'unknown', says: `${name} is set, to a value that is not written here`, span };
  const { text } = value;
  const on =
    texts.length === 0
      ? /^(?:yes|true|1|on)$/i.test(text)
      : texts.some((one) => (one === '*' ? text !== '' : text.includes(one)));
  return {
    is: on ? 'on' : 'off',
    says: `${name} is ${value.text}, so IPv6 is ${on ? 'on' : 'off'}`,
    span: value.span,
    certain: true,
  };
}

/** IPv6 addresses mean nothing while the switch is off; with it on, a program that listens everywhere does so on both. */
function switched(opened: Settled, ipv6: Exclude<Switch, { is: 'none' }>): Settled {
  const because = [...opened.because, { says: ipv6.says, span: ipv6.span }];
  if (ipv6.is === 'unknown') return { ...opened, family: 'unknown', span: ipv6.span, because };
  if (ipv6.is === 'on') {
    return { ...opened, family: opened.decided === 'default' ? 'both' : opened.family, because };
  }
  const span = opened.decided === 'default' ? (ipv6.span ?? opened.span) : opened.span;
  return { ...opened, family: 'ipv4', span, because, certain: opened.certain && ipv6.certain };
}

interface Told {
  readonly text: string;
  /** The flag that stands for all addresses, where it is given in their place. */
  readonly flag: string | undefined;
  readonly span: Span;
}

function toldAddresses(launch: Launch, entry: ImageEntry, words: readonly Word[]): Told | undefined {
  const { flags, takes, everything, env } = entry.addresses;
  const told = flagValues(words, flags, takes).at(-1);
  if (told) return { ...told, flag: undefined };
  const all = words.find((word) => everything.includes(word.text));
  if (all) return { text: '*', flag: all.text, span: all.span };
  const set = launch.env.findLast((one) => env.includes(one.name));
  return set && { text: written(set.value), flag: undefined, span: spanOf(set.value) ?? set.span };
}

/** What a variable holds; its name in a form that shows it is open where the manifest does not say. */
function written(value: Value): string {
  if (value.is === 'text') return value.text;
  return value.is === 'typed' ? podAddress : '$(unknown)';
}

function fromAddresses(told: Told, entry: ImageEntry): Settled {
  const { family, reach, says } = readAddresses(told.text, entry);
  return {
    family,
    reach,
    decided: 'host',
    host: told.flag ? absent : { is: 'text', type: 'string', text: told.text, span: told.span, via: [] },
    span: told.span,
    because: [{ says: told.flag ? `${told.flag} asks for every address` : says, span: told.span }],
    certain: true,
  };
}

function fromDefault(launch: Launch, identified: Identified): Settled {
  const { entry } = identified;
  const listening = byItself(launch, identified);
  const says = identified.certain
    ? listening.says
    : `if it is started as other images of ${entry.program} are: ${listening.says}`;
  const hidden = launch.envOpen && entry.addresses.env.length > 0;
  const open = hidden ? `whether ${entry.addresses.env[0]} is set in a ConfigMap is not known` : '';
  return {
    family: listening.family,
    reach: listening.reach,
    decided: 'default',
    host: absent,
    span: placeOf(launch),
    because: [says, entry.doubt, open].filter((one) => one !== '').map((one) => ({ says: one, span: undefined })),
    certain: entry.doubt === '' && open === '',
  };
}

function byItself(launch: Launch, { entry, start }: Identified): Listening {
  if (start === 'command' && entry.withoutEntrypoint) return entry.withoutEntrypoint;
  if (launch.readOnlyRoot && entry.readOnlyRoot) return entry.readOnlyRoot;
  return entry.listens;
}

/** Settings that are in a file or a script, unless what is given on the command line wins over them. */
function hiddenSettings(
  launch: Launch,
  { entry, start, words: own }: Identified,
  words: readonly Word[],
  { ipv6, told, read }: { readonly ipv6: Switch; readonly told: boolean; readonly read: boolean },
): { readonly says: string; readonly span: Span } | undefined {
  if (start === 'script')
    return { says: 'a script starts it, with settings that are not written here', span: placeOf(launch) };
  if (told ? ipv6.is === 'none' || ipv6.is === 'on' : ipv6.is === 'on') return undefined;
  const { flags, positional, mounts } = entry.files;
  const flag = words.find((word) => flags.some((one) => hasFlag(word.text, one)));
  const first = positional ? own[0] : undefined;
  const given = flag ?? (first && !first.text.startsWith('-') ? first : undefined);
  if (given && !read) return { says: `${given.text} names a file whose settings were not read`, span: given.span };
  const place = placeOfSettings(launch, mounts);
  return place && { says: `${place.text} is for settings that were not read`, span: place.span };
}

/** A mounted volume, or a script's word, that is about the program's settings. */
function placeOfSettings(launch: Launch, folders: readonly string[]): Word | undefined {
  const mount = launch.mounts.find((one) => folders.some((folder) => isInside(one.text, folder)));
  if (mount) return mount;
  const written = [...(launch.command?.words ?? []), ...(launch.args?.words ?? [])];
  return written.find((word) => folders.some((folder) => word.text.includes(`${folder}/`)));
}

function isInside(path: string, folder: string): boolean {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === folder || trimmed.startsWith(`${folder}/`);
}

function unseen(launch: Launch, hidden: { readonly says: string; readonly span: Span }): Settled {
  return {
    family: 'unknown',
    reach: 'unknown',
    decided: 'default',
    host: absent,
    span: placeOf(launch),
    because: [hidden],
    certain: false,
  };
}

function placeOf(launch: Launch): Span {
  return (launch.args ?? launch.command)?.span ?? launch.image.span;
}
