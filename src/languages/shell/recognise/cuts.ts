import type { Expr, Site, Use } from '../../language.ts';

/** What the result is assigned to, where it is all that is assigned. */
const target = String.raw`(?:\b(?<to>\w{1,60})=["']?)?`;
/** What POSIX calls an expansion that removes a suffix (`%`) or a prefix (`#`), here from or up to a colon. */
const expansion = new RegExp(
  String.raw`${target}(?<ref>\$\{(?<of>\w{1,60})(?<removes>%%?|##?)(?:\\?:\*|\*\\?:)\})`,
  'gd',
);
/** `${ADDRESS//:/ }`: what is between the colons, one by one. */
const replaced = new RegExp(String.raw`${target}\(?(?<ref>\$\{(?<of>\w{1,60})\/\/\\?:\/ \})`, 'gd');
const substituted = String.raw`(?:\b(?<to>\w{1,60})=["']?(?:\$\(|${'`'})\s{0,4})?`;
const said = String.raw`(?:echo|printf\s{1,4}["']?%s(?:\\n)?["']?)\s{1,4}["']?(?<ref>\$\{?(?<of>\w{1,60})\}?)["']?\s{0,4}\|\s{0,4}`;
/** `echo "$ADDRESS" | cut -d: -f1`, with its options in either order. */
const cut = new RegExp(
  String.raw`${substituted}${said}cut\s{1,4}(?:-d\s?["']?:["']?\s{1,4}-f\s?(?<field>\d)|-f\s?(?<first>\d)\s{1,4}-d\s?["']?:)`,
  'gd',
);
/** `echo "$ADDRESS" | awk -F: '{print $1}'` */
const awk = new RegExp(
  String.raw`${substituted}${said}awk\s{1,4}-F\s?["']?:["']?\s{1,4}["']\{\s{0,4}print\s{1,4}\\?\$(?<field>\d)`,
  'gd',
);
/** `IFS=: read -r host port <<<"$ADDRESS"` */
const read =
  /IFS=["']?:["']?\s{1,4}read\s{1,4}(?:-\w{1,4}\s{1,4}){0,3}(?<names>\w{1,60}(?:\s{1,4}\w{1,60}){0,4})\s{0,4}<<<\s{0,4}["']?(?<ref>\$\{?(?<of>\w{1,60})\}?)/dg;

/**
 * Where a script cuts a variable at colons, as calls of what cuts: `first` and `last` at one colon, `fields` at all; the
 * part that is kept is a member.
 */
export function cutsIn(text: string, file: string): Site[] {
  const all = (pattern: RegExp, siteOf: (match: RegExpMatchArray) => Site) => [...text.matchAll(pattern)].map(siteOf);
  const field = (match: RegExpMatchArray) => Number(match.groups?.['field'] ?? match.groups?.['first']) - 1;
  return [
    ...all(expansion, (match) => endOf(match, file)),
    ...all(replaced, (match) => site(match, file, 'fields')),
    ...[cut, awk].flatMap((pattern) => all(pattern, (match) => partOf(site(match, file, 'fields'), field(match)))),
    ...all(read, (match) => ({
      ...site(match, file, 'fields'),
      use: { is: 'assigned', names: (match.groups?.['names'] ?? '').split(/\s+/) },
    })),
  ].filter(({ expr }) => !isComment(text, expr.span.start));
}

/** `${ADDRESS%%:*}` is what comes before the first colon, `${ADDRESS##*:}` what comes behind the last. */
function endOf(match: RegExpMatchArray, file: string): Site {
  const removes = match.groups?.['removes'] ?? '';
  const isSuffix = removes.startsWith('%');
  const isLongest = removes.length === 2;
  return partOf(site(match, file, isSuffix === isLongest ? 'first' : 'last'), isSuffix ? 0 : 1);
}

function partOf(whole: Site, index: number): Site {
  return { ...whole, use: { is: 'member', key: String(index), outer: whole.use } };
}

function site(match: RegExpMatchArray, file: string, cuts: 'first' | 'last' | 'fields'): Site {
  const { of = '', to } = match.groups ?? {};
  const [start, end] = match.indices?.groups?.['ref'] ?? [match.index ?? 0, match.index ?? 0];
  const span = { file, start, end };
  // Nothing is known of an argument of the script by its name.
  const input: Expr = /^\d/.test(of)
    ? { is: 'other', what: 'argument', parts: [], span }
    : { is: 'name', name: of, scope: 0, span };
  const colon: Expr = { is: 'literal', type: 'string', text: ':', span };
  const callee: Expr = { is: 'name', name: cuts, scope: 0, span };
  const use: Use = to === undefined ? { is: 'other' } : { is: 'assigned', names: [to] };
  return { expr: { is: 'call', callee, args: [input, colon], made: false, span }, scope: 0, guard: -1, use };
}

function isComment(text: string, at: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}
