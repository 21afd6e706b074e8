import type { Expr, Field, Resource } from '../language.ts';

const section = /^[ \t]*\[([^\]\n]{1,200})\]/;
const command = /^[ \t]*command[ \t]*=[ \t]*/;
const word = /"[^"\n]*"|'[^'\n]*'|[^\s;]+/g;

/** The programs that supervisord keeps running, as a script that starts each of them: `[program:web] command=…`. */
export function supervised(text: string, file: string): readonly Resource[] {
  if (!/^[ \t]*\[program:/m.test(text)) return [];
  const span = { file, start: 0, end: text.length };
  const commands: Expr[] = [];
  let within = '';
  let at = 0;
  for (const line of text.split('\n')) {
    within = section.exec(line)?.[1] ?? within;
    const given = within.startsWith('program:') ? command.exec(line)?.[0].length : undefined;
    if (given !== undefined) commands.push(record({ words: words(line, given, at, file) }, span));
    at += line.length + 1;
  }
  const root = record({ commands: { is: 'list', items: commands, span } }, span);
  return [{ apiVersion: 'shell', kind: 'Supervised', name: '', namespace: '', root, span }];
}

function words(line: string, from: number, offset: number, file: string): Expr {
  const items = [...line.slice(from).matchAll(word)].map(({ 0: written, index }): Expr => {
    const quote = /^["']/.test(written) ? 1 : 0;
    const start = offset + from + index + quote;
    const text = written.slice(quote, written.length - quote);
    return { is: 'literal', type: 'string', text, span: { file, start, end: start + text.length } };
  });
  return { is: 'list', items, span: { file, start: offset, end: offset + line.length } };
}

function record(given: Readonly<Record<string, Expr>>, span: Resource['span']): Expr {
  const fields = Object.entries(given).map(([key, value]): Field => ({ key, value, span }));
  return { is: 'record', type: undefined, fields, complete: true, span };
}
