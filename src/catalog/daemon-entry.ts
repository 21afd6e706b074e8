import type { Syntax } from '../languages/language.ts';
import type { Family } from '../model/fact.ts';
import { Checked } from './checked.ts';

/** What a word that stands for addresses makes a program do; `skip` is for what is no IP socket. */
export type WordMeaning = Family | 'loopback' | 'skip';

/** A directive that says what a program listens on, whom it talks to, or how it resolves names. */
export interface DaemonSetting {
  readonly keys: readonly string[];
  /** Sections of which one must be around it; anywhere when there is none. */
  readonly within: readonly string[];
  readonly means: 'listen' | 'dial' | 'resolve' | 'allow';
  /** The arguments that hold addresses: all, or one, counted from 1. */
  readonly args: 'all' | number;
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
  readonly source: readonly string[];
  readonly examples: readonly DaemonExample[];
}

const families = ['ipv4', 'ipv6', 'both', 'unknown'] as const;
const meanings = [...families, 'loopback', 'skip'] as const;

/** Checks one daemon's entry; throws an error that names the file and the key. */
export function parseDaemonEntry(data: unknown, file: string): DaemonEntry {
  const entry = new Checked(data, file).keys(
    'program',
    'syntax',
    'files',
    'marks',
    'anchors',
    'ipv6Switch',
    'settings',
    'source',
    'examples',
  );
  return {
    id: (file.split('/').at(-1) ?? file).replace(/\.ya?ml$/, ''),
    program: entry.get('program').text(),
    syntax: syntax(entry.get('syntax')),
    files: entry.get('files').someTexts(),
    marks: entry.get('marks').list().map(pattern),
    anchors: entry.get('anchors').someTexts(),
    ipv6Switch: ipv6Switch(entry.get('ipv6Switch')),
    settings: entry.get('settings').list().map(setting),
    source: entry.get('source').someTexts(),
    examples: examples(entry.get('examples')),
  };
}

function syntax(given: Checked): Syntax {
  given.keys('is', 'ends', 'sections');
  const is = given.get('is').oneOf(['braces', 'lines', 'ini', 'yaml', 'xml']);
  if (is === 'braces') return { is, ends: given.get('ends').oneOf(['semicolon', 'line']) };
  if (is === 'lines') return { is, sections: given.get('sections').texts() };
  return { is };
}

function pattern(given: Checked): string {
  const text = given.text();
  try {
    new RegExp(text, 'm');
    return text;
  } catch {
    return given.fail('a regular expression');
  }
}

function ipv6Switch(given: Checked): DaemonEntry['ipv6Switch'] {
  if (given.missing) return undefined;
  given.keys('key', 'on');
  return { key: given.get('key').text(), on: given.get('on').someTexts() };
}

function setting(given: Checked): DaemonSetting {
  given.keys('keys', 'within', 'means', 'args', 'takes', 'bare', 'words', 'options', 'twin', 'closedBy', 'repair');
  const args = argsOf(given.get('args'));
  const bare = given.get('bare');
  const twin = given.get('twin');
  return {
    keys: given.get('keys').someTexts(),
    within: given.get('within').texts(),
    means: given.get('means').oneOf(['listen', 'dial', 'resolve', 'allow']),
    args,
    takes: given.get('takes').missing ? 'hosts' : given.get('takes').oneOf(['address', 'hosts', 'url']),
    bare: bare.missing ? 'both' : bare.oneOf(families),
    words: words(given.get('words')),
    options: words(given.get('options')),
    twin: twin.missing ? 'none' : twin.oneOf(['section', 'file', 'none']),
    closedBy: given.get('closedBy').textOr(''),
    repair: given.get('repair').textOr(''),
  };
}

function words(given: Checked): Readonly<Record<string, WordMeaning>> {
  return Object.fromEntries(given.entries().map(([word, meaning]) => [word, meaning.oneOf(meanings)]));
}

function examples(given: Checked): readonly DaemonExample[] {
  if (given.list().length === 0) return given.fail('at least one example');
  return given.list().map((one) => {
    one.keys('title', 'text', 'yields');
    return {
      title: one.get('title').text(),
      text: one.get('text').text(),
      yields: one.get('yields').texts(),
    };
  });
}

function argsOf(given: Checked): DaemonSetting['args'] {
  return given.missing || given.textIs('all') ? 'all' : given.number();
}
