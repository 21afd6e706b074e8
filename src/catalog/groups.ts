import type { Call } from '../evaluate/calls.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { namesIPv6 } from '../evaluate/words.ts';
import type { Site } from '../languages/language.ts';
import { spellings } from '../model/value.ts';
import type { Design } from './design.ts';
import type { Taking } from './parses.ts';
import type { Means } from './schema.ts';

const parseInstead =
  'let a library parse the address: net.ParseIP, ipaddr.js, or new URL(`http://[${address}]`), which writes all groups in hexadecimal';

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
  const is = { kind: 'parse', how: 'groups', others: 'garbled', repair: parseInstead } as const;
  return { site, span: site.expr.span, input, place: call.name, is };
}
