import { isOff } from '../evaluate/switches.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Unit } from '../languages/language.ts';
import type { GuardFact } from '../model/fact.ts';

/** What a file says of where it runs: by its build constraint, and by what it imports. */
export function byFile(unit: Unit, lexicon: Lexicon): readonly GuardFact[] {
  const companions = byCompanions(unit, lexicon);
  if (!unit.elsewhere || isOff('guard:build')) return companions;
  return [...companions, { kind: unit.elsewhere, span: { file: unit.file, start: 0, end: 0 } }];
}

/**
 * What a file says of where it runs by what it imports before all else: who cannot be loaded without a library for tests
 * is one of them. An import in an arm or a function says nothing.
 */
function byCompanions(unit: Unit, lexicon: Lexicon): readonly GuardFact[] {
  const found = unit.bindings.find(
    ({ imported, scope }) => imported && scope === 0 && lexicon.fits('modules of tests', imported.module),
  );
  return found ? [{ kind: 'in-tests', span: found.span }] : [];
}
