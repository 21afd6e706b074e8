import type { Directive, Embedded, Syntax } from '../languages/language.ts';
import { readBraces } from './braces.ts';
import { readIni } from './ini.ts';
import { readLines } from './lines.ts';
import { readTree } from './tree.ts';
import { readXml } from './xml.ts';

/** The directives of a configuration, in source order. Never throws: what is not understood is left out. */
export function directivesOf(embedded: Embedded, file: string, syntax: Syntax): readonly Directive[] {
  switch (syntax.is) {
    case 'braces':
      return readBraces(embedded, file, syntax.ends);
    case 'lines':
      return readLines(embedded, file, syntax.sections);
    case 'ini':
      return readIni(embedded, file);
    case 'yaml':
      return readTree(embedded, file);
    case 'xml':
      return readXml(embedded, file);
  }
}
