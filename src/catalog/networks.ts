import { atoms } from '../evaluate/atoms.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Select } from '../model/fact.ts';
import type { Arms } from './arms.ts';
import { selectAt } from './select-fact.ts';
import type { Surroundings } from './surroundings.ts';

const networkOf4 = /^(?:tcp|udp|ip)4$/;

/** Finds functions that turn every network but an IPv4 one away: `if network != "tcp4" { return errors.New(…) }`. */
export function networksRefused(
  evaluator: Evaluator,
  arms: () => Arms,
  around: Surroundings,
  lexicon: Lexicon,
): Select[] {
  const { unit } = evaluator;
  const tests = new Set(unit.guards.map((guard) => guard.test));
  return unit.sites
    .filter((site) => tests.has(site.expr))
    .flatMap((site) => {
      const refused = refusedIn(site, arms, lexicon);
      if (!refused) return [];
      const name = spell(refused);
      const spot = { ...site, span: site.expr.span, use: undefined };
      const because = [{ says: `${name} is refused unless it is a network of IPv4`, span: site.expr.span }];
      const twin = around.twin(/["'`](?:tcp|udp|ip)6?["'`]/, 'other networks are known here', spot, 'function');
      const repair = 'take the networks of both families: tcp, tcp6';
      const doubt = 'whether anyone asks for another network is not seen here';
      const choice = { place: name, because, twin, decided: 'network', of: 'sockets', repair, doubt } as const;
      const fact = selectAt(spot, choice, unit.language, around);
      return [{ ...fact, guards: fact.guards.filter((guard) => guard.span.start !== site.expr.span.start) }];
    });
}

/** The name whose networks are turned away where a test comes out against `tcp4`. */
function refusedIn(site: Site, arms: () => Arms, lexicon: Lexicon): Expr | undefined {
  for (const holds of [true, false]) {
    for (const { test, holds: is } of atoms({ test: site.expr, holds })) {
      if (test.is !== 'test' || !(test.op === '!=' ? is : test.op === '==' && !is)) continue;
      const [left, right] = test.operands;
      if (!left || right?.is !== 'literal' || !networkOf4.test(right.text)) continue;
      if (!lexicon.fits('networks', spell(left))) continue;
      if (arms().of(site.expr, holds) === 'refuses') return left;
    }
  }
  return undefined;
}
