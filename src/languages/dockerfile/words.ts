/** One word as it is meant, and the place of it with its quotes. */
export interface Word {
  readonly text: string;
  /** Offsets in the instruction's text. */
  readonly start: number;
  readonly end: number;
  /** False where single quotes keep variables as they are. */
  readonly expands: boolean;
}

const piece = /(?:\\.|"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'\\])+|["'\\]/g;

/** Words with blanks between them; quotes keep blanks, and are taken away. */
export function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(piece)].map((match) => {
    const [whole] = match;
    return {
      text: unquote(whole),
      start: match.index,
      end: match.index + whole.length,
      expands: !/^'.*'$/.test(whole),
    };
  });
}

/** A text without its quotes and escapes; an escaped dollar keeps its escape, which filling in needs to see. */
export function unquote(text: string): string {
  return text.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\([^$])/g, (_whole, double, single, escaped) =>
    double !== undefined ? double.replace(/\\(["\\])/g, '$1') : (single ?? escaped ?? ''),
  );
}

const item = /"((?:\\.|[^"\\])*)"/y;

/** The items of `["a", "b"]`; undefined for a text that is none, which Docker takes for a shell's command. */
export function jsonWords(text: string): readonly Word[] | undefined {
  const trimmed = text.trimEnd();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return undefined;
  const words: Word[] = [];
  let at = skipBlanks(text, 1);
  while (text[at] !== ']') {
    item.lastIndex = at;
    const match = item.exec(text);
    if (!match) return undefined;
    words.push({ text: parsed(match[0]), start: at, end: item.lastIndex, expands: false });
    at = skipBlanks(text, item.lastIndex);
    if (text[at] === ',') at = skipBlanks(text, at + 1);
    else if (text[at] !== ']') return undefined;
  }
  return at === trimmed.length - 1 ? words : undefined;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}

function parsed(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}
