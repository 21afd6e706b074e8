/** Text of a scanned file as prose of a table cell: nothing in it marks up, links, or calls a user by name. */
export function proseOf(text: string): string {
  return flat(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#!]/g, '\\$&')
    .replaceAll('@', '@<!-- -->')
    .replaceAll('://', ':<!-- -->//');
}

/** The same as code; a backtick inside asks for a longer fence, and a pipe would end the cell even there. */
export function codeOf(text: string): string {
  const code = flat(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  if (longest === 0) return `\`${code}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${code} ${fence}`;
}

/** A link; the text alone where there is no address. */
export function linkTo(text: string, address: string): string {
  return address === '' ? text : `[${text}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

function flat(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
