/**
 * What a file must hold for anything in it to matter. An anchor is cheap to look for and never loses a finding: the
 * examples on the rules' pages all go through it.
 */

/** Where an address is put together or cut: a colon where text and value meet. */
const seams = [
  /["'`]\]?:["'`\d%$[\\/?{]/ /* ":" ":8080" ":%d" "]:" */,
  /%[-+# \d.*]*(?:\[\d+\])?[a-zA-Z]['"]?\]?:/ /* %s:%d [%s]:8080 */,
  /\}\]?:[\d%${]/ /* ${host}:8080 ${host}:${port} */,
  /:\\?[\\([]/ /* :\d+ :(\d+) :[0-9] in a pattern */,
];

/** Family words of libraries, languages and tools alike. */
const families = [
  'tcp4',
  'udp4',
  'ip4',
  'ip6',
  'IPv4',
  'ipv4',
  'IPV4',
  'family',
  'Family',
  'AF_INET',
  'inet',
  'resolve4',
];

/** Comments that must be seen even where nothing else is. */
const marks = ['only6-ignore'];

const dottedQuad = /(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w.]*\.\d)/;

/** One pattern for a programming language: the seams, dotted quads, family words and what its catalog names. */
export function codePattern(words: readonly string[]): RegExp {
  return union([...seams, dottedQuad], [...families, ...marks, ...words]);
}

/** Manifests are judged as a whole, so that each resource matters; other YAML only where an address or a name does. */
export function manifestPattern(words: readonly string[]): RegExp {
  return union([/(?:^|[\n\r{,])[ \t-]*["']?kind["']?[ \t]*:/, dottedQuad], [...families, ...marks, ...words]);
}

function union(patterns: readonly RegExp[], words: readonly string[]): RegExp {
  const unique = [...new Set(words)].filter((word) => word !== '').sort();
  return new RegExp([...patterns.map((one) => one.source), ...unique.map(literally)].join('|'));
}

function literally(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
