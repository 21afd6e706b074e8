import { UnitBuilder } from '../builder.ts';
import type { Expr, Field, Resource, Unit } from '../language.ts';

const section = /"scripts"\s*:\s*\{/;
/** A name and its command, after blanks and the comments that some tools put up with. */
const entry = /(?:[\s,]|\/\/[^\n]*)*"((?:[^"\\\n]|\\.)*)"\s*:\s*"((?:[^"\\\n]|\\.)*)"/y;

/** Reads the scripts of a package.json as one object: each name with its command line. */
export function lower(text: string, file: string): Unit {
  const span = { file, start: 0, end: text.length };
  const fields = scriptsIn(text, file);
  const scripts: Expr = { is: 'record', type: undefined, fields, complete: true, span };
  const root: Expr = {
    is: 'record',
    type: undefined,
    fields: [{ key: 'scripts', value: scripts, span }],
    complete: true,
    span,
  };
  const resource: Resource = { apiVersion: 'npm', kind: 'Package', name: '', namespace: '', root, span };
  return {
    ...new UnitBuilder(file, 'package-json').build(),
    resources: fields.length > 0 ? [resource] : [],
  };
}

function scriptsIn(text: string, file: string): readonly Field[] {
  const start = section.exec(text);
  if (!start) return [];
  const fields: Field[] = [];
  entry.lastIndex = start.index + start[0].length;
  for (let match = entry.exec(text); match; match = entry.exec(text)) {
    const [, key = '', raw = ''] = match;
    const end = entry.lastIndex;
    const span = { file, start: end - raw.length - 2, end };
    fields.push({ key, value: { is: 'literal', type: 'string', text: inPlace(raw), span }, span });
  }
  return fields;
}

/** The text with each escape as long as it is written, so that offsets stay. */
function inPlace(raw: string): string {
  return raw.replace(/\\(.)/g, (_, char: string) => (/["'\\/]/.test(char) ? ` ${char}` : '  '));
}
