import type { Syntax } from '../languages/language.ts';
import type { Consequence, Family, Setting } from '../model/fact.ts';
import type { Need } from '../model/finding.ts';
import { Checked } from './checked.ts';
import { areas, consequences, needs } from './field-entry.ts';
import { families, idOf } from './listening.ts';
import { type LineMend, lineMend, pattern } from './mend-entry.ts';

/** What a word that stands for addresses makes a program do; `skip` is for what is no IP socket. */
export type WordMeaning = Family | 'loopback' | 'skip';

/** A directive that says what a program listens on, whom it talks to, or how it resolves names. */
export interface DaemonSetting {
  readonly keys: readonly string[];
  /** Sections of which one must be around it; anywhere when there is none. */
  readonly within: readonly string[];
  readonly means: 'listen' | 'dial' | 'resolve' | 'allow' | 'setting';
  /** What holds addresses: all arguments, one of them, counted from 1, or the key itself (`10.0.0.0/8;` in a list). */
  readonly args: 'all' | 'key' | number;
  /** The argument behind which the addresses begin: `src` in `acl inside src 10.0.0.0/8`; empty where they do at once. */
  readonly after: string;
  /**
   * `address` is a host with a port, or a port alone; `hosts` are hosts without a port, in any number; `url` has a scheme.
   */
  readonly takes: 'address' | 'hosts' | 'url';
  /** What a port alone, or a colon and a port, listens on. */
  readonly bare: Family;
  readonly words: Readonly<Record<string, WordMeaning>>;
  /** Further words of the directive that decide the family by themselves (`v4v6`, `ipv6only=off`). */
  readonly options: Readonly<Record<string, WordMeaning>>;
  /** Where another directive of the same key may listen on IPv6 beside it. */
  readonly twin: 'section' | 'file' | 'none';
  /** For a list of those who may come in: the directive that keeps everybody else out, empty where nothing has to. */
  readonly closedBy: string;
  /** Directives of which any one, in the section that this one opens, says otherwise. */
  readonly lacks: readonly string[];
  /** Why it may be harmless; empty where it is not. */
  readonly doubt: string;
  /** What a setting that is about no socket leads to. */
  readonly leads: Leads | undefined;
  readonly repair: string;
  /** How `repair` is written into the line, where one line is enough. */
  readonly mend: LineMend | undefined;
}

/** What follows where a setting is for IPv4 only, and how to say it; `{value}` stands for what is written. */
export interface Leads {
  readonly area: Setting['area'];
  readonly outcome: Consequence;
  readonly needs: Need;
  readonly says: string;
}

/** What a program does in a section that leaves something out. */
export interface SectionDefault {
  /** The section, by its name and those around it (`common.ring`); the whole file where it is empty. */
  readonly section: string;
  /** Directives of which one shows that the section is what it seems. */
  readonly has: readonly string[];
  /** Directives of which any one, there or in the whole file, says otherwise. */
  readonly lacks: readonly string[];
  readonly within: 'section' | 'file';
  /** A listener on IPv4, or what else follows. */
  readonly leads: Leads | undefined;
  readonly says: string;
  readonly repair: string;
}

/** A text, and what has to be found in it: `3 listen ipv4`. */
export interface DaemonExample {
  readonly title: string;
  readonly text: string;
  readonly yields: readonly string[];
}

/** What is known about the configuration of a program. */
export interface DaemonEntry {
  readonly id: string;
  readonly program: string;
  readonly syntax: Syntax;
  /** Names of files and keys, as globs without a template's ending; with a slash the folders must match too. */
  readonly files: readonly string[];
  /** Patterns that all occur in a text whose name says nothing; none where only the name tells. */
  readonly marks: readonly string[];
  /** Words of which one stands in every text that matters. */
  readonly anchors: readonly string[];
  /** A directive without which no IPv6 socket is opened, with the values that turn it on. */
  readonly ipv6Switch: { readonly key: string; readonly on: readonly string[] } | undefined;
  readonly settings: readonly DaemonSetting[];
  readonly defaults: readonly SectionDefault[];
  readonly source: readonly string[];
  readonly examples: readonly DaemonExample[];
}

