/** A few attributes, which may hold a `>` in quotes: `generic="T extends Set<U>"`. */
const opening = /<script\b((?:[^'">]{0,100}(?:"[^"]{0,200}"|'[^']{0,200}')){0,6}[^'">]{0,100})>/gi;
const closing = /<\/script\s{0,8}>/gi;

/** What stands at the top of an Astro file between lines of `---` runs on the server. */
const frontMatter = /^\s*---[^\S\r\n]*[\r\n][\s\S]*?[\r\n](?=---)/;

/** Components of Vue, Svelte and Astro: markup with scripts in it. */
export const component = /\.(?:vue|svelte|astro)$/;

/** Blanks all of a component but its scripts; each offset and each line stays. */
export function scriptsOf(text: string, path: string): string {
  const kept: string[] = [];
  let at = 0;
  const top = path.endsWith('.astro') ? frontMatter.exec(text) : null;
  if (top) {
    at = top[0].length;
    kept.push(top[0].replace('---', '   '));
  }
  opening.lastIndex = at;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const start = opening.lastIndex;
    closing.lastIndex = start;
    const end = closing.exec(text)?.index ?? text.length;
    const isCode = !/\btype\s{0,8}=\s{0,8}["'](?!module|(?:text|application)\/(?:java|type)script)/i.test(
      found[1] ?? '',
    );
    kept.push(blank(text.slice(at, start)), isCode ? text.slice(start, end) : blank(text.slice(start, end)));
    at = end;
    opening.lastIndex = end;
  }
  return [...kept, blank(text.slice(at))].join('');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
