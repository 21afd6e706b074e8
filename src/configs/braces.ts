import type { Directive, Embedded } from '../languages/language.ts';
import { hole } from '../templates/mask.ts';
import { Directives, type Section, stripped, unquoted, type Word } from './syntax.ts';

/** Deepest nesting that is followed. */
const deepest = 50;

/** Reads `key word … ;` and `section word … { … }`. Unbalanced braces end at the end of the text. */
export function readBraces(embedded: Embedded, file: string, ends: 'semicolon' | 'line'): readonly Directive[] {
  const found = new Directives(embedded, file);
  const open: Section[] = [];
  let blocks = 0;
  let words: Word[] = [];
  const flush = (): void => {
    const [key, ...args] = words;
    if (key) found.add([...open], key, args);
    words = [];
  };
  for (const token of tokens(embedded.text, ends)) {
    if (token.text === '{') {
      const name = words[0]?.text ?? '';
      // A section's own words are a directive too: Corefile's `.:53 {`, Caddy's `:80 {`.
      flush();
      if (open.length < deepest) open.push({ name, block: ++blocks });
    } else if (token.text === '}') {
      flush();
      open.pop();
    } else if (token.text === ';' || token.text === '\n') flush();
    else words.push(unquoted(token));
  }
  flush();
  return found.all;
}

const token = /[ \t\r]+|#[^\n]*|"(?:[^"\\\n]|\\.){0,2000}"|'(?:[^'\\\n]|\\.){0,2000}'|[{};\n]|[^\s{};"']+|["']/gy;

function* tokens(text: string, ends: 'semicolon' | 'line'): Generator<Word> {
  let fresh = true;
  let key = '';
  const pattern = new RegExp(token);
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [raw] = match;
    const start = match.index;
    if (raw === '\n') {
      if (ends === 'line') yield { text: '\n', start, end: start + 1 };
      if (ends === 'line') fresh = true;
      continue;
    }
    if (/^[ \t\r#]/.test(raw)) continue;
    if (raw === ';' && ends === 'line') continue;
    if (/^[{};]$/.test(raw)) {
      yield { text: raw, start, end: start + 1 };
      // The body of nginx's Lua is no configuration.
      if (raw === '{' && /_by_lua_block$/.test(key)) pattern.lastIndex = endOfCode(text, pattern.lastIndex);
      fresh = true;
      continue;
    }
    const word = stripped({ text: raw, start, end: start + raw.length });
    if (word.text === '') continue;
    if (fresh) key = word.text;
    yield word;
    // What a template puts on a line of its own are directives, and no word of the next one.
    const snippet: boolean =
      fresh && ends === 'semicolon' && isHole(word.text) && /^[ \t\r]*\n/.test(rest(text, word.end));
    if (snippet) yield { text: ';', start: word.end, end: word.end };
    fresh = snippet;
  }
}

function isHole(text: string): boolean {
  return text.replaceAll(hole, '') === '';
}

function rest(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return end < 0 ? '\n' : text.slice(from, end + 1);
}

function endOfCode(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}
