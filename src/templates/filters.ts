import type { FunctionUnit, Site, Unit, Use } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import { filler, hole } from './mask.ts';

/** `grep -oE '…'`: a pattern in quotes that a line of a script hands to a filter. */
const filter = /\b[ef]?grep((?:[ \t]+-{1,2}[\w-]+)*)[ \t]+(?:-e[ \t]+)?(?:'([^'\n]{7,300})'|"([^"\n]{7,300})")/g;
/** Numbers between dots, of which an IPv4 address has four. */
const quad = /\{1,3\}|\[0-9\][+*\\]{1,2}\.|\\d[+*{]/;
/** More commands before a filter are not looked at. */
const longestPipe = 400;
const linesAround = 12;
const longestTest = 1200;

/**
 * Patterns for addresses that scripts filter by, also those inside of other files. What the result is put into, and the
 * words of the commands before it, tell what is filtered.
 */
export function filtersIn(text: string, file: string): Pick<Unit, 'sites' | 'functions' | 'scopes'> {
  const sites: Site[] = [];
  const functions: FunctionUnit[] = [];
  for (const match of text.matchAll(filter)) {
    const [whole, flags = '', single, double] = match;
    const pattern = single ?? double ?? '';
    if (!quad.test(pattern) || pattern.includes(hole) || pattern.includes(filler)) continue;
    const start = match.index + whole.length - 1 - pattern.length;
    const span: Span = { file, start, end: start + pattern.length };
    const line = lineBefore(text, match.index);
    // Whoever leaves lines out, or says so in a comment, asks for nothing.
    if (/v/.test(flags.replace(/--[\w-]+/g, '')) || /^\s*(?:#|\/\/)/.test(line)) continue;
    if (tellsFamilies(line, text.slice(match.index, match.index + longestTest))) continue;
    const extended = /[EP]/.test(flags) || /\begrep$/.test(text.slice(match.index, match.index + 5).trim());
    const source = extended ? pattern : unescaped(pattern);
    functions.push({ name: '', span: around(text, span), parameters: [], returns: [], results: [] });
    sites.push({
      expr: { is: 'literal', type: 'regex', text: `/${source}/`, span },
      scope: functions.length,
      guard: -1,
      use: useOf(line),
    });
  }
  const scopes = functions.map((_, index) => ({ parent: 0, function: index }));
  return { sites, functions, scopes: [{ parent: -1, function: -1 }, ...scopes] };
}

/** `if echo "$IP" | grep -q …; then … else …`: the other arm is for IPv6. */
function tellsFamilies(line: string, after: string): boolean {
  const end = after.search(/^[ \t]*fi\b|;[ \t]*fi\b/m);
  return /\b(?:el)?if\s+(?!!)/.test(line) && /\bel(?:se|if)\b/.test(end < 0 ? after : after.slice(0, end));
}

/** The lines around it: what a script does for IPv6 stands close by, and a file may hold many scripts. */
function around(text: string, { file, start, end }: Span): Span {
  let from = start;
  let to = end;
  for (let line = 0; line < linesAround; line++) {
    from = Math.max(0, text.lastIndexOf('\n', from - 1));
    const next = text.indexOf('\n', to + 1);
    to = next < 0 ? text.length : next;
  }
  return { file, start: from, end: to };
}

/** In a basic pattern braces and parentheses are special behind a backslash. */
function unescaped(pattern: string): string {
  return pattern.replace(/\\([(){}|+?])/g, '$1');
}

/** The line up to a place, with those that are continued into it. */
function lineBefore(text: string, at: number): string {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (
    start > 0 &&
    at - start < longestPipe &&
    /[|\\]\s*$/.test(text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1))
  ) {
    start = text.lastIndexOf('\n', start - 2) + 1;
  }
  return text.slice(start, at).slice(-longestPipe);
}

function useOf(line: string): Use {
  const words = line.match(/[A-Za-z][\w-]{1,40}/g) ?? [];
  return { is: 'assigned', names: words.map((word) => word.replaceAll('-', '_')) };
}
