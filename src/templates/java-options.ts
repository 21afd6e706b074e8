import type { Embedded } from '../languages/language.ts';

const option = /-Djava\.net\.preferIPv4Stack=\w+/g;
/** A variable that is given options: `JAVA_OPTS="…"`, `export HADOOP_OPTS=…`. */
const assignment = /^[ \t]*(?:export[ \t]+|set[ \t]+)?\w{2,60}\+?=/;

/**
 * Options of the JVM in a file of variables, which another script reads before it starts Java; all else of the text is
 * blank, so that offsets stay true.
 */
export function javaOptions(text: string): readonly Embedded[] {
  if (!text.includes('preferIPv4Stack')) return [];
  let kept = '';
  let at = 0;
  for (const match of text.matchAll(option)) {
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (!assignment.test(line)) continue;
    kept += `${text.slice(at, match.index).replace(/[^\r\n]/g, ' ')}${match[0]}`;
    at = match.index + match[0].length;
  }
  return kept === '' ? [] : [{ name: 'java.options', text: kept, start: 0, holes: [], certain: true }];
}
