import { dottedQuad } from '../languages/anchors.ts';
import type { Anchors } from '../languages/language.ts';
import { literally } from '../model/glob.ts';

/**
 * What a file must hold for anything in it to matter. An anchor is cheap to look for and never loses a finding: the
 * examples on the rules' pages all go through it. Words in it are bounded: a file may be one word of two megabytes.
 */

/** Where an address is put together or cut: a colon where text and value meet. */
const seams = [
  /(?<![\w\\])["'`]\]?:["'`:\d%$[\\/?{]/ /* an opening quote: ":" ":8080" ":%d" "]:" */,
  /%[-+# \d.*]*(?:\[\d+\])?[a-zA-Z]['"]?\]?:(?![\s\\/])/ /* %s:%d [%s]:8080, no prose and no scheme */,
  /\$\([A-Z][A-Z0-9_]{0,60}\)\]?:[\d%"$]/ /* $(POD_IP):8080 in what a container is given */,
  /\}\]?:[\d%${]/ /* ${host}:8080 ${host}:${port} */,
  /:\(?(?:\?[:=!]|\?<\w+>)?(?:\\{1,2}d|\[(?:0-9|\\{1,2}d|\^)|\.[*+])/ /* :\d+ :(\d+) :[0-9] in a pattern */,
  /\[\^:\]|\/:\// /* [^:] /:/ */,
  /Parse(?:IP|Addr)\("\[/ /* ParseIP("[::1]") */,
  /missing port/ /* host = addr where that has no port */,
  /\.To16\(\) [!=]= nil/ /* taken for a test of IPv6 */,
  /% ?8\b/ /* the labels of a reverse zone, octet by octet */,
  /\.I[pP][vV]4(?:Addr(?:ess)?)?\b(?!\()/ /* a field for IPv4 */,
  /[pP]rivateI[pP]\w{0,8} [!=]= / /* compared with the address of a pod */,
  /I[sS]I?[pP]?[vV]6\w{0,12}\([\w.()]{1,60}\) \{[^\n]{0,80}\n\s{0,40}continue\b/ /* of a list IPv6 is left out */,
  /Uint32\((?:\w{1,40}\.)?\w{0,40}(?:ip|IP|addr|Addr)\w{0,20}(?:\[12|\))/ /* an address as a number */,
  /%d\.%d\.%d\.%d/ /* four numbers that are an address */,
  /\.(?:slice|substr|substring)\(7\)/ /* remote.slice(7) */,
  /\/32["'`]|[<>]=? ?32\b|(?:[oO]nes|[mM]ask\w{0,6}|[pP]refix\w{0,9})(?:\.Value|\.GetValue\(\))? ?[!=]= ?32\b/ /* "%s/32" prefix > 32 ones == 32 */,
  /\btrue, *[\w.]{0,80}[iI][pP][vV]6|[vV]4\w{0,40}["']?\s{0,8}[:=] ?true\b/ /* maps(true, ipv6Enabled()) EnableIPv4: true */,
  /nw_(?:src|dst)=|ip4\.(?:src|dst)|\bip [sd]addr/ /* text that matches IPv4 packets */,
  /:\/\/["'`] *\+ *[\w.]{0,80}(?:Hostname\(\)|[iI][pP](?!\w))/ /* "https://" + u.Hostname() */,
  /:\/\/(?:%[sv][/"'`]|\$\{)[^\n]{0,80}?(?:Hostname\(\)|[iI][pP](?!\w))/ /* "http://%s/", ip */,
  /SplitHostPort\((?<whole>[\w.]{1,60})\)\s{1,40}if \w{1,20} != nil \{\s{1,40}(?:return|\w{1,40}(?:, ?\w{1,40})? =) \k<whole>\b/ /* if err != nil { host = addr } */,
  /JoinHostPort\([\w.]{0,80}\.Host\b|[=,] *(?:\w{1,40}\.){0,3}(?:u|\w{0,40}[uU][rR][lL])\.Host\b(?! *[=!]=)/ /* host = u.Host */,
];

/** Where an address is taken for four numbers: in a pattern, cut at dots, byte by byte, in a column. */
const octets = [
  /["'`](?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.["'`]|\^\(?(?:\?:)?(?:10|127|192)\\{1,2}\./ /* startsWith('10.') /^127\./ */,
  /25\[0-5\]|\{1,3\}\)?\\{1,2}\.|(?:\\{1,2}d|\[0-9\])[+*]?\\{0,2}\.(?:\\{1,2}d|\[0-9\])[+*]?\\{0,2}\.(?:\\{1,2}d|\[0-9\])/,
  /(?:[iI][pP]|[aA]ddr(?:ess)?)\w{0,12}(?:\(\))?\.split\(['"`]\.['"`]|Split\w{0,10}\([\w.]{0,80}(?:[iI][pP]|[aA]ddr)\w{0,40}(?:\.String\(\))?, "\."/,
  /[iI][pP]_?[vV]?4s?\(/,
  /\[(?:0|3|12|15)\], ?\w+(?:\.\w+)*\[(?:1|2|13|14)\], ?\w/,
  /(?:[cC]har|CHAR)(?: varying)? ?\(1[56]\)|(?:string|STRING|column)\((?:['"]\w+['"], ?)?(?:\{ ?length: ?)?1[56]\b|size:1[56]\b|(?:inet_aton|INET_ATON)\(/,
];

/** A pattern that takes a host out of a URL: `^https?://([^/:]+)`. */
const urlPattern = /[?+*)]:(?:\\{0,2}\/){2}\)?\??\(/;

/** Comments that must be seen even where nothing else is. */
export const mark = 'only6-ignore';

/** One pattern for a catalog: what its language declares, in source seams and octets, and what the catalog names. */
export function anchorPattern({ words, patterns = [], comment }: Anchors, named: readonly string[]): RegExp {
  const source = comment === undefined ? [] : [...seams, ...octets, urlPattern, dottedQuad];
  return union([...source, ...patterns], [...words, mark, ...named]);
}

function union(patterns: readonly RegExp[], words: readonly string[]): RegExp {
  const unique = [...new Set(words)].filter((word) => word !== '').sort();
  return new RegExp([...patterns.map((one) => one.source), ...unique.map(literally)].join('|'), 'g');
}
