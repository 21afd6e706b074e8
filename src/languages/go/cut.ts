/** Where a top-level function begins: gofmt puts `func` at the start of a line, and nothing else there. */
const functionStart = /^func\b/gm;
/** Where the next top-level declaration or its comment begins. */
const nextStart = /^(?:func|type|var|const|import|\/\/|\/\*)/gm;
/** Names of constants and variables outside of functions that are given a value. */
const valueName = /^(?:const|var)?[\t ]{0,40}\(?[\t ]{0,40}(\w+)(?:[\t ]+[\w.*[\]]+)?[\t ]*=/gm;

const MAX_NAMES = 64;

/**
 * Blanks the top-level functions in which nothing matters, so that the parser has less to read; every offset stays.
 * A function that uses a constant in which something matters is kept. A raw string that holds such lines may be cut in
 * two: the parser then reports an error, and the whole is read.
 */
export function cut(text: string, matters: (text: string) => boolean): string {
  const chunks = chunksOf(text);
  const outside = chunks.filter((chunk) => !chunk.isFunction).map((chunk) => text.slice(chunk.start, chunk.end));
  const uses = usesOf(outside, matters);
  const bodies = chunks.map(({ start, end }) => text.slice(start, end));
  const kept = chunks.map(({ isFunction }, at) => {
    const body = bodies[at] ?? '';
    return !isFunction || matters(body) || (uses?.test(body) ?? false);
  });
  const called = calledWithAddresses(bodies.filter((_, at) => kept[at]));
  return bodies
    .map((body, at) => (kept[at] || called.has(/^func (\w+)/.exec(body)?.[1] ?? '') ? body : blank(body)))
    .join('');
}

/** An IPv4 network or address in a line; longer lines are data. */
const given = /"(?:tcp|udp|ip)4|\d\.\d{1,3}\.\d{1,3}\.\d/;
const MAX_LINE = 400;

/** Functions that are called in a line with an IPv4 network or address: what they do with it matters. */
function calledWithAddresses(bodies: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const body of bodies) {
    for (const line of body.split('\n')) {
      if (line.length > MAX_LINE || !given.test(line)) continue;
      for (const [, name = ''] of line.matchAll(/(?<![\w.])([a-z]\w*)\(/g)) names.add(name);
    }
  }
  return names;
}

interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly isFunction: boolean;
}

function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let from = 0;
  functionStart.lastIndex = 0;
  for (let match = functionStart.exec(text); match; match = functionStart.exec(text)) {
    const start = match.index;
    nextStart.lastIndex = start + 4;
    const end = nextStart.exec(text)?.index ?? text.length;
    functionStart.lastIndex = end;
    chunks.push({ start: from, end: start, isFunction: false }, { start, end, isFunction: true });
    from = end;
  }
  chunks.push({ start: from, end: text.length, isFunction: false });
  return chunks;
}

/** A pattern for the names of package-level values in which something matters. */
function usesOf(outside: readonly string[], matters: (text: string) => boolean): RegExp | undefined {
  const names = new Set<string>();
  for (const chunk of outside) {
    for (const match of chunk.matchAll(valueName)) {
      const line = chunk.slice(match.index, chunk.indexOf('\n', match.index + match[0].length) >>> 0);
      if (names.size < MAX_NAMES && match[1] && matters(line)) names.add(match[1]);
    }
  }
  return names.size > 0 ? new RegExp(`\\b(?:${[...names].join('|')})\\b`) : undefined;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}
