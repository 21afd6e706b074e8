/** Where a top-level function begins: gofmt puts `func` at the start of a line, and nothing else there. */
const functionStart = /^func\b/gm;
/** Where the next top-level declaration or its comment begins. */
const nextStart = /^(?:func|type|var|const|import|\/\/|\/\*)/gm;
/** Names of constants and variables outside of functions that are given a value. */
const valueName = /^(?:const|var)?[\t ]*\(?[\t ]*(\w+)(?:[\t ]+[\w.*[\]]+)?[\t ]*=/gm;

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
  return chunks
    .map(({ start, end, isFunction }) => {
      const body = text.slice(start, end);
      return !isFunction || matters(body) || uses?.test(body) ? body : blank(body);
    })
    .join('');
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
