/** A text as a pattern that matches nothing but itself. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A name in which only `*` is special, as a pattern: it stands for any characters, or in a path for any but a slash. */
export function globSource(glob: string, within: 'name' | 'path'): string {
  return glob
    .split('*')
    .map(literally)
    .join(within === 'path' ? '[^/]*' : '.*');
}
