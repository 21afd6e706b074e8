import type { Directive, Embedded } from '../languages/language.ts';
import { Directives, type Section, stripped, unquoted, type Word } from './syntax.ts';

/** Reads `key word …`, one a line; comments begin with `#` or `;`. */
export function readLines(embedded: Embedded, file: string, sections: readonly string[]): readonly Directive[] {
  const found = new Directives(embedded, file);
  let open: readonly Section[] = [];
  let blocks = 0;
  const section = (name: string): Section => ({ name, block: ++blocks });
  for (const words of lines(embedded.text)) {
    const [key, ...args] = words;
    if (!key) continue;
    const closing = /^<\/(\w+)/.test(key.text);
    if (closing) {
      open = open.slice(0, -1);
      continue;
    }
    const tag = /^<(\w+)/.exec(key.text)?.[1];
    const header = /^([\w-]+):$/.exec(key.text)?.[1];
    if (sections.includes(key.text)) open = [section(key.text)];
    else if (header !== undefined && args.length === 0) {
      open = [section(header)];
      continue;
    }
    if (tag === undefined) found.add(open, withoutColon(key), args);
    else {
      open = [...open, section(tag)];
      found.add(open, { ...key, text: tag }, args.map(withoutBracket));
    }
  }
  return found.all;
}

function withoutColon(word: Word): Word {
  return /^[\w-]+:$/.test(word.text) ? { ...word, text: word.text.slice(0, -1), end: word.end - 1 } : word;
}

function withoutBracket(word: Word): Word {
  return word.text.endsWith('>') ? { ...word, text: word.text.slice(0, -1), end: word.end - 1 } : word;
}

const wordPattern = /"(?:[^"\\]|\\.){0,2000}"|'[^']*'|[^\s"']+|["']/g;

function* lines(text: string): Generator<readonly Word[]> {
  let at = 0;
  for (const line of text.split('\n')) {
    const words: Word[] = [];
    for (const match of line.matchAll(wordPattern)) {
      const start = at + match.index;
      const word = stripped({ text: match[0], start, end: start + match[0].length });
      if (word.text.startsWith('#') || (word.text.startsWith(';') && words.length === 0)) break;
      if (word.text !== '') words.push(unquoted(word));
    }
    if (words.length > 0) yield words;
    at += line.length + 1;
  }
}
