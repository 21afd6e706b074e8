import type { EnvEntry } from '../catalog/launch.ts';
import { isOpen } from '../catalog/tree.ts';

const line =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*[=:][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#][^\n#]*?)?)[ \t]*(?:#[^\n]*)?\r?$/gm;

/** The variables of a file of `NAME=value` lines, each with its place in that file. */
export function readDotenv(text: string, file: string): readonly EnvEntry[] {
  return [...text.matchAll(line)].map((match) => {
    const [whole, name = '', double, single, plain] = match;
    const value = double ?? single ?? plain ?? '';
    const start = match.index + whole.lastIndexOf(value);
    const span = { file, start, end: start + value.length };
    const at = { file, start: match.index, end: match.index + whole.length };
    return {
      name,
      value: isOpen(value)
        ? { is: 'unknown', spelled: value, from: 'other', span, via: [] }
        : { is: 'text', type: 'string', text: value, span, via: [] },
      span: at,
    };
  });
}
