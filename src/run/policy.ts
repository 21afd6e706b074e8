import { dirname, join, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Severity } from '../config/choices.ts';
import type { Effect } from '../model/finding.ts';
import type { Configuration } from './configuration.ts';
import { slashed } from './discover.ts';

/** The most that a rule may report in a file, and which line of the configuration says so. */
export interface Limit {
  /** Undefined where the rule is switched off. */
  readonly most: Effect | undefined;
  readonly because: string;
  /** `only6.yaml:12:3` */
  readonly place: string;
}

interface Override {
  readonly paths: Ignore;
  readonly rules: Readonly<Record<string, Severity>>;
  readonly path: string;
}

/** What a configuration decides about files: which are judged, and how much a rule may report in each. */
export class Policy {
  readonly #configuration: Configuration;
  readonly #root: string;
  readonly #excluded: Ignore | undefined;
  readonly #overrides: readonly Override[];

  /** Files are named relative to `root`. */
  constructor(configuration: Configuration, root: string) {
    const { exclude, overrides = [] } = configuration.settings;
    this.#configuration = configuration;
    this.#root = root;
    this.#excluded = exclude && patterns(exclude);
    this.#overrides = overrides.map(({ paths, rules }, index) => {
      return { paths: patterns(paths), rules, path: `overrides.${index}.rules` };
    });
  }

  excludes(file: string): boolean {
    return this.#excluded !== undefined && this.#matches(this.#excluded, file);
  }

  /** Undefined where nothing limits the rule. */
  limitOf(rule: string, file: string): Limit | undefined {
    const override = this.#overrides.findLast(({ paths, rules }) => rule in rules && this.#matches(paths, file));
    const { rules = {} } = this.#configuration.settings;
    const severity = override ? override.rules[rule] : rules[rule];
    if (severity === undefined || severity === 'error') return undefined;
    const place = this.#configuration.placeOf(`${override ? override.path : 'rules'}.${rule}`);
    const because = severity === 'off' ? `${place} switches the rule off` : `${place} allows no more here`;
    return { most: effects[severity], because, place };
  }

  #matches(paths: Ignore, file: string): boolean {
    const { file: configured } = this.#configuration;
    if (configured === undefined) return false;
    const path = slashed(relative(dirname(configured), join(this.#root, file)));
    return ignore.isPathValid(path) && paths.ignores(path);
  }
}

const effects: Readonly<Record<Exclude<Severity, 'error'>, Effect | undefined>> = {
  off: undefined,
  note: 'note',
  warning: 'may break',
};

function patterns(list: readonly string[]): Ignore {
  return ignore().add(list.map((pattern) => pattern.replace(/^\.\//, '/')));
}
