/** A file of an example. */
export interface ExampleFile {
  readonly name: string;
  readonly text: string;
  /** Lines that are marked, with the effect that is asked for; empty for any above a note. */
  readonly wants: readonly { readonly line: number; readonly effect: string }[];
}

/** One case of a page: a code block, or several that belong together. */
export interface Example {
  readonly title: string;
  /** Line of the page. */
  readonly line: number;
  readonly files: readonly ExampleFile[];
  readonly output: Block | undefined;
  /** What the example's file becomes when everything in it is repaired. */
  readonly fix: Block | undefined;
}

/** A fenced block. */
export interface Block {
  readonly line: number;
  readonly language: string;
  readonly info: readonly string[];
  readonly title: string;
  readonly text: string;
  /** Offsets of the text in the page. */
  readonly start: number;
  readonly end: number;
}

const extensions: Readonly<Record<string, string>> = {
  go: 'go',
  js: 'js',
  javascript: 'js',
  jsx: 'jsx',
  mjs: 'mjs',
  cjs: 'cjs',
  ts: 'ts',
  typescript: 'ts',
  tsx: 'tsx',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
};

/** Whether a block is a file of an example: by its language, or by a title that says which file it is. */
function isFile({ language, title }: Block): boolean {
  return title !== '' || language in extensions;
}

/** Reads the cases of a page, in order. */
export function examplesIn(page: string): Example[] {
  const examples: Example[] = [];
  for (const block of blocksIn(page)) {
    const last = examples.at(-1);
    if (last && block.language === 'text' && block.info.includes('output')) {
      examples[examples.length - 1] = { ...last, output: block };
    } else if (last && block.info.includes('fix')) {
      examples[examples.length - 1] = { ...last, fix: block };
    } else if (isFile(block)) {
      const file = fileOf(block);
      if (last && block.info.includes('same'))
        examples[examples.length - 1] = { ...last, files: [...last.files, file] };
      else examples.push({ title: file.name, line: block.line, files: [file], output: undefined, fix: undefined });
    }
  }
  return examples;
}

/** The page with another text in a block. */
export function replaceBlock(page: string, block: Block, text: string): string {
  return page.slice(0, block.start) + text + page.slice(block.end);
}

function blocksIn(page: string): Block[] {
  const fence = /^(`{3,}|~{3,})(\S*)(.*)\n([\s\S]*?)^\1[`~]*[ \t]*$/gm;
  return [...page.matchAll(fence)].map((match) => {
    const [whole, , language = '', rest = '', text = ''] = match;
    const start = match.index + whole.indexOf('\n') + 1;
    return {
      line: page.slice(0, match.index).split('\n').length,
      language,
      info: rest.replace(/title="[^"]*"/, '').split(/\s+/),
      title: /title="([^"]*)"/.exec(rest)?.[1] ?? '',
      text,
      start,
      end: start + text.length,
    };
  });
}

const want = /(?:\/\/|#|<!--|\/\*|\{\/\*)\s*want(?::\s*([a-z ]+?))?\s*(?:-->|\*\/\}?)?\s*$/;

/** Marks stay in the text: they are comments, and columns before them are right. */
function fileOf({ language, title, text }: Block): ExampleFile {
  // A Dockerfile has no comments but on lines of their own: there a mark is about the next line.
  const below = language === 'dockerfile' ? 1 : 0;
  const wants = text.split('\n').flatMap((line, index) => {
    const match = want.exec(line);
    return match ? [{ line: index + 1 + below, effect: match[1] ?? '' }] : [];
  });
  return { name: title === '' ? `example.${extensions[language] ?? language}` : title, text, wants };
}
