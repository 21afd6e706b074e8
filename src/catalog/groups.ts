import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import { type Lexicon, namesIPv6 } from '../evaluate/words.ts';
import type { Site } from '../languages/language.ts';
import { spellings } from '../model/value.ts';
import type { Design } from './design.ts';
import type { Taking } from './parses.ts';
import type { Means } from './schema.ts';

/** `remote.slice(7)` takes it that every address begins with ::ffff:. */
export function cutPrefix(site: Site, evaluator: Evaluator, lexicon: Lexicon, design: Design): Taking | undefined {
  const { expr } = site;
  if (expr.is !== 'call' || expr.callee.is !== 'member' || !/^(?:slice|substr|substring)$/.test(expr.callee.key))
    return undefined;
  const [from, to] = expr.args;
  const input = expr.callee.of;
  if (from?.is !== 'literal' || from.text !== String(mapped.length) || to) return undefined;
  const value = evaluator.value(input);
  const isAddress = value.is === 'typed' ? value.kind === 'ip' : lexicon.fits('peer', spellings(value).join(' '));
  if (!isAddress || /ffff|f\{4\}/i.test(design.around(site))) return undefined;
  const is = { kind: 'parse', how: 'prefix', others: 'garbled', repair: '' } as const;
  return { site, span: expr.span, input, place: spell(expr.callee), is };
}

const mapped = '::ffff:';

/** A group is read as a hexadecimal number, or filled up to four digits. */
const readsGroup =
  /\bparseInt\([^,\n]{1,80}, ?16\)|\bpad(?:Start|Left)?\([^,()\n]{0,40}\b4, ?["'`]0|Parse(?:Ui|I)nt\([^,\n]{1,80}, ?16,|\[["'`]0["'`]\.repeat\(/;

/** A group that has dots in it is looked for. */
const knowsDots = /["'`\][/]\\{0,2}\.["'`\][/]|\\\.|v4|IPV4|dotted|mapped/i;

/** `ip6.split(':')`, of which each part is taken for a number of four digits: the dotted end of a mapped address is none. */
export function readInGroups(
  call: Call,
  means: Extract<Means, { is: 'split' }>,
  site: Site,
  evaluator: Evaluator,
  design: Design,
): Taking | undefined {
  const separator = means.separator === undefined ? undefined : call.role(means.separator);
  const input = call.expr(means.input);
  const { functions, scopes } = evaluator.unit;
  const name = functions[scopes[site.scope]?.function ?? -1]?.name ?? '';
  if (separator?.is !== 'text' || separator.text !== ':' || !input || name === '') return undefined;
  if (!namesIPv6([name.split('.').at(-1) ?? '', ...spellings(evaluator.value(input))])) return undefined;
  const code = design.around(site);
  if (!readsGroup.test(code) || knowsDots.test(code)) return undefined;
  const is = { kind: 'parse', how: 'groups', others: 'garbled', repair: '' } as const;
  return { site, span: site.expr.span, input, place: call.name, is };
}
