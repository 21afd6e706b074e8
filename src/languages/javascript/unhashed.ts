/** Blanks a byte order mark and makes a comment of a `#!` line; every offset stays. */
export function unhashed(text: string): string {
  const marked = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  return marked.replace(/^( ?)#!/, '$1//');
}
