import type { Half, Halves } from '../../model/fact.ts';
import type { Edit, Rewrite } from '../../model/fix.ts';
import type { Span } from '../../model/span.ts';

/**
 * Writes a join by hand with net.JoinHostPort, which adds brackets only where the host holds a colon. Undefined where
 * the code is not in one of the forms that people write: then it is left to them.
 */
export function rejoin(text: string, halves: Halves, span: Span): Rewrite | undefined {
  const edits =
    halves.as === 'format'
      ? inFormat(text, halves, span)
      : halves.as === 'list'
        ? inList(text, halves, span)
        : inSum(text, halves, span);
  return edits && { edits, safe: true };
}

/** A name, a selector or a number: what a port is where it is a constant. */
const plainName = '[A-Za-z_][\\w.]{0,80}|\\d{1,5}';
const afterSum = new RegExp(`^\\s{0,80}\\+\\s{0,80}"(\\]?):"\\s{0,80}\\+\\s{0,80}(${plainName})(?![\\w.([])`);
const afterValue = new RegExp(`^\\s{0,80},\\s{0,80}(${plainName})\\s{0,80}[,)]`);

/** `host + ":" + port`, and `host + ":8080/path"`; in a sum all are strings. */
function inSum(text: string, { host, port, portText }: Halves, span: Span): readonly Edit[] | undefined {
  const name = sourceOf(text, host.span);
  if (port) {
    // A conversion is no part of what is converted.
    const glue = /^\s*\+\s*"(\]?):"\s*\+\s*(string\()?$/.exec(between(text, host.span.end, port.span.start));
    if (!glue) return undefined;
    const [, closed = '', conversion = ''] = glue;
    if (conversion !== '' && text[port.span.end] !== ')') return undefined;
    const start = port.span.start - conversion.length;
    const end = port.span.end + (conversion === '' ? 0 : 1);
    return withOpening(text, host, span, closed, { end, text: joined(name, between(text, start, end)) });
  }
  const after = between(text, host.span.end, span.end);
  const literal = /^\s*\+\s*"(\]?):(\d{1,5})(?=["/?#])("?)/.exec(after);
  if (literal && literal[2] === portText) {
    const [whole, closed = '', number = '', quote] = literal;
    const rest = quote === '' ? ' + "' : '';
    const end = host.span.end + whole.length;
    return withOpening(text, host, span, closed, { end, text: `${joined(name, `"${number}"`)}${rest}` });
  }
  const constant = afterSum.exec(after);
  if (!constant) return undefined;
  const [whole, closed = '', written = ''] = constant;
  return withOpening(text, host, span, closed, { end: host.span.end + whole.length, text: joined(name, written) });
}

/** Where brackets stood around the host, the opening one goes too. */
function withOpening(
  text: string,
  { span: host }: Half,
  span: Span,
  closed: string,
  { end, text: written }: { readonly end: number; readonly text: string },
): readonly Edit[] | undefined {
  const edit: Edit = { span: { ...host, end }, text: written };
  if (closed === '') return [edit];
  const before = between(text, span.start, host.start);
  const alone = /"\["\s*\+\s*$/.exec(before);
  if (alone) return [{ span: { ...host, start: span.start + alone.index, end }, text: written }];
  const opening = /\[("\s*\+\s*)$/.exec(before);
  if (!opening) return undefined;
  const at = span.start + opening.index;
  return [{ span: { ...host, start: at, end: at + 1 }, text: '' }, edit];
}

/** `strings.Join([]string{host, port}, ":")` */
function inList(text: string, { host, port }: Halves, span: Span): readonly Edit[] | undefined {
  if (!port || !/^\s*,\s*$/.test(between(text, host.span.end, port.span.start))) return undefined;
  if (!/^strings\.Join\(\s*\[\]string\{\s*$/.test(between(text, span.start, host.span.start))) return undefined;
  if (!/^,?\s*\}\s*,\s*":"\s*,?\s*\)$/.test(between(text, port.span.end, span.end))) return undefined;
  return [{ span, text: joined(sourceOf(text, host.span), sourceOf(text, port.span)) }];
}

interface Verb {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `fmt.Sprintf("%s:%d", host, port)`; what stands before and behind the two stays in the format. */
function inFormat(
  text: string,
  { host, port, portText, format, index }: Extract<Halves, { as: 'format' }>,
  span: Span,
): readonly Edit[] | undefined {
  const source = sourceOf(text, format);
  const verbs = verbsOf(source);
  const verb = verbs?.[index];
  if (!verbs || !verb || !/^%[sv]$/.test(verb.text)) return undefined;
  const pair = pairAt(source, verb, verbs[index + 1], portText);
  if (!pair) return undefined;
  const address = asText(text, host);
  let end = host.span.end;
  let written = `"${portText}"`;
  if (pair.port) {
    const argument = port ?? constantAfter(text, host);
    if (!argument || !/^\s*,\s*$/.test(between(text, host.span.end, argument.span.start))) return undefined;
    end = argument.span.end;
    written = asPort(text, argument, pair.port.text);
  }
  const call = joined(address, written);
  const whole = pair.start === 1 && pair.end === source.length - 1;
  if (whole && sourceOf(text, span).startsWith('fmt.Sprintf(')) return [{ span, text: call }];
  return [
    { span: { ...format, start: format.start + pair.start, end: format.start + pair.end }, text: '%s' },
    { span: { ...host.span, end }, text: call },
  ];
}

/** A constant port that is handed to the format. */
function constantAfter(text: string, { span }: Half): Half | undefined {
  const found = afterValue.exec(text.slice(span.end, span.end + 200));
  const name = found?.[1];
  if (found === null || name === undefined) return undefined;
  const start = span.end + found[0].indexOf(name);
  return { span: { ...span, start, end: start + name.length }, type: /^\d/.test(name) ? 'int' : '' };
}

/** The verbs of a format, in order; undefined where arguments are counted in another way. */
function verbsOf(format: string): readonly Verb[] | undefined {
  const verbs: Verb[] = [];
  for (const { 0: text, index } of format.matchAll(/%[-+# 0-9.*[\]]{0,20}[a-zA-Z%]/g)) {
    if (/[*[\]]/.test(text)) return undefined;
    if (!text.endsWith('%')) verbs.push({ start: index, end: index + text.length, text });
  }
  return verbs;
}

/** The part of a format that is the address: `%s:%d`, `[%s]:%d`, `%s:8080`. */
function pairAt(
  format: string,
  host: Verb,
  port: Verb | undefined,
  portText: string,
): { readonly start: number; readonly end: number; readonly port: Verb | undefined } | undefined {
  const isOpen = format[host.start - 1] === '[';
  const colon = isOpen ? ']:' : ':';
  const start = isOpen ? host.start - 1 : host.start;
  if (!format.startsWith(colon, host.end)) return undefined;
  const after = host.end + colon.length;
  if (port?.start === after) return /^%[dsv]$/.test(port.text) ? { start, end: port.end, port } : undefined;
  if (portText === '' || !format.startsWith(portText, after)) return undefined;
  return { start, end: after + portText.length, port: undefined };
}

/** A host as the string that net.JoinHostPort takes. */
function asText(text: string, { span, type }: Half): string {
  const source = sourceOf(text, span);
  if (type === 'string') return source;
  if (/^(?:net\.IP|netip\.Addr)$/.test(type) && /^\w+(?:\.\w+)*$/.test(source)) return `${source}.String()`;
  return `fmt.Sprint(${source})`;
}

/** fmt.Sprint takes a port of any type. */
function asPort(text: string, { span, type }: Half, verb: string): string {
  const source = sourceOf(text, span);
  if (/^\d{1,5}$/.test(source)) return `"${source}"`;
  if (type === 'string' && verb !== '%d') return source;
  if (type === 'int') return `strconv.Itoa(${source})`;
  if (verb === '%d' && /^u?int(?:8|16|32|64)$/.test(type)) return `strconv.Itoa(int(${source}))`;
  return `fmt.Sprint(${source})`;
}

function joined(host: string, port: string): string {
  return `net.JoinHostPort(${host}, ${port})`;
}

function sourceOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

function between(text: string, start: number, end: number): string {
  return text.slice(start, end);
}
