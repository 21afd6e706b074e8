/** Where a top-level function begins: gofmt puts `func` at the start of a line, and nothing else there. */
const functionStart = /^func\b/gm;
/** Where the next top-level declaration or its comment begins. */
const nextStart = /^(?:func|type|var|const|import|\/\/|\/\*)/gm;

/**
 * Blanks the top-level functions in which nothing matters, so that the parser has less to read; every offset stays.
 * A raw string that holds such lines may be cut in two: the parser then reports an error, and the whole is read.
 */
export function cut(text: string, matters: (text: string) => boolean): string {
  const pieces: string[] = [];
  let from = 0;
  functionStart.lastIndex = 0;
  for (let match = functionStart.exec(text); match; match = functionStart.exec(text)) {
    const start = match.index;
    nextStart.lastIndex = start + 4;
    const end = nextStart.exec(text)?.index ?? text.length;
    functionStart.lastIndex = end;
    const body = text.slice(start, end);
    pieces.push(text.slice(from, start), matters(body) ? body : blank(body));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}
