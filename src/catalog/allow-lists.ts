import type { Directive, Expr } from '../languages/language.ts';
import { parseHost } from '../model/address.ts';
import type { Range } from '../model/fact.ts';
import type { DaemonEntry, DaemonSetting } from './daemon-entry.ts';
import { argumentsOf, nameOf } from './directive-arguments.ts';

/**
 * Lists of those who may come in that hold IPv4 addresses alone, one fact a list. Loopback is left out of account: who
 * comes from there chooses the family.
 */
export function allowLists(
  found: readonly { readonly setting: DaemonSetting; readonly directive: Directive }[],
  directives: readonly Directive[],
  entry: DaemonEntry,
  language: string,
): Range[] {
  const lists = new Map<string, { readonly setting: DaemonSetting; readonly directives: Directive[] }>();
  for (const { setting, directive } of found.filter((one) => one.setting.means === 'allow')) {
    const place = setting.twin === 'file' ? '' : directive.block;
    const key = `${setting.keys.join()} ${place} ${nameOf(directive, setting)}`;
    const list = lists.get(key) ?? { setting, directives: [] };
    list.directives.push(directive);
    lists.set(key, list);
  }
  if (lists.size === 0) return [];
  const lines = new Set(directives.map(({ block, key, args }) => lineIn(block, [key, ...args.map(literal)].join(' '))));
  return [...lists.values()].flatMap((list) => {
    const { closedBy } = list.setting;
    const block = list.directives[0]?.block ?? 0;
    if (closedBy !== '' && !lines.has(lineIn(block, closedBy))) return [];
    const fact = listFact(list.setting, list.directives, entry, language);
    return fact ? [fact] : [];
  });
}

function lineIn(block: number, line: string): string {
  return `${block} ${line}`;
}

function listFact(
  setting: DaemonSetting,
  directives: readonly Directive[],
  { program }: DaemonEntry,
  language: string,
): Range | undefined {
  const ranges = directives.flatMap((directive) => rangesOf(directive, setting).map((text) => ({ text, directive })));
  const kinds = ranges.map(({ text }) => kindOf(text, setting));
  // A name, an IPv6 range or a hole may let IPv6 in.
  if (kinds.some((kind) => kind !== 'ipv4' && kind !== 'loopback')) return undefined;
  const first = ranges[kinds.indexOf('ipv4')];
  if (!first) return undefined;
  const { text, directive } = first;
  return {
    kind: 'range',
    language,
    span: directive.span,
    place: program,
    because: [{ says: `${program} lets in who is on this list, and no IPv6 address is`, span: directive.span }],
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: true,
    shape: text === '0.0.0.0/0' ? 'everything' : 'list',
    family: 'ipv4',
    written: text,
    about: '',
    evidence: 'proven',
    repair: setting.repair,
  };
}

function rangesOf(directive: Directive, setting: DaemonSetting): readonly string[] {
  return argumentsOf(directive, setting)
    .flatMap((arg) => literal(arg).split(/[\s,]+/))
    .filter((text) => text !== '' && setting.words[text] !== 'skip');
}

/** `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `10.0.0.1-10.0.0.9`, Apache's `10.` and `192.168`. */
function kindOf(text: string, setting: DaemonSetting): string {
  if (setting.words[text] !== undefined) return setting.words[text];
  if (/^\d{1,3}(?:\.\d{1,3}){0,2}\.?$/.test(text) && text.includes('.')) return 'ipv4';
  const host = parseHost(text.replace(/\/[\d.]+$|-[\da-f.:]+(?:\/\d+)?$/, ''));
  return host.is === 'loopback' ? 'loopback' : 'family' in host ? host.family : 'unknown';
}

function literal(expr: Expr): string {
  return expr.is === 'literal' ? expr.text : '…';
}
