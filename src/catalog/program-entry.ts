import type { Family } from '../model/fact.ts';
import { Checked } from './checked.ts';
import type { ImageExample, Listening } from './image-entry.ts';
import { type ArgumentMend, argumentMend } from './mend-entry.ts';

/** A program that is told on its command line, or by variables, where to listen. */
export interface ProgramEntry {
  readonly id: string;
  /** As people call it; empty for what programs of all kinds have in common. */
  readonly program: string;
  /** The runtime that opens its sockets; empty for any. */
  readonly runtime: string;
  /** Names of the program on a command line. */
  readonly commands: readonly string[];
  /** Flags, or other words, that are followed by an address. */
  readonly flags: readonly string[];
  /** Variables that hold an address, with `*` for any characters. */
  readonly env: readonly string[];
  /** Variables that are something else, though their names fit. */
  readonly except: readonly string[];
  /** Whether the variables are this program's alone, so that they tell which program it is. */
  readonly owns: boolean;
  /** Variables whose words are added to the arguments. */
  readonly extraArguments: readonly string[];
  /** What a port without a host means. */
  readonly bare: Family;
  /** What hosts mean that are no addresses. */
  readonly words: readonly { readonly word: string; readonly family: Family }[];
  /** Where it listens when it is not told. */
  readonly listens: Listening | undefined;
  /** Why that may not hold; empty where it is certain. */
  readonly doubt: string;
  readonly repair: string;
  /** How `repair` is written into a manifest, where that is plain. */
  readonly mend: ArgumentMend | undefined;
  readonly source: readonly string[];
  readonly examples: readonly ImageExample[];
}

const families = ['ipv4', 'ipv6', 'both', 'unknown'] as const;
const reaches = ['any', 'loopback', 'address', 'unknown'] as const;

/** Checks one program's file; throws an error that names the file and the key. */
export function parseProgramEntry(data: unknown, file: string): ProgramEntry {
  const entry = new Checked(data, file).keys(
    'program',
    'runtime',
    'commands',
    'flags',
    'env',
    'except',
    'owns',
    'extraArguments',
    'bare',
    'words',
    'listens',
    'doubt',
    'repair',
    'mend',
    'source',
    'examples',
  );
  const bare = entry.get('bare');
  return {
    id: (file.split('/').at(-1) ?? file).replace(/\.ya?ml$/, ''),
    program: entry.get('program').textOr(''),
    runtime: entry.get('runtime').textOr(''),
    commands: entry.get('commands').texts(),
    flags: entry.get('flags').texts(),
    env: entry.get('env').texts(),
    except: entry.get('except').texts(),
    owns: entry.get('owns').flag(),
    extraArguments: entry.get('extraArguments').texts(),
    bare: bare.missing ? 'unknown' : bare.oneOf(families),
    words: entry
      .get('words')
      .entries()
      .map(([word, family]) => ({ word, family: family.oneOf(families) })),
    listens: listening(entry.get('listens')),
    doubt: entry.get('doubt').textOr(''),
    repair: entry.get('repair').text(),
    mend: argumentMend(entry.get('mend')),
    source: entry.get('source').someTexts(),
    examples: examples(entry.get('examples')),
  };
}

function listening(given: Checked): Listening | undefined {
  if (given.missing) return undefined;
  given.keys('family', 'reach', 'says');
  return {
    family: given.get('family').oneOf(families),
    reach: given.get('reach').oneOf(reaches),
    says: given.get('says').text(),
  };
}

function examples(given: Checked): readonly ImageExample[] {
  if (given.list().length === 0) return given.fail('at least one example');
  return given.list().map((one) => {
    const yields = one.keys('title', 'container', 'yields').get('yields').keys('family', 'reach');
    return {
      title: one.get('title').text(),
      container: one.get('container').text(),
      family: yields.get('family').oneOf(families),
      reach: yields.get('reach').oneOf(reaches),
    };
  });
}
