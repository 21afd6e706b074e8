import type { Entry } from '../catalog/schema.ts';
import type { Question, Value } from '../model/value.ts';
import type { Evaluator } from './evaluator.ts';
import type { Guards } from './guards.ts';
import type { Predicate } from './outside.ts';

/** Answers for one unit what other files ask about its top-level names. */
export class Teller {
  readonly #evaluator: Evaluator;
  readonly #guards: Guards;

  constructor(evaluator: Evaluator, guards: Guards) {
    this.#evaluator = evaluator;
    this.#guards = guards;
  }

  /** Whether the unit declares a name for others. */
  declares(name: string): boolean {
    return this.#evaluator.exported(name) !== undefined || this.#evaluator.valueOf(name) !== undefined;
  }

  value({ name, wants, index }: Question): Value | undefined {
    return wants === 'result' ? this.#evaluator.result(name, index) : this.#evaluator.valueOf(name);
  }

  predicate(question: Question): Predicate | undefined {
    const { name } = question;
    const { imported } = this.#evaluator.exported(name) ?? {};
    if (imported) return this.#evaluator.outside.predicate({ ...question, ...imported });
    const says = this.#guards.predicate(name);
    return says && { says };
  }

  entries(question: Question): readonly Entry[] | undefined {
    const binding = this.#evaluator.exported(question.name);
    if (binding?.imported) return this.#evaluator.outside.entries({ ...question, ...binding.imported });
    const [only] = binding?.values ?? [];
    if (!only || binding?.values.length !== 1) return undefined;
    const entries =
      only.value.is === 'function'
        ? this.#evaluator.wrappers.of(only.value.index)
        : this.#evaluator.resolver.entries(only.value);
    return entries.length > 0 ? entries : undefined;
  }
}
