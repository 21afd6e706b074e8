import type { Directive, Embedded } from '../languages/language.ts';
import { Directives } from './syntax.ts';

const leaf = /<([A-Za-z_][\w.-]*)>([^<>]*)<\/\1>/g;

/** Reads `<key>value</key>`; comments are left out. */
export function readXml(embedded: Embedded, file: string): readonly Directive[] {
  const found = new Directives(embedded, file);
  const text = embedded.text.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  for (const match of text.matchAll(leaf)) {
    const [, key = '', value = ''] = match;
    const start = match.index + 1;
    const from = start + key.length + 1;
    const lead = value.length - value.trimStart().length;
    const word = { text: value.trim(), start: from + lead, end: from + lead + value.trim().length };
    found.add([], { text: key, start, end: start + key.length }, word.text === '' ? [] : [word]);
  }
  return found.all;
}
