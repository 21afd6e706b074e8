import type { Words } from '../evaluate/words.ts';
import type { Span } from '../model/span.ts';
import type { Kind } from '../model/value.ts';
import type { DaemonEntry } from './daemon-entry.ts';
import type { ImageEntry } from './images.ts';
import type { FieldEntry } from './manifests.ts';
import type { Means } from './means.ts';
import { type Place, parsePlace } from './place.ts';
import type { ProgramEntry } from './program-entry.ts';
import { Reader } from './reader.ts';
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

/** Checks one library's file. Throws an Error that names the file and the key. */
export function parseLibrary(data: unknown, file: string): Library {
  const reader = new Reader(data, file);
  const library = reader.text('library');
  const modules = reader.texts('module');
  const named = modules.length > 0 ? modules : [library];
  const entries = reader
    .list('entries')
    .map((entry, index) => parseEntry(entry, `${file}: entry ${index + 1}`, library, named[0] ?? library));
  const result = {
    library,
    language: reader.text('language'),
    modules: named,
    default: reader.optional('default') ?? '',
    source: reader.text('source'),
    anchors: reader.texts('anchors'),
    entries,
  };
  reader.done();
  return result;
}

function parseEntry(data: unknown, where: string, library: string, module: string): TestedEntry {
  const reader = new Reader(data, where);
  const place = parsePlace(reader.text('place'), where);
  const at = `${where} (${place.text})`;
  const maker = reader.optional('maker');
  const entry = {
    library,
    module,
    place,
    maker: maker === undefined ? undefined : parsePlace(maker, at),
    means: parseMeans(reader),
    returns: reader.list('returns').map((one) => parseReturns(String(one), reader.optional('proven') === 'true')),
    versions: reader.optional('versions') ?? '*',
    example: reader.optional('example') ?? '',
    yields: reader.raw('yields') === undefined ? undefined : reader.map('yields'),
  };
  reader.done();
  return entry;
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

function parseMeans(reader: Reader): Means {
  const is = reader.choice(
    'means',
    [
      'listen',
      'dial',
      'resolve',
      'join',
      'bare',
      'append',
      'glue',
      'split',
      'match',
      'strip',
      'contains',
      'index',
      'count',
      'format',
      'message',
      'env',
      'flag',
      'setting',
      'merge',
      'same',
      'test',
      'parse',
      'pick',
      'enumerate',
      'select',
      'constant',
      'field',
      'mask',
      'prefix',
      'ipv4-ranges',
      'run',
      'gives',
    ],
    'gives',
  );
  switch (is) {
    case 'listen':
      return {
        is,
        ...parseEnds(reader),
        port: reader.optional('port'),
        absent: reader.choice('absent', ['both', 'ipv4', 'loopback'], 'both'),
      };
    case 'dial':
    case 'resolve':
      return { is, ...parseEnds(reader) };
    case 'join':
      return { is, host: reader.text('host'), port: reader.text('port') };
    case 'bare':
      return { is, host: reader.text('host') };
    case 'append':
      return { is, first: reader.text('first'), rest: reader.text('rest') };
    case 'glue':
      return { is, list: reader.text('list'), separator: reader.text('separator') };
    case 'split':
      return {
        is,
        input: reader.text('input'),
        separator: reader.optional('separator'),
        cut: reader.choice('cut', ['first', 'last', 'every']),
      };
    case 'match':
      return {
        is,
        input: reader.text('input'),
        pattern: reader.text('pattern'),
        gives: reader.choice('gives', ['parts', 'truth'], 'parts'),
      };
    case 'strip':
      return {
        is,
        input: reader.text('input'),
        pattern: reader.text('pattern'),
        replacement: reader.text('replacement'),
      };
    case 'contains':
    case 'count':
      return { is, input: reader.text('input'), text: reader.text('text') };
    case 'index':
      return {
        is,
        input: reader.text('input'),
        text: reader.text('text'),
        cut: reader.choice('cut', ['first', 'last']),
        from: reader.optional('from'),
      };
    case 'format':
      return {
        is,
        format: reader.text('format'),
        values: reader.text('values'),
        use: reader.choice('use', ['text', 'value'], 'value'),
      };
    case 'env':
      return { is, name: reader.text('name'), fallback: reader.optional('fallback') };
    case 'setting':
      return { is, name: reader.text('name'), fallback: reader.optional('fallback') };
    case 'merge':
      return { is, values: reader.text('values') };
    case 'flag':
      return { is, name: reader.text('name'), default: reader.text('default'), into: reader.optional('into') };
    case 'same':
      return { is, value: reader.text('value') };
    case 'test':
      return {
        is,
        of: reader.text('of'),
        says: reader.choice('says', ['is-ipv4', 'is-ipv6', 'has-port']),
        otherwise: reader.raw('otherwise') === undefined ? undefined : reader.choice<'nil'>('otherwise', ['nil']),
      };
    case 'parse':
      return {
        is,
        input: reader.optional('input'),
        family: reader.optional('family'),
        how: reader.choice('how', ['library', 'validator'], 'library'),
        others: reader.choice('others', ['rejected', 'nil', 'panic', 'garbled'], 'rejected'),
        repair: reader.text('repair'),
      };
    case 'pick':
      return {
        is,
        family: reader.optional('family'),
        own: reader.choice('own', ['true', 'false']) === 'true',
        finds: reader.choice('finds', ['ipv4', 'private'], 'ipv4'),
        unless: reader.texts('unless'),
      };
    case 'enumerate':
      return { is, own: reader.choice('own', ['true', 'false']) === 'true' };
    case 'select':
    case 'constant':
    case 'field':
      return parseSelect(reader, is);
    case 'mask':
      return { is, bits: reader.text('bits') };
    case 'prefix':
      return { is, address: reader.text('address'), bits: reader.text('bits') };
    case 'ipv4-ranges':
      return { is, input: reader.text('input'), repair: reader.text('repair') };
    case 'run':
      return { is, program: reader.text('program'), args: reader.optional('args') };
    default:
      return { is };
  }
}

function parseSelect(reader: Reader, is: 'select' | 'constant' | 'field'): Means {
  const told = { of: reader.text('of'), repair: reader.text('repair') };
  if (is === 'field') return { is, ...told };
  const said = { ...told, doubt: reader.optional('doubt') ?? '' };
  if (is === 'constant') return { is, ...said, compared: reader.optional('compared') === 'true' };
  return {
    is,
    selector: reader.optional('selector'),
    address: reader.optional('address'),
    default: reader.choice('default', ['ipv4', 'unknown'], 'unknown'),
    ...said,
  };
}

function parseEnds(reader: Reader) {
  return {
    family: reader.optional('family'),
    address: reader.optional('address'),
    host: reader.optional('host'),
    default: reader.choice('default', ['both', 'ipv4', 'ipv6'], 'both'),
    handled: reader.map('handled'),
    unless: reader.texts('unless'),
    repair: reader.optional('repair') ?? '',
  };
}
