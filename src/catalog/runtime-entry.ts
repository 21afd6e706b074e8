import { Checked } from './checked.ts';

/** A word or a variable that holds a whole runtime to IPv4. */
export interface Pin {
  /** A word of the command line, also inside of a variable such as JAVA_OPTS; empty where a variable does it. */
  readonly word: string;
  /** A word that takes it back. */
  readonly unless: string;
  readonly env: readonly string[];
  readonly values: readonly string[];
  readonly repair: string;
}

/** What is started by those who work on a program, and never in a cluster. */
export interface Development {
  /** Words of the names of scripts. */
  readonly scripts: readonly string[];
  /** Commands, as the words they begin with. */
  readonly commands: readonly string[];
  /** Commands that begin like one of these, and are none. */
  readonly except: readonly string[];
}

/** What a listener on 0.0.0.0 takes in. */
export type Wildcard = 'ipv4' | 'both';

/** What opens the sockets of programs of one language. */
export interface RuntimeEntry {
  readonly id: string;
  /** The runtime, as people call it. */
  readonly title: string;
  readonly wildcard: Wildcard;
  /** Why that does not hold for all programs of it; empty where it does. */
  readonly varies: string;
  /** First words of a command line; a version at their end is passed over. */
  readonly commands: readonly string[];
  /** Whether its programs run without anything of it in the image. */
  readonly compiled: boolean;
  /** Last parts of image names, with `*` for any characters; with a slash the last two parts. */
  readonly images: readonly string[];
  /** The same of finished programs, which listen on all families by themselves and dial what they are told. */
  readonly programs: readonly string[];
  /** Files that stand in the folder of a program's source. */
  readonly manifests: readonly string[];
  /** The front ends that read its programs; none where no front end does. */
  readonly languages: readonly string[];
  readonly pins: readonly Pin[];
  /** Undefined where nothing is known of it. */
  readonly development: Development | undefined;
  readonly source: readonly string[];
  readonly examples: readonly { readonly container: string; readonly yields: string }[];
}

/** What a listener on 0.0.0.0 takes in, in programs of a language: IPv4 alone unless all of its runtimes say more. */
export function wildcardOf(language: string, runtimes: readonly RuntimeEntry[]): Wildcard {
  const own = runtimes.filter(({ languages }) => languages.includes(language));
  return own.length > 0 && own.every(({ wildcard }) => wildcard === 'both') ? 'both' : 'ipv4';
}

/** Checks one runtime's file; throws an error that names the file and the key. */
export function parseRuntimeEntry(data: unknown, file: string): RuntimeEntry {
  const entry = new Checked(data, file);
  return entry.whole({
    id: entry.get('runtime').text(),
    title: entry.get('title').text(),
    wildcard: entry.get('wildcard').oneOf(['ipv4', 'both']),
    varies: entry.get('varies').textOr(''),
    commands: entry.get('commands').texts(),
    compiled: entry.get('compiled').flag(),
    images: entry.get('images').someTexts(),
    programs: entry.get('programs').texts(),
    manifests: entry.get('manifests').someTexts(),
    languages: entry.get('languages').texts(),
    pins: entry.get('pins').list().map(pin),
    development: development(entry.get('development')),
    source: entry.get('source').someTexts(),
    examples: entry
      .get('examples')
      .list()
      .map((one) => {
        return { container: one.get('container').text(), yields: one.get('yields').text() };
      }),
  });
}

function development(given: Checked): Development | undefined {
  if (given.missing) return undefined;
  return {
    scripts: given.get('scripts').texts(),
    commands: given.get('commands').texts(),
    except: given.get('except').texts(),
  };
}

function pin(given: Checked): Pin {
  return {
    word: given.get('word').textOr(''),
    unless: given.get('unless').textOr(''),
    env: given.get('env').texts(),
    values: given.get('values').texts(),
    repair: given.get('repair').text(),
  };
}
