import { Checked } from './checked.ts';
import {
  type FamilyWord,
  familyWords,
  idOf,
  type Listening,
  type ListeningExample,
  listening,
  listeningExamples,
  listeningIfGiven,
} from './listening.ts';
import { type ArgumentMend, argumentMend } from './mend-entry.ts';

/** A switch without which a program opens no IPv6 socket at all, whatever addresses it is given. */
export interface Ipv6Switch {
  readonly flags: readonly string[];
  readonly env: readonly string[];
  /** Texts of which one in a variable turns IPv6 on, `*` for any; yes, true, 1 and on where none is given. */
  readonly on: readonly string[];
}

/** How a program is told the addresses to listen on. */
export interface AddressSetting {
  /** `--bind`, or `-c listen_addresses` for a key that is given through another flag. */
  readonly flags: readonly string[];
  /** Variables that give the addresses where no flag does. */
  readonly env: readonly string[];
  /** Hosts alone, or with a port or a scheme among words that mean something else. */
  readonly form: 'hosts' | 'endpoints';
  /** Whether all words up to the next flag are addresses. */
  readonly takes: 'one' | 'many';
  /** Flags that mean every address. */
  readonly everything: readonly string[];
  /** What the program makes of words that are no addresses. */
  readonly words: readonly FamilyWord[];
}

/** Where settings may be that the manifest does not show. */
export interface FileSetting {
  readonly flags: readonly string[];
  /** Whether the first argument that is no flag is a file. */
  readonly positional: boolean;
  /** Folders and files which the image reads when something is mounted there. */
  readonly mounts: readonly string[];
  /** Keys of such a file, and the flags that mean the same. */
  readonly keys: Readonly<Record<string, string>>;
}

/** What is known about an image and the server in it. */
export interface ImageEntry {
  readonly id: string;
  /** The program, as people call it. */
  readonly program: string;
  /** Last path components; with a slash the last two must match. */
  readonly images: readonly string[];
  /** Publishers whose images of the same name are others, such as `bitnami`. */
  readonly notFrom: readonly string[];
  /** Tags for which the entry holds, from a version (inclusive) and below one; empty where it is open. */
  readonly from: string;
  readonly below: string;
  /** Names of the program in a command line. */
  readonly commands: readonly string[];
  /** Whether the entry also speaks for images of other names that run the program. */
  readonly generic: boolean;
  /** Ports and port names that identify the program where the image's name says nothing. */
  readonly ports: readonly number[];
  readonly portNames: readonly string[];
  /** Words in an image's name that mean another program on the same port. */
  readonly portsUnlessNamed: readonly string[];
  /** With no settings at all. */
  readonly listens: Listening;
  /** Where `command` replaces the image's own start script. */
  readonly withoutEntrypoint: Listening | undefined;
  /** Where the root file system cannot be written to. */
  readonly readOnlyRoot: Listening | undefined;
  /** Why the default may not hold (it changed in a version that is not known); empty where it is certain. */
  readonly doubt: string;
  readonly ipv6Switch: Ipv6Switch;
  readonly addresses: AddressSetting;
  /** Environment variables whose words are added to the arguments. */
  readonly extraArguments: readonly string[];
  readonly files: FileSetting;
  readonly repair: string;
  /** How `repair` is written into a manifest, where that is plain. */
  readonly mend: ArgumentMend | undefined;
  readonly source: readonly string[];
  readonly examples: readonly ListeningExample[];
}

/** Checks one image entry; throws an error that names the file and the key. */
export function parseImageEntry(data: unknown, file: string): ImageEntry {
  const entry = new Checked(data, file);
  return entry.whole({
    id: idOf(file),
    program: entry.get('program').text(),
    images: entry.get('images').someTexts(),
    notFrom: entry.get('notFrom').texts(),
    ...versions(entry.get('versions')),
    commands: entry.get('commands').someTexts(),
    ...identity(entry.get('identifiedBy')),
    listens: listening(entry.get('listens')),
    withoutEntrypoint: listeningIfGiven(entry.get('withoutEntrypoint')),
    readOnlyRoot: listeningIfGiven(entry.get('readOnlyRoot')),
    doubt: entry.get('doubt').textOr(''),
    ipv6Switch: ipv6Switch(entry.get('ipv6Switch')),
    addresses: addresses(entry.get('addresses')),
    extraArguments: entry.get('extraArguments').texts(),
    files: files(entry.get('files')),
    repair: entry.get('repair').text(),
    mend: argumentMend(entry.get('mend')),
    source: entry.get('source').someTexts(),
    examples: listeningExamples(entry.get('examples')),
  });
}

function versions(given: Checked): Pick<ImageEntry, 'from' | 'below'> {
  if (given.missing) return { from: '', below: '' };
  return { from: version(given.get('from')), below: version(given.get('below')) };
}

function version(given: Checked): string {
  const text = given.textOr('');
  return text === '' || /^\d+(\.\d+)*$/.test(text) ? text : given.fail('a version such as "7.0", in quotes');
}

function identity(given: Checked): Pick<ImageEntry, 'generic' | 'ports' | 'portNames' | 'portsUnlessNamed'> {
  if (given.missing) return { generic: false, ports: [], portNames: [], portsUnlessNamed: [] };
  const ports = given.get('ports').list();
  return {
    generic: true,
    ports: ports.map((port) => port.number()),
    portNames: given.get('portNames').texts(),
    portsUnlessNamed: given.get('unlessNamed').texts(),
  };
}

function ipv6Switch(given: Checked): Ipv6Switch {
  if (given.missing) return { flags: [], env: [], on: [] };
  return { flags: given.get('flags').texts(), env: given.get('env').texts(), on: given.get('on').texts() };
}

function addresses(given: Checked): AddressSetting {
  if (given.missing) return { flags: [], env: [], form: 'hosts', takes: 'one', everything: [], words: [] };
  return {
    flags: given.get('flags').texts(),
    env: given.get('env').texts(),
    form: given.get('form').oneOf(['hosts', 'endpoints'], 'hosts'),
    takes: given.get('takes').oneOf(['one', 'many'], 'one'),
    everything: given.get('everything').texts(),
    words: familyWords(given.get('words')),
  };
}

function files(given: Checked): FileSetting {
  if (given.missing) return { flags: [], positional: false, mounts: [], keys: {} };
  return {
    flags: given.get('flags').texts(),
    positional: given.get('positional').flag(),
    mounts: given.get('mounts').texts(),
    keys: Object.fromEntries(
      given
        .get('keys')
        .entries()
        .map(([key, flag]) => [key, flag.text()]),
    ),
  };
}
