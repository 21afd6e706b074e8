import type { Fact, Family, Listen, Resolve, Step } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import { absent, type Value } from '../model/value.ts';
import { type Host, hostsIn, meaningOf } from './bind-address.ts';
import { afterProgram } from './identify.ts';
import type { Started, Word } from './launch.ts';
import { mendOfWildcard } from './mend-entry.ts';
import type { ProgramEntry } from './program-entry.ts';
import type { RuntimeEntry } from './runtime-entry.ts';
import type { Runtime } from './runtime-of.ts';
import { flagValues, globPattern } from './words.ts';

export interface ProgramCatalog {
  readonly programs: readonly ProgramEntry[];
  readonly runtimes: readonly RuntimeEntry[];
}

/** A place where an address is given to a program. */
interface Told {
  readonly text: string;
  readonly span: Span;
  /** The flag or variable that gives it. */
  readonly by: string;
}

/**
 * What the programs of a container are told to listen on, by flags and variables, and what holds their runtimes to
 * IPv4. `known` says that the image's own entry knows what its variables mean.
 */
export function applyPrograms(
  started: Started,
  runtime: Runtime | undefined,
  catalog: ProgramCatalog,
  known: boolean,
): readonly Fact[] {
  const facts: Fact[] = pinsIn(started, catalog.runtimes);
  const seen = new Set<number>();
  const special = (entry: ProgramEntry): boolean => entry.program !== '';
  // What a program's own entry knows is not judged again by what programs have in common.
  const entries = [...catalog.programs.filter(special), ...catalog.programs.filter((one) => !special(one) && !known)];
  for (const entry of entries) {
    const words = special(entry) ? wordsAfter(started, entry) : allWords(started);
    const told = words ? toldBy(started, entry, words, runtime) : toldByVariables(started, entry, runtime);
    const fresh = told.filter(({ span }) => !seen.has(span.start));
    for (const { span } of fresh) seen.add(span.start);
    const opener = special(entry) ? catalog.runtimes.find(({ id }) => id === entry.runtime) : runtime?.entry;
    facts.push(...listens({ started, entry, opener, runtime: special(entry) ? undefined : runtime }, fresh));
    if (told.length === 0 && words && special(entry) && entry.listens) facts.push(byItself(started, entry, words));
  }
  return facts;
}

function allWords({ command, args }: Started): readonly Word[] {
  return [...(command?.words ?? []), ...(args?.words ?? [])];
}

function wordsAfter(started: Started, entry: ProgramEntry): readonly Word[] | undefined {
  return afterProgram(allWords(started), entry.commands);
}

/** Flags win over variables. */
function toldBy(
  started: Started,
  entry: ProgramEntry,
  words: readonly Word[],
  runtime: Runtime | undefined,
): readonly Told[] {
  const extra = started.env
    .filter((one) => entry.extraArguments.includes(one.name))
    .flatMap(({ value, span }) => (value.is === 'text' ? value.text.split(/\s+/).map((text) => ({ text, span })) : []));
  const flags = flagsIn([...words, ...extra], entry);
  return flags.length > 0 && entry.program !== '' ? flags : [...flags, ...toldByVariables(started, entry, runtime)];
}

