import { Pattern } from '../evaluate/pattern.ts';
import { spell } from '../evaluate/spell.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Site, Use } from '../languages/language.ts';

/** What surrounds an address in the texts that a pattern may be made for. */
const frames: readonly ((host: string, bracketed: string) => string)[] = [
  (host) => host,
  (_, bracketed) => `${bracketed}:8080`,
  (host) => `${host}/24`,
  (host) => `${host}-24`,
  (_, bracketed) => `http://${bracketed}`,
  (_, bracketed) => `http://${bracketed}:8080/`,
  (host) => ` ${host} `,
  (host) => `inet ${host}/24 brd`,
  (host) => `inet addr:${host} `,
  (host) => `src ${host} `,
];

const six = ['2001:db8::1', '2001:db8:1:2:3:4:5:6', 'fd00::a1', '::1'];

/** What a pattern takes, as far as addresses go. */
export interface Accepts {
  /** Takes an IPv4 address, and of numbers with dots nothing less. */
  readonly ipv4: boolean;
  readonly ipv6: boolean;
  /** Whether each of the numbers is bounded as those of an address are. */
  readonly octets: boolean;
}

/** Judges a pattern by what it does with addresses; undefined where it cannot be run. */
export function accepts(source: string, flags = ''): Accepts | undefined {
  const pattern = Pattern.read(source, flags);
  if (!pattern) return undefined;
  const frame = frames.find((one) => pattern.occursIn(one('10.20.30.40', '10.20.30.40')));
  const ipv6 = frames.some((one) => six.some((host) => pattern.occursIn(one(host, `[${host}]`))));
  if (!frame) return { ipv4: false, ipv6, octets: false };
  const takes = (host: string) => pattern.occursIn(frame(host, host)) !== false;
  const less = ['10.20.30', '10.20', 'example.com', 'a.b.c.d', '', '10'].some(takes);
  const every = ['10.20.30.40', '203.0.113.7', '192.168.1.20', '8.8.8.8', '127.0.0.1'].every(takes);
  return { ipv4: every && !less, ipv6, octets: !takes('1000.2000.3000.4000') };
}

/** Whether a literal is used to ask whether a text is an address, or to take one out of it. */
export function asksFor(site: Site, code: string, lexicon: Lexicon): boolean {
  const { use, expr } = site;
  if (expr.is !== 'literal') return false;
  const names = usedAs(use);
  if (names.some((name) => lexicon.wordsFit('dotted numbers', name))) return false;
  if (expr.type !== 'regex' && !names.some((name) => lexicon.fits('patterns', name))) return false;
  if (names.some((name) => /^(?:replace\w*|split|g?sub)$/i.test(name))) return false;
  const [held] =
    use.is === 'assigned' ? use.names : use.is === 'argument' && use.outer.is === 'assigned' ? use.outer.names : [];
  return held === undefined || !onlyReplaces(held, code);
}

/** The names that a literal is used under: what it is assigned to, the key, the calls it is handed to. */
function usedAs(use: Use): readonly string[] {
  switch (use.is) {
    case 'assigned':
      return use.names;
    case 'field':
      return [use.key, ...usedAs(use.outer)];
    case 'argument':
      return [spell(use.callee).split('.').at(-1) ?? '', ...usedAs(use.outer)];
    case 'member':
      return [use.key, ...usedAs(use.outer)];
    default:
      return [];
  }
}

function onlyReplaces(name: string, code: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const replaces = new RegExp(`(?:replace(?:All)?|split)\\(\\s*${name}\\b|\\b${name}\\.Replace`).test(code);
  const asks = new RegExp(`\\b${name}\\.(?:test|exec|Match|Find)|(?:match|test|search|matchAll)\\(\\s*${name}\\b`).test(
    code,
  );
  return replaces && !asks;
}

/** A pattern for the groups of an IPv6 address, however it is written. What is between brackets is bounded, so that no line takes long. */
export const sixPattern =
  /\[[^\]\n]{0,80}(?:a-f[^\]\n]{0,80}:|:[^\]\n]{0,80}a-f)[^\]\n]{0,80}\]|\[[^\]\n]{0,80}a-f[^\]\n]{0,80}\][^\n]{0,24}:|:[^\n]{0,12}\[[^\]\n]{0,80}a-f/i;

/** Whether numbers that are not bounded as octets are meant as an address, by the names around them. */
export function namedAddress(site: Site, around: readonly string[], lexicon: Lexicon): boolean {
  return [...usedAs(site.use), ...around].some((name) => lexicon.wordsFit('quads', name));
}
