const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The text of a Go string or rune literal, its quotes included in `source`. */
export function unquote(source: string): string {
  const body = source.slice(1, -1);
  if (source.startsWith('`')) return body.replaceAll('\r', '');
  if (!body.includes('\\')) return body;
  return body.replace(/\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[0-7]{3}|.)/gi, (_, code: string) => escaped(code));
}

function escaped(code: string): string {
  if (/^[xuU]./.test(code)) return codePoint(Number.parseInt(code.slice(1), 16));
  if (/^[0-7]{3}$/.test(code)) return codePoint(Number.parseInt(code, 8));
  return escapes[code] ?? code;
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : '�';
}
