import type { Words } from '../evaluate/words.ts';
import type { Span } from '../model/span.ts';
import type { Kind } from '../model/value.ts';
import { Checked } from './checked.ts';
import type { DaemonEntry } from './daemon-entry.ts';
import type { ImageEntry } from './images.ts';
import type { FieldEntry } from './manifests.ts';
import type { Means } from './means.ts';
import { parseMeans } from './parse-means.ts';
import { type Place, parsePlace } from './place.ts';
import type { ProgramEntry } from './program-entry.ts';
import type { RuntimeEntry } from './runtime-entry.ts';

export type { Means } from './means.ts';

export interface Returns {
  /** `Server` of the same module, or `net:Server`; empty when it is not known. */
  readonly type: string;
  readonly kind: Kind | undefined;
  readonly proven: boolean;
  /** For an error result: what it says of the input when it is not null. */
  readonly fails: 'no-port' | undefined;
}

export interface Entry {
  readonly library: string;
  readonly module: string;
  readonly place: Place;
  /** Whose arguments are in the roles of this one: the constructor of its receiver. */
  readonly maker: Place | undefined;
  readonly means: Means;
  readonly returns: readonly Returns[];
  /** A semver range of the library; `*` for all. */
  readonly versions: string;
  /** A function of the project that hands what it is given to the place: where it does. */
  readonly wraps?: { readonly name: string; readonly span: Span };
}

/** An entry with what documents and tests it. */
export interface TestedEntry extends Entry {
  readonly example: string;
  readonly yields: Readonly<Record<string, string>> | undefined;
}

/** Words in the tags of fields by which a library takes IPv4 only: `validate:"required,ipv4"`. */
export interface Tags {
  /** What the library's own part of a tag begins with. */
  readonly keys: readonly string[];
  readonly ipv4: readonly string[];
  readonly repair: string;
}

export interface Library {
  readonly library: string;
  readonly language: string;
  readonly modules: readonly string[];
  /** How a module's default export is called in the entries. */
  readonly default: string;
  /** Where this is known from. */
  readonly source: string;
  /** Words of which one stands in every file that uses the library in a way that matters. */
  readonly anchors: readonly string[];
  readonly entries: readonly TestedEntry[];
  readonly tags?: Tags;
}

/** Everything that ships, in one JSON. */
export interface Catalog {
  readonly libraries: readonly Library[];
  readonly images: readonly ImageEntry[];
  readonly programs: readonly ProgramEntry[];
  readonly runtimes: readonly RuntimeEntry[];
  readonly daemons: readonly DaemonEntry[];
  readonly fields: readonly FieldEntry[];
  readonly words: Words;
  /** What names hold that somebody stated: `DB_HOST` is always a DNS name. */
  readonly stated: Readonly<Record<string, Kind>>;
  /** Prefilter words by catalog language. */
  readonly anchors: Readonly<Record<string, readonly string[]>>;
}

/** Checks one library's file; throws an error that names the file and the key. */
export function parseLibrary(data: unknown, file: string): Library {
  const given = new Checked(data, file);
  const library = given.get('library').literal();
  const modules = given.get('module').literals();
  const named = modules.length > 0 ? modules : [library];
  const module = named[0] ?? library;
  const tags = given.get('tags');
  return given.whole({
    ...(tags.missing ? {} : { tags: parseTags(tags) }),
    library,
    language: given.get('language').text(),
    modules: named,
    default: given.get('default').textOr(''),
    source: given.get('source').text(),
    anchors: given.get('anchors').literals(),
    entries: given
      .get('entries')
      .list()
      .map((entry) => parseEntry(entry, library, module)),
  });
}

function parseTags(given: Checked): Tags {
  return {
    keys: given.get('keys').someTexts(),
    ipv4: given.get('ipv4').someTexts(),
    repair: given.get('repair').text(),
  };
}

function parseEntry(given: Checked, library: string, module: string): TestedEntry {
  const maker = given.get('maker');
  const proven = given.get('proven').flag();
  const yields = given.get('yields');
  return {
    library,
    module,
    place: placeIn(given.get('place')),
    maker: maker.missing ? undefined : placeIn(maker),
    means: parseMeans(given),
    returns: given
      .get('returns')
      .literals()
      .map((one) => parseReturns(one, proven)),
    versions: given.get('versions').literalIfGiven() ?? '*',
    example: given.get('example').literalIfGiven() ?? '',
    yields: yields.missing
      ? undefined
      : Object.fromEntries(yields.entries().map(([field, value]) => [field, value.literal()])),
  };
}

function placeIn(given: Checked): Place {
  return parsePlace(given.text()) ?? given.fail('a place such as Listen(network, address)');
}

const kinds: readonly Kind[] = [
  'ip',
  'ip:port',
  'ipv4',
  'ipv6',
  'name',
  'host',
  'host:port',
  'bracketed',
  'port',
  'url',
];

function parseReturns(text: string, proven: boolean): Returns {
  const kind = kinds.find((one) => one === text);
  if (kind) return { type: '', kind, proven, fails: undefined };
  if (text === 'error no-port') return { type: '', kind: undefined, proven: false, fails: 'no-port' };
  return { type: text === '_' ? '' : text, kind: undefined, proven: false, fails: undefined };
}
