import type { Comment, GaveUp } from '../language.ts';

/**
 * One instruction. `text` is what stands after the keyword, as long as it is in the file: line breaks that continue it,
 * and comments in between, are blanked, so that an index into it plus `start` is a place in the file.
 */
export interface Instruction {
  readonly keyword: string;
  readonly text: string;
  /** Where the text begins. */
  readonly start: number;
  /** Where the keyword begins. */
  readonly at: number;
  readonly heredocs: readonly Heredoc[];
}

/** `<<EOF` and the lines up to EOF. */
export interface Heredoc {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether variables in it are filled in. */
  readonly expands: boolean;
}

/** Nobody writes more instructions into one file, or more lines into one here-document. */
const mostInstructions = 5000;
const mostLines = 10_000;

interface Line {
  readonly text: string;
  readonly start: number;
}

interface Instructions {
  readonly instructions: readonly Instruction[];
  readonly comments: readonly Comment[];
  readonly gaveUp: readonly GaveUp[];
}

/** Cuts a Dockerfile into its instructions. */
export function instructionsIn(text: string, file: string): Instructions {
  const lines = linesOf(text);
  const mark = escapeOf(lines);
  const comments: Comment[] = [];
  const instructions: Instruction[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || line.text.trim() === '') continue;
    if (noteComment(line, file, comments)) continue;
    if (instructions.length === mostInstructions) {
      const span = { file, start: line.start, end: text.length };
      const why = `it has more than ${mostInstructions} instructions`;
      return { instructions, comments, gaveUp: [{ why, span }] };
    }
    const first = line.start;
    let body = '';
    for (; index < lines.length; index++) {
      const next = lines[index];
      if (!next) break;
      // A comment or an empty line in between does not end an instruction.
      const skipped = body !== '' && (next.text.trim() === '' || noteComment(next, file, comments));
      const continued = skipped || next.text.trimEnd().endsWith(mark);
      body = body.padEnd(next.start - first) + (skipped ? '' : blanked(next.text, continued));
      if (!continued) break;
    }
    const opened = keywordIn(body, first);
    if (!opened) continue;
    const { heredocs, last } = heredocsAfter(opened, lines, index);
    index = last;
    instructions.push({ ...opened, heredocs });
  }
  return { instructions, comments, gaveUp: [] };
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    lines.push({ text: line.replace(/\r$/, ''), start });
    start += line.length + 1;
  }
  return lines;
}

/** The parser directive `# escape=` may stand on the first lines only. */
function escapeOf(lines: readonly Line[]): string {
  for (const { text } of lines) {
    const directive = /^#\s*(\w+)\s*=\s*(\S+)/.exec(text);
    if (!directive) break;
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

function noteComment({ text, start }: Line, file: string, comments: Comment[]): boolean {
  const mark = /^\s*#/.exec(text);
  if (!mark) return false;
  const at = start + mark[0].length;
  comments.push({ text: text.slice(mark[0].length), span: { file, start: at - 1, end: start + text.length } });
  return true;
}

function blanked(text: string, continued: boolean): string {
  if (!continued) return text;
  const kept = text.trimEnd().slice(0, -1);
  return kept.padEnd(text.length);
}

function keywordIn(body: string, at: number): Omit<Instruction, 'heredocs'> | undefined {
  const match = /^\s*([A-Za-z]+)(?:\s+|$)/.exec(body);
  if (!match?.[1]) return undefined;
  const text = body.slice(match[0].length);
  const indent = body.length - body.trimStart().length;
  return { keyword: match[1].toUpperCase(), text: text.trimEnd(), start: at + match[0].length, at: at + indent };
}

const takeHeredocs: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

function heredocsAfter(
  { keyword, text }: Omit<Instruction, 'heredocs'>,
  lines: readonly Line[],
  from: number,
): { readonly heredocs: readonly Heredoc[]; readonly last: number } {
  const heredocs: Heredoc[] = [];
  let last = from;
  if (!takeHeredocs.has(keyword)) return { heredocs, last };
  for (const match of text.matchAll(/(?<!<)<<(-?)(["']?)([A-Za-z_]\w*)\2/g)) {
    const [, dash = '', quote = '', name = ''] = match;
    const begin = lines[last + 1];
    if (!begin) break;
    const following = lines.slice(last + 1, last + 1 + mostLines);
    const length = following.findIndex((line) => (dash ? line.text.trimStart() : line.text) === name);
    if (length < 0) break;
    const end = last + 1 + length;
    const body = following.slice(0, length).map((line) => line.text);
    const stripped = dash ? body.map((line) => line.replace(/^\t+/, '')) : body;
    heredocs.push({
      name,
      text: stripped.map((line) => `${line}\n`).join(''),
      start: begin.start,
      end: lines[end]?.start ?? begin.start,
      expands: quote === '',
    });
    last = end;
  }
  return { heredocs, last };
}
