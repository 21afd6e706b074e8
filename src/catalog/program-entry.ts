import type { Family } from '../model/fact.ts';
import { Checked } from './checked.ts';
import {
  type FamilyWord,
  families,
  familyWords,
  idOf,
  type Listening,
  type ListeningExample,
  listeningExamples,
  listeningIfGiven,
} from './listening.ts';
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
  readonly words: readonly FamilyWord[];
  /** Where it listens when it is not told. */
  readonly listens: Listening | undefined;
  /** Why that may not hold; empty where it is certain. */
  readonly doubt: string;
  readonly repair: string;
  /** How `repair` is written into a manifest, where that is plain. */
  readonly mend: ArgumentMend | undefined;
  readonly source: readonly string[];
  readonly examples: readonly ListeningExample[];
}

/** Checks one program's file; throws an error that names the file and the key. */
export function parseProgramEntry(data: unknown, file: string): ProgramEntry {
  const entry = new Checked(data, file);
  return entry.whole({
    id: idOf(file),
    program: entry.get('program').textOr(''),
    runtime: entry.get('runtime').textOr(''),
    commands: entry.get('commands').texts(),
    flags: entry.get('flags').texts(),
    env: entry.get('env').texts(),
    except: entry.get('except').texts(),
    owns: entry.get('owns').flag(),
    extraArguments: entry.get('extraArguments').texts(),
    bare: entry.get('bare').oneOf(families, 'unknown'),
    words: familyWords(entry.get('words')),
    listens: listeningIfGiven(entry.get('listens')),
    doubt: entry.get('doubt').textOr(''),
    repair: entry.get('repair').text(),
    mend: argumentMend(entry.get('mend')),
    source: entry.get('source').someTexts(),
    examples: listeningExamples(entry.get('examples')),
  });
}