const meanings = [...families, 'loopback', 'skip'] as const;

/** Checks one daemon's entry; throws an error that names the file and the key. */
export function parseDaemonEntry(data: unknown, file: string): DaemonEntry {
  const entry = new Checked(data, file);
  return entry.whole({
    id: idOf(file),
    program: entry.get('program').text(),
    syntax: syntax(entry.get('syntax')),
    files: entry.get('files').someTexts(),
    marks: entry.get('marks').list().map(pattern),
    anchors: entry.get('anchors').someTexts(),
    ipv6Switch: ipv6Switch(entry.get('ipv6Switch')),
    settings: entry.get('settings').list().map(setting),
    defaults: entry.get('defaults').list().map(sectionDefault),
    source: entry.get('source').someTexts(),
    examples: examples(entry.get('examples')),
  });
}

function syntax(given: Checked): Syntax {
  const is = given.get('is').oneOf(['braces', 'lines', 'ini', 'yaml', 'xml']);
  if (is === 'braces') return { is, ends: given.get('ends').oneOf(['semicolon', 'line']) };
  if (is === 'lines') return { is, sections: given.get('sections').texts() };
  return { is };
}

function ipv6Switch(given: Checked): DaemonEntry['ipv6Switch'] {
  if (given.missing) return undefined;
  return { key: given.get('key').text(), on: given.get('on').someTexts() };
}

function setting(given: Checked): DaemonSetting {
  const means = given.get('means').oneOf(['listen', 'dial', 'resolve', 'allow', 'setting']);
  return {
    keys: given.get('keys').someTexts(),
    within: given.get('within').texts(),
    means,
    args: argsOf(given.get('args')),
    after: given.get('after').textOr(''),
    takes: given.get('takes').oneOf(['address', 'hosts', 'url'], 'hosts'),
    bare: given.get('bare').oneOf(families, 'both'),
    words: words(given.get('words')),
    options: words(given.get('options')),
    twin: given.get('twin').oneOf(['section', 'file', 'none'], 'none'),
    closedBy: given.get('closedBy').textOr(''),
    lacks: given.get('lacks').texts(),
    doubt: given.get('doubt').textOr(''),
    leads: means === 'setting' ? leads(given) : undefined,
    repair: given.get('repair').textOr(''),
    mend: lineMend(given.get('mend')),
  };
}

function leads(given: Checked): Leads {
  return {
    area: given.get('area').oneOf(areas),
    outcome: given.get('outcome').oneOf(consequences),
    needs: given.get('needs').oneOf(needs),
    says: given.get('says').text(),
  };
}

function sectionDefault(given: Checked): SectionDefault {
  return {
    section: given.get('section').textOr(''),
    has: given.get('has').texts(),
    lacks: given.get('lacks').someTexts(),
    within: given.get('within').oneOf(['section', 'file'], 'section'),
    leads: given.get('outcome').missing ? undefined : leads(given),
    says: given.get('says').text(),
    repair: given.get('repair').text(),
  };
}

function words(given: Checked): Readonly<Record<string, WordMeaning>> {
  return Object.fromEntries(given.entries().map(([word, meaning]) => [word, meaning.oneOf(meanings)]));
}

function examples(given: Checked): readonly DaemonExample[] {
  if (given.list().length === 0) return given.fail('at least one example');
  return given.list().map((one) => {
    return {
      title: one.get('title').text(),
      text: one.get('text').text(),
      yields: one.get('yields').texts(),
    };
  });
}

function argsOf(given: Checked): DaemonSetting['args'] {
  if (given.missing || given.textIs('all')) return 'all';
  return given.textIs('key') ? 'key' : given.number();
}
