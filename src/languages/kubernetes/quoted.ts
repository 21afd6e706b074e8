import type { Document } from 'yaml';

/** More texts in one document are not mended. */
const most = 20;

/**
 * A document whose quoted texts go on in lines that are indented less than YAML asks for, which the parser of Kubernetes
 * takes all the same: with blanks for the line breaks inside of them, so that every place stays true. Undefined where that
 * is not what is wrong.
 */
export function withWholeQuotes(
  source: string,
  first: readonly Document.Parsed[],
  parse: (text: string) => readonly Document.Parsed[],
): string | undefined {
  let text = source;
  let documents = first;
  for (let count = 0; count < most; count++) {
    const at = brokenQuote(documents);
    if (at === undefined) return count === 0 ? undefined : text;
    const end = text.indexOf(at.quote, at.end);
    if (end < 0) return undefined;
    text = text.slice(0, at.end) + text.slice(at.end, end).replace(/[\r\n]/g, ' ') + text.slice(end);
    documents = parse(text);
  }
  return undefined;
}

function brokenQuote(
  documents: readonly Document.Parsed[],
): { readonly quote: string; readonly end: number } | undefined {
  for (const { errors } of documents) {
    const [error] = errors;
    const quote = /^Missing closing (["'])quote/.exec(error?.message ?? '')?.[1];
    if (error && quote !== undefined) return { quote, end: error.pos[0] };
  }
  return undefined;
}
