/** Draws what a terminal shows as an SVG, for pages that cannot show colours in text. */
const width = 8.4;
const height = 19;
const margin = 18;
const bar = 34;

/** Colours of the terminal by the number in their escape sequence; the background is dark. */
const colours: Readonly<Record<string, string>> = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '36': '#79c0ff',
};

interface Look {
  readonly colour: string;
  readonly bold: boolean;
  readonly faint: boolean;
}

const plain: Look = { colour: '#e6edf3', bold: false, faint: false };

/** `text` may hold the escape sequences of colour, bold and faint, and no others. */
export function terminalSvg(text: string, title: string): string {
  const lines = text.trimEnd().split('\n').map(partsOf);
  const columns = Math.max(...lines.map((parts) => parts.reduce((sum, { words }) => sum + words.length, 0)));
  const [wide, high] = [Math.ceil(columns * width + 2 * margin), bar + lines.length * height + margin];
  let look = plain;
  const rows = lines.map((parts, index) => {
    const spans = parts.map(({ codes, words }) => {
      look = codes.reduce(changed, look);
      return words === '' ? '' : `<tspan${attributesOf(look)}>${escaped(words)}</tspan>`;
    });
    return `  <text x="${margin}" y="${bar + (index + 1) * height - 5}" xml:space="preserve">${spans.join('')}</text>`;
  });
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img">`,
    `  <title>${escaped(title)}</title>`,
    '  <style>text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }</style>',
    `  <rect width="${wide}" height="${high}" rx="8" fill="#0d1117"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map(
      (fill, index) => `  <circle cx="${20 + index * 18}" cy="17" r="5.5" fill="${fill}"/>`,
    ),
    ...rows,
    '</svg>',
  ].join('\n')}\n`;
}

interface Part {
  /** Numbers of the escape sequence before the words. */
  readonly codes: readonly string[];
  readonly words: string;
}

function partsOf(line: string): Part[] {
  const [first = '', ...others] = line.split('\u001b[');
  const parts = others.map((part) => {
    const end = part.indexOf('m');
    return { codes: part.slice(0, end).split(';'), words: part.slice(end + 1) };
  });
  return [{ codes: [], words: first }, ...parts];
}

function changed(look: Look, code: string): Look {
  if (code === '1') return { ...look, bold: true };
  if (code === '2') return { ...look, faint: true };
  if (code === '22') return { ...look, bold: false, faint: false };
  if (code === '39') return { ...look, colour: plain.colour };
  if (code === '0' || code === '') return plain;
  return { ...look, colour: colours[code] ?? look.colour };
}

function attributesOf({ colour, bold, faint }: Look): string {
  return ` fill="${faint ? '#8b949e' : colour}"${bold ? ' font-weight="bold"' : ''}`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}