function flagsIn(words: readonly Word[], entry: ProgramEntry): readonly Told[] {
  const patterns = entry.flags.filter((flag) => flag.includes('*')).map(globPattern);
  const except = entry.except.map(globPattern);
  const matched = words.map(({ text }) => text.split('=')[0] ?? '').filter((text) => matches(text, patterns, except));
  const flags = [...new Set([...entry.flags.filter((flag) => !flag.includes('*')), ...matched])];
  return flags.flatMap((flag) =>
    flagValues(words, [flag], 'one').map(({ text, span }) => ({
      text: text.replace(/^["']|["']$/g, ''),
      span,
      by: flag,
    })),
  );
}

function matches(name: string, patterns: readonly RegExp[], except: readonly RegExp[]): boolean {
  return patterns.some((one) => one.test(name)) && !except.some((one) => one.test(name));
}

/** Variables are a program's where its command runs, where they are its alone, or where its runtime does. */
function toldByVariables(started: Started, entry: ProgramEntry, runtime: Runtime | undefined): readonly Told[] {
  const runs = entry.program === '' || (entry.commands.length > 0 && wordsAfter(started, entry) !== undefined);
  if (!runs && !entry.owns && (entry.runtime === '' || runtime?.entry.id !== entry.runtime)) return [];
  const patterns = entry.env.map(globPattern);
  const except = entry.except.map(globPattern);
  return started.env
    .filter(({ name }) => matches(name, patterns, except))
    .flatMap(({ name, value }) => {
      if (value.is === 'text') return [{ text: value.text, span: value.span, by: name }];
      // The port may be open where the host is not: `0.0.0.0:$(PORT)`.
      return value.is === 'unknown' ? [{ text: value.spelled, span: value.span, by: name }] : [];
    });
}

interface Frame {
  readonly started: Started;
  readonly entry: ProgramEntry;
  /** The runtime whose sockets they are. */
  readonly opener: RuntimeEntry | undefined;
  /** How the runtime is known, where the program does not say it by itself. */
  readonly runtime: Runtime | undefined;
}

/** One fact for each place; none where another place lets IPv6 in. */
function listens(frame: Frame, told: readonly Told[]): readonly Listen[] {
  const read = told.flatMap((one) => {
    return hostsIn(one.text).flatMap((host) => {
      const family = meaningOf(host, frame.entry, frame.opener);
      return family === 'none' || family === 'loopback' ? [] : [{ told: one, host, family }];
    });
  });
  if (frame.entry.program !== '' && read.some(({ family }) => family !== 'ipv4')) return [];
  return read.map(({ told: one, host, family }) => listen(frame, one, host, family));
}

function listen({ started, entry, opener, runtime }: Frame, told: Told, host: Host, family: Family): Listen {
  const name = entry.program || opener?.title || 'the program';
  const byRuntime = entry.program === '' && host.is === 'wildcard';
  const doubtful = byRuntime && opener !== undefined && opener.varies !== '' && family === 'ipv4';
  const because: Step[] = [
    ...started.because,
    ...(runtime ? [runtime.because] : []),
    { says: sayingOf(told, family, name, byRuntime), span: told.span },
    ...(doubtful ? [{ says: opener.varies, span: undefined }] : []),
    ...(host.unless === '' ? [] : [{ says: `whether ${host.unless} is set is not known`, span: told.span }]),
    ...(runtime && !runtime.certain && family === 'ipv4' ? [unsure(name)] : []),
  ];
  return {
    ...base(started, name, told.span),
    family,
    reach: host.is === 'address' ? 'address' : 'any',
    decided: byRuntime && family !== 'ipv4' ? 'runtime' : 'host',
    host: { is: 'text', type: 'string', text: told.text, span: told.span, via: [] },
    repair: entry.repair,
    mend: mendOfWildcard(entry.mend, { language: started.language, span: told.span, told: told.text }),
    because,
    certain: !doubtful && host.unless === '' && (runtime?.certain ?? true),
  };
}

function unsure(name: string): Step {
  return {
    says: `whether ${name} is what listens is not known: only the files around its source say so`,
    span: undefined,
  };
}

function sayingOf({ by, text }: Told, family: Family, name: string, byRuntime: boolean): string {
  if (family === 'ipv4') return `${by} tells ${name} ${text}, which it takes for IPv4 only`;
  if (byRuntime && family === 'both') return `${by} is ${text}, and ${name} listens on both families there`;
  return byRuntime ? `${by} is ${text}; whether that is IPv4 only depends on the program` : `${by} is ${text}`;
}

function byItself(started: Started, entry: ProgramEntry, words: readonly Word[]): Listen {
  const place = words.at(0)?.span ?? started.args?.span ?? started.command?.span;
  const { family = 'unknown', reach = 'unknown', says = '' } = entry.listens ?? {};
  const doubt: Step[] = entry.doubt === '' ? [] : [{ says: entry.doubt, span: undefined }];
  return {
    ...base(started, entry.program, place ?? { file: '', start: 0, end: 0 }),
    family,
    reach,
    decided: 'default',
    host: absent,
    repair: entry.repair,
    because: [...started.because, { says, span: undefined }, ...doubt],
    certain: entry.doubt === '',
  };
}

function base({ language }: Started, place: string, span: Span) {
  return {
    kind: 'listen',
    language,
    by: 'daemon',
    place,
    span,
    port: absent,
    guards: [],
    twin: undefined,
    holds: undefined,
  } as const;
}

/** `-Djava.net.preferIPv4Stack=true` on the command line or in JAVA_OPTS. */
function pinsIn(started: Started, runtimes: readonly RuntimeEntry[]): Resolve[] {
  const texts = [
    ...allWords(started).map(({ text, span }) => ({ text, span })),
    ...started.env.flatMap(({ value }) => (value.is === 'text' ? [{ text: value.text, span: value.span }] : [])),
  ];
  return runtimes.flatMap(({ title, pins }) =>
    pins.flatMap((pin) => {
      if (pin.word === '') {
        return started.env
          .filter(({ name, value }) => pin.env.includes(name) && value.is === 'text' && pin.values.includes(value.text))
          .map(({ name, value, span }) => pinned(started, title, name, value, span, pin.repair));
      }
      const has = (text: string, word: string): boolean => text.split(/[\s"']+/).includes(word);
      if (pin.unless !== '' && texts.some(({ text }) => has(text, pin.unless))) return [];
      return texts
        .filter(({ text }) => has(text, pin.word))
        .map(({ span }) => pinned(started, title, pin.word, absent, span, pin.repair));
    }),
  );
}

function pinned(started: Started, title: string, word: string, name: Value, span: Span, repair: string): Resolve {
  return {
    kind: 'resolve',
    language: started.language,
    family: 'ipv4',
    decided: 'network',
    name,
    place: word,
    repair,
    span,
    because: [...started.because, { says: `${word} holds ${title} to IPv4, to connect as well as to listen`, span }],
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: true,
  };
}
