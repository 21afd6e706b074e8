/**
 * Where the lines of a block scalar (`|`) begin in the file, without their indentation; undefined where the text cannot
 * be followed line by line. `written` is the scalar with its header, which stands at `start`.
 */
export function blockLines(written: string, value: string, start: number): readonly number[] | undefined {
  const header = written.indexOf('\n') + 1;
  if (!written.startsWith('|') || header === 0) return undefined;
  const source = written.slice(header).split('\n');
  const lines = value.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const indent = first < 0 ? 0 : (source[first]?.replace(/\r$/, '').length ?? 0) - (lines[first]?.length ?? 0);
  const starts: number[] = [];
  let at = start + header;
  for (const [index, line] of lines.entries()) {
    const text = source[index] ?? '';
    if (line !== '' && !text.slice(indent).startsWith(line)) return undefined;
    starts.push(at + Math.min(indent, text.length));
    at += text.length + 1;
  }
  return starts;
}
