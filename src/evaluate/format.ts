import { absent, type Text, type Value } from '../model/value.ts';

/** One verb of a printf format. */
const verb = /%(?:%|([-+# 0]*)(\d+|\*)?(?:\.(\d+|\*))?(?:\[(\d+)\])?([a-zA-Z]))/g;

/** The parts of a printf-like format with its arguments in their places: Go's fmt, Node's util.format. */
export function format(text: Text, args: readonly Value[]): readonly Value[] {
  const parts: Value[] = [];
  let from = 0;
  let next = 0;
  for (const match of text.text.matchAll(verb)) {
    if (match[0] === '%%') continue;
    parts.push(literal(text, text.text.slice(from, match.index)));
    from = match.index + match[0].length;
    if (match[4]) next = Number(match[4]) - 1;
    parts.push(hole(match, args[next++] ?? absent, text));
  }
  parts.push(literal(text, text.text.slice(from)));
  return parts.filter((part) => !(part.is === 'text' && part.text === '' && part.span === text.span));
}

function literal(text: Text, slice: string): Text {
  return { ...text, text: slice.replaceAll('%%', '%') };
}

/** Padded numbers are times and identifiers, quoted texts are prose: neither is an address. */
function hole(match: RegExpMatchArray, value: Value, format: Text): Value {
  const padded = (match[1] ?? '').includes('0') || (match[2] !== undefined && match[5] === 'd');
  if (!padded && match[5] !== 'q' && match[5] !== 'x') return value;
  return { is: 'unknown', spelled: '%padded', from: 'other', span: format.span, via: [] };
}
