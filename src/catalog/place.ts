/** A parameter of a place: its name, whether it is an options object, and whether it takes all that follow. */
export interface Parameter {
  readonly name: string;
  readonly record: boolean;
  readonly rest: boolean;
}

/**
 * Something that code names. `Listen(network, address)`, `Dialer.Dial(network, address)`, `new Server(options{})`,
 * `Server{Addr}` (a struct), `Request.RemoteAddr` (a value), `*.split(separator)` (on any receiver).
 */
export interface Place {
  readonly text: string;
  readonly name: string;
  readonly shape: 'call' | 'new' | 'record' | 'value';
  readonly parameters: readonly Parameter[];
}

/** Reads a place as it is written in the catalog; undefined for what is none. */
export function parsePlace(text: string): Place | undefined {
  const match = /^(new )?([\w$*.]+)(?:(\()([^)]*)\)|(\{)([^}]*)\})?$/.exec(text);
  if (!match?.[2]) return undefined;
  const shape = match[1] ? 'new' : match[3] ? 'call' : match[5] ? 'record' : 'value';
  const list = (match[4] ?? match[6] ?? '').split(',').map((one) => one.trim());
  const parameters = list.filter((one) => one !== '').map(parseParameter);
  return { text, name: match[2], shape, parameters };
}

function parseParameter(text: string): Parameter {
  const rest = text.startsWith('...');
  const record = text.endsWith('{}');
  return { name: text.replace(/^\.\.\.|\{\}$/g, ''), record, rest };
}
