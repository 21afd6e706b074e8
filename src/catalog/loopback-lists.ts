import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site, Use } from '../languages/language.ts';
import { constantText } from '../model/value.ts';

/** The first address of a list of those who are let in that holds IPv4 loopback alone: `ipWhitelist: ['127.0.0.1']`. */
export function loopbackAlone(
  { items }: Extract<Expr, { is: 'list' }>,
  { use }: Site,
  evaluator: Evaluator,
  lexicon: Lexicon,
): string | undefined {
  const texts = items.map((item) => constantText(evaluator.value(item)) ?? '');
  if (texts.length === 0 || !texts.every((text) => /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/i.test(text)))
    return undefined;
  return namesOf(use).some((name) => lexicon.fits('let-in', name)) ? texts[0] : undefined;
}

/** What a list is called; the default of a setting is called as the setting. */
function namesOf(use: Use): readonly string[] {
  if (use.is === 'assigned') return use.names;
  if (use.is !== 'field') return [];
  return use.key === 'default' ? namesOf(use.outer) : [use.key];
}
