import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import { patternOf } from '../evaluate/patterns.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Site } from '../languages/language.ts';
import type { Range } from '../model/fact.ts';
import { constantText, spellings } from '../model/value.ts';
import { isBeginning } from './prefixes.ts';
import { counterparts, type Surroundings } from './surroundings.ts';

const four = ['127.0.0.1', '10.1.2.3', '172.16.5.4', '192.168.1.2'];
/** What a pattern for private addresses leaves to others. */
const foreign = ['8.8.8.8', '203.0.113.7', 'db.example'];
const six = ['::1', 'fd00::a1', 'fe80::1', '2001:db8::7'];

/** Beginnings of IPv6 addresses: those of the list, and `startsWith('fd')`. */
const counterpart = new RegExp(`${counterparts.prefix.source}|["'\`^(|]f(?:[cd]|e[89ab]|\\[)`, 'i');

/** Addresses that are known as private or local by how IPv4 ones begin: `ip.startsWith('10.')`, `/^127\./.test(ip)`. */
export function beginnings(evaluator: Evaluator, guards: Guards, around: Surroundings, lexicon: Lexicon): Range[] {
  const { unit } = evaluator;
  // The beginnings that a function asks for, one after the other, are one question.
  const asked = new Set<number>();
  return unit.sites.flatMap((site) => {
    const { expr, scope, guard, use } = site;
    const found = begun(site, evaluator);
    if (!found || expr.is !== 'call' || !isAddress(found.of, evaluator, lexicon)) return [];
    const fn = unit.scopes[scope]?.function ?? -1;
    if (asked.has(fn)) return [];
    asked.add(fn);
    const spot = { scope, guard, span: expr.span, use };
    const range: Range = {
      kind: 'range',
      language: unit.language,
      span: expr.span,
      place: found.written,
      because: [],
      guards: [...around.guards(spot), ...guards.about(guard, guards.subjects(found.of))],
      twin: around.twin(counterpart, 'IPv6 is looked for as well', spot, 'function'),
      holds: undefined,
      certain: true,
      shape: 'beginning',
      family: 'ipv4',
      written: found.written,
      about: spell(found.of),
      evidence: 'named',
      repair: 'how IPv6 addresses begin as well: ::1, fc00::/7 and fe80::/10',
    };
    return [range];
  });
}

interface Begun {
  readonly of: Expr;
  readonly written: string;
}

function begun({ expr }: Site, evaluator: Evaluator): Begun | undefined {
  const call = expr.is === 'call' ? evaluator.calls.call(expr) : undefined;
  const means = call?.entry.means;
  if (!call || (means?.is !== 'contains' && means?.is !== 'match')) return undefined;
  const of = call.expr(means.input);
  if (!of) return undefined;
  if (means.is === 'contains') {
    const text = constantText(call.role(means.text));
    return text !== undefined && isBeginning(text) ? { of, written: text } : undefined;
  }
  const written = call.expr(means.pattern);
  const pattern = patternOf(written, evaluator.resolver);
  if (!pattern || !/\d\\?\./.test(pattern.source)) return undefined;
  const takesFour = four.some((text) => pattern.test(text));
  if (!takesFour || [...foreign, ...six].some((text) => pattern.test(text))) return undefined;
  return { of, written: pattern.source };
}

/** The other end of a connection, or what is named as an address: not a host, which may be a name. */
function isAddress(expr: Expr, evaluator: Evaluator, lexicon: Lexicon): boolean {
  const value = evaluator.value(expr);
  if (value.is === 'typed') return value.kind === 'ip';
  const names = [spell(expr), ...spellings(value)];
  return (
    lexicon.fits('peer', names.join(' ')) ||
    names.some((name) => lexicon.wordsFit('addresses', name.split('.').at(-1) ?? ''))
  );
}
