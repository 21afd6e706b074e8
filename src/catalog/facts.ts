import { Evaluator } from '../evaluate/evaluator.ts';
import { Guards } from '../evaluate/guards.ts';
import { nowhere, type Outside } from '../evaluate/outside.ts';
import { Teller } from '../evaluate/teller.ts';
import { Lexicon } from '../evaluate/words.ts';
import type { Directive, Embedded, Unit } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import type { DaemonEntry } from './daemon-entry.ts';
import { Daemons } from './daemons.ts';
import { applyDirectives } from './directives.ts';
import { Places } from './places.ts';
import { type Wildcard, wildcardOf } from './runtime-entry.ts';
import type { Catalog } from './schema.ts';
import { type Reading, UnitFacts } from './unit-facts.ts';

/** Reads facts from units; one for each catalog language, reused for all files. */
export class FactReader {
  readonly #places: Places;
  readonly #lexicon: Lexicon;
  readonly #wildcard: Wildcard;
  readonly #entries: readonly DaemonEntry[];
  #daemons: Daemons | undefined;
  readonly #kind: 'code' | 'configuration';

  constructor(catalog: Catalog, language: string, kind: 'code' | 'configuration' = 'code') {
    this.#kind = kind;
    this.#places = new Places(catalog, language);
    this.#entries = catalog.daemons;
    this.#lexicon = new Lexicon(catalog.words, kind);
    this.#wildcard = wildcardOf(language, catalog.runtimes);
  }

  /** Facts of a unit; with its text, addresses are named as they are written. */
  read(unit: Unit, text = '', outside: Outside = nowhere): Reading {
    const reading = new UnitFacts(unit, text, this.#places, this.#lexicon, this.#wildcard, outside).read();
    // In a configuration a port alone says little: what stands before it is a name as a rule.
    if (this.#kind === 'code') return reading;
    return { ...reading, facts: reading.facts.filter((fact) => fact.kind !== 'join' || fact.evidence !== 'weak') };
  }

  /** The program whose configuration a text of the file is. */
  daemonOf(embedded: Embedded, file: string): DaemonEntry | undefined {
    this.#daemons ??= new Daemons(this.#entries);
    return this.#daemons.of(embedded, file);
  }

  /** What the directives of a program's configuration say. */
  readDirectives(directives: readonly Directive[], daemon: DaemonEntry, language: string): readonly Fact[] {
    return applyDirectives(directives, daemon, language, this.#lexicon);
  }

  /** Answers what other files ask of a unit. */
  teller(unit: Unit, text: string, outside: Outside): Teller {
    const evaluator = new Evaluator(unit, this.#places, text, outside);
    return new Teller(evaluator, new Guards(evaluator, this.#lexicon));
  }
}
