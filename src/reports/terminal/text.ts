// Control characters and those that turn the direction of writing would let a scanned file write to the terminal.
const unprintable = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const zeroWidth = /^(?:\p{Mn}|\p{Me}|\u200b|\u200c|\u200d)$/u;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]$/u;
const widePicture = /^[\p{Emoji_Presentation}\u{20000}-\u{3fffd}]$/u;

/** One entry a column of the terminal: a wide character is followed by an empty entry, a tab becomes two spaces. */
export function cellsOf(text: string): string[] {
  const cells: string[] = [];
  for (const character of text) {
    const last = cells.length - 1;
    if (character === '\t') cells.push(' ', ' ');
    else if (unprintable.test(character)) cells.push('\ufffd');
    else if (zeroWidth.test(character) && last >= 0) cells[last] += character;
    else if (wide.test(character) || widePicture.test(character)) cells.push(character, '');
    else cells.push(character);
  }
  return cells;
}

/** Text from a scanned file, made harmless for a terminal. */
export function clean(text: string): string {
  return cellsOf(text).join('');
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  return cellsOf(text).length;
}

/** Cuts a text to a number of columns, and shows that it did. */
export function cut(text: string, room: number): string {
  const cells = cellsOf(text);
  if (cells.length <= room) return cells.join('');
  return `${cells
    .slice(0, Math.max(0, room - 3))
    .join('')
    .trimEnd()}...`;
}

/** Cuts a path to a number of columns; its end says more than its start. */
export function cutPath(path: string, room: number): string {
  const cells = cellsOf(path);
  return cells.length <= room ? cells.join('') : `...${cells.slice(3 - room).join('')}`;
}

/** Breaks a text into lines at its spaces; a word that is longer than a line gets one for itself. */
export function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).map(clean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** Wraps a text behind a label; the lines that follow stand under its first. */
export function labelled(label: string, text: string, room: number, indent = ''): string[] {
  const hanging = ' '.repeat(widthOf(label));
  return wrap(text, room - indent.length - hanging.length).map(
    (line, index) => `${indent}${index === 0 ? label : hanging}${line}`,
  );
}
