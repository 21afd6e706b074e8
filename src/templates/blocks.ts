import type { Embedded } from '../languages/language.ts';
import type { Masked } from './mask.ts';

const header = /^([ \t]*)(?:- +)?(?:["']?([\w./-]+)["']?[ \t]*:)[ \t]*[|>][-+\d]*[ \t]*(?:#[^\n]*)?\r?$/;

/**
 * The block scalars of a YAML text, found by their indentation: this works for templates that are no YAML until they are
 * rendered. Each is named by its key and keeps its indentation, so that offsets stay true.
 */
export function blockScalars({ words, holes }: Masked): Embedded[] {
  const found: Embedded[] = [];
  const lines = lineStarts(words);
  for (let index = 0; index < lines.length; index++) {
    const match = header.exec(lineAt(words, lines, index));
    if (!match) continue;
    const indent = (match[1] ?? '').length;
    let last = index;
    while (last + 1 < lines.length && belongs(lineAt(words, lines, last + 1), indent)) last++;
    const start = lines[index + 1] ?? words.length;
    const end = lines[last + 1] ?? words.length;
    if (last > index) found.push({ name: match[2] ?? '', text: words.slice(start, end), start, holes, certain: true });
    index = last;
  }
  return found;
}

/** `"nginx.conf": "server {\\n …"`: a key and the text in quotes behind it. */
const quoted = /^[ \t]*(?:- +|\{ *)?["']?([\w./-]{1,200})["']?[ \t]*:[ \t]*"((?:[^"\\\n]|\\.)*)"/gm;

/**
 * The texts of several lines that stand in quotes on one, as in JSON: each escape is as long as it is written, so that
 * offsets stay true.
 */
export function quotedTexts({ words, holes }: Masked): Embedded[] {
  if (!words.includes('\\n')) return [];
  return [...words.matchAll(quoted)].flatMap(([whole, name = '', inside = ''], index, all) => {
    if (!inside.includes('\\n')) return [];
    const start = (all[index]?.index ?? 0) + whole.length - 1 - inside.length;
    const text = inside.replace(/\\(.)/g, (_, char: string) => ` ${escapes[char] ?? char}`);
    return [{ name, text, start, holes, certain: true }];
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** A blank line, or one that is indented further than the key. */
function belongs(line: string, indent: number): boolean {
  const text = line.trimStart();
  return text === '' || line.length - text.length > indent;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(text: string, starts: readonly number[], index: number): string {
  const next = starts[index + 1];
  return text.slice(starts[index], next === undefined ? text.length : next - 1);
}
