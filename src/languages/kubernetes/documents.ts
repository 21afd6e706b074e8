/** One document of a YAML stream, as a range of the text. */
export interface DocumentRange {
  readonly start: number;
  readonly end: number;
  readonly holds: 'objects' | 'definition' | 'other';
}

// A line that begins with three dashes ends a document even inside a block scalar (YAML 1.2, 9.2), so text alone tells.
const marker = /^---(?=\s|$)/gm;
const apiVersion = /^["']?apiVersion["']?[ \t]*:/m;
const kind = /^["']?kind["']?[ \t]*:/m;
const definition = /^["']?kind["']?[ \t]*:[ \t]*["']?CustomResourceDefinition\b/m;

/** Cuts a stream into its documents and says, without parsing, which of them can hold objects of the Kubernetes API. */
export function documentsOf(text: string): readonly DocumentRange[] {
  const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const starts = [first];
  for (const match of text.matchAll(marker)) {
    if (match.index > first) starts.push(match.index);
  }
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? text.length;
    return { start, end, holds: holds(text.slice(start, end)) };
  });
}

function holds(document: string): DocumentRange['holds'] {
  if (/^(?:---)?\s*\{/.test(document)) return isJsonObject(document) ? 'objects' : 'other';
  if (!apiVersion.test(document) || !kind.test(document)) return 'other';
  return definition.test(document) ? 'definition' : 'objects';
}

function isJsonObject(document: string): boolean {
  return document.includes('"apiVersion"') && document.includes('"kind"');
}
