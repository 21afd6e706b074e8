import type { Directive, Embedded } from '../languages/language.ts';
import { filler } from '../templates/mask.ts';
import { Directives, type Section, stripped, unquoted, type Word } from './syntax.ts';

const section = /^[ \t]*\[([^\]\n]+)\]/;
const setting = new RegExp(`^([ \\t${filler}]*)([\\w.$/-]+)([ \\t]*=[ \\t]*|[ \\t]*:[ \\t]+|[ \\t]+)([^\\n]*)$`);

/** Reads `key = value` below `[section]`; `key: value` and `key value` (PostgreSQL) are the same. */
export function readIni(embedded: Embedded, file: string): readonly Directive[] {
  const found = new Directives(embedded, file);
  let open: Section[] = [];
  let blocks = 0;
  let at = 0;
  for (const line of embedded.text.split('\n')) {
    const header = section.exec(line)?.[1];
    if (header !== undefined) {
      open = [{ name: header, block: ++blocks }];
    } else if (!/^[ \t]*[#;!]/.test(line)) {
      const match = setting.exec(line);
      if (match) {
        const [, indent = '', key = '', separator = '', rest = ''] = match;
        const start = at + indent.length;
        const from = start + key.length + separator.length;
        const value = unquoted(stripped(trimmed(rest, from)));
        found.add(open, { text: key, start, end: start + key.length }, value.text === '' ? [] : [value]);
      }
    }
    at += line.length + 1;
  }
  return found.all;
}

/** Without the comment and the blanks behind it. */
function trimmed(rest: string, start: number): Word {
  const quoted = /^(?:"[^"]*"|'[^']*')/.exec(rest)?.[0];
  const text = quoted ?? rest.replace(/[ \t][#;].*$/, '').trimEnd();
  return { text, start, end: start + text.length };
}
