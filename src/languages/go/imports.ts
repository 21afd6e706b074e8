import type { Edit } from '../../model/fix.ts';

/** Packages that repairs write the names of, with their paths. */
const standard: Readonly<Record<string, string>> = { fmt: 'fmt', net: 'net', strconv: 'strconv', strings: 'strings' };

interface Spec {
  readonly start: number;
  readonly end: number;
  /** Empty for none. */
  readonly alias: string;
  readonly path: string;
}

interface Declaration {
  readonly start: number;
  readonly end: number;
  readonly grouped: boolean;
  readonly specs: readonly Spec[];
}

/**
 * The edits that imports need besides others: packages that those name are added, and packages that nothing names any
 * more are taken out, since Go refuses both. Undefined where another thing has the name of such a package.
 */
export function importEdits(text: string, edits: readonly Edit[]): readonly Edit[] | undefined {
  const file = edits[0]?.span.file ?? '';
  const { declarations, uses } = readOnce(text);
  const specs = declarations.flatMap((one) => one.specs);
  const written = edits.map((edit) => code(edit.text)).join('\n');
  const missing: string[] = [];
  const unused: Spec[] = [];
  for (const [name, path] of Object.entries(standard)) {
    const own = specs.find((spec) => spec.path === path);
    const { named, declared } = uses.get(name) ?? noUses;
    const isLeft = (offset: number): boolean => !edits.some(({ span }) => offset >= span.start && offset < span.end);
    if (!new RegExp(`(?<![\\w.])${name}\\.`).test(written)) {
      if (own && own.alias === '' && named.length > 0 && !named.some(isLeft)) unused.push(own);
      continue;
    }
    const isShadowed = declared.some(isLeft) || new RegExp(`(?<![\\w.])${name}(?![\\w.])`).test(written);
    if ((own && own.alias !== '') || isShadowed) return undefined;
    if (!own && specs.some((spec) => spec.path.endsWith(`/${path}`) && spec.alias === '')) return undefined;
    if (!own) missing.push(path);
  }
  const group = declarations.find(({ grouped, specs: own }) => grouped && own.length > 0);
  // Comments that belong to an import, and those of cgo, stay where they are.
  if (!group && declarations.some(({ start, end }) => /"C"|\/[/*]/.test(text.slice(start, end)))) {
    return missing.length + unused.length === 0 ? [] : undefined;
  }
  const changed = group ? inGroup(group, declarations, missing, unused) : inNone(text, declarations, missing, unused);
  return changed.map(({ start, end, text: line }) => ({ span: { file, start, end }, text: line, follows: true }));
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** New specs stand where gofmt sorts them, in the group of the standard library. */
function inGroup(
  group: Declaration,
  declarations: readonly Declaration[],
  missing: readonly string[],
  unused: readonly Spec[],
): Change[] {
  const kept = group.specs.filter((spec) => !unused.includes(spec));
  const taken = declarations.flatMap(({ specs, grouped, start, end }) =>
    specs.filter((spec) => unused.includes(spec)).map((spec) => (grouped ? spec : { start, end: end + 1 })),
  );
  const own = kept.filter(({ path }) => !(path.split('/')[0] ?? '').includes('.'));
  const gap = own.length === 0 && kept.length > 0 ? '\n' : '';
  const first = group.specs[0]?.start ?? group.start;
  const byPlace = new Map<number, string>();
  for (const path of missing) {
    const at = own.filter((spec) => spec.path < path).at(-1)?.end ?? own[0]?.start ?? first;
    byPlace.set(at, `${byPlace.get(at) ?? ''}\t"${path}"\n`);
  }
  const isEmpty = kept.length === 0 && missing.length === 0 && declarations.length === 1;
  if (isEmpty) return [{ start: group.start, end: group.end + 1, text: '' }];
  return [
    ...taken.map(({ start, end }) => ({ start, end, text: '' })),
    ...[...byPlace].map(([at, lines]) => ({ start: at, end: at, text: lines + gap })),
  ];
}

/** One import becomes several, or the other way round. */
function inNone(
  text: string,
  declarations: readonly Declaration[],
  missing: readonly string[],
  unused: readonly Spec[],
): Change[] {
  if (missing.length === 0 && unused.length === 0) return [];
  const [first] = declarations;
  const specs = declarations.flatMap((one) => one.specs).filter((spec) => !unused.includes(spec));
  const written = [
    ...specs.map(({ alias, path }) => ({ path, line: alias === '' ? `"${path}"` : `${alias} "${path}"` })),
    ...missing.map((path) => ({ path, line: `"${path}"` })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const lines = written.map(({ line }) => line);
  const all =
    lines.length === 1 ? `import ${lines[0]}\n` : `import (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;
  if (!first) {
    const at = readOnce(text).clauseEnd;
    return [{ start: at, end: at, text: `\n${all}` }];
  }
  const [, ...others] = declarations;
  return [
    { start: first.start, end: first.end + 1, text: lines.length === 0 ? '' : all },
    ...others.map(({ start, end }) => ({ start, end: end + 1, text: '' })),
  ];
}

/** Where a name of a package stands outside of imports. */
interface Uses {
  /** As that of a package: `net.`. */
  readonly named: readonly number[];
  /** As that of a variable, a parameter, a field or a function. */
  readonly declared: readonly number[];
}

const noUses: Uses = { named: [], declared: [] };

interface File {
  readonly text: string;
  readonly declarations: readonly Declaration[];
  readonly uses: ReadonlyMap<string, Uses>;
  /** Behind the line of the package clause. */
  readonly clauseEnd: number;
}

/** The repairs of a file are worked out one after the other, all from the same text. */
let last: File = { text: '', declarations: [], uses: new Map(), clauseEnd: 0 };

function readOnce(text: string): File {
  if (last.text !== text) {
    const masked = code(text);
    const declarations = declarationsIn(text, masked);
    const outside = (offset: number): boolean =>
      !declarations.some(({ start, end }) => offset >= start && offset < end);
    const at = (pattern: string): number[] =>
      [...masked.matchAll(new RegExp(pattern, 'g'))].map(({ index }) => index).filter(outside);
    const uses = Object.keys(standard).map((name): [string, Uses] => [
      name,
      { named: at(`(?<![\\w.])${name}\\.`), declared: at(`(?<![\\w.])${name}(?![\\w.])`) },
    ]);
    const clause = /^package[ \t]+\w+[^\n]*\n?/m.exec(masked);
    const clauseEnd = clause ? clause.index + clause[0].length : 0;
    last = { text, declarations, uses: new Map(uses), clauseEnd };
  }
  return last;
}

/** The text with comments, strings and runes blanked; offsets stay. What is never closed ends with the text. */
function code(text: string): string {
  const hidden = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|`[^`]*(?:`|$)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
  return text.replace(hidden, (part) => part.replace(/[^\n]+/g, (line) => ' '.repeat(line.length)));
}

function declarationsIn(text: string, masked: string): Declaration[] {
  const found: Declaration[] = [];
  for (const { index, 0: head } of masked.matchAll(/^import\b/gm)) {
    const from = index + head.length;
    const grouped = /^[ \t]*\(/.test(masked.slice(from, from + 80));
    const close = masked.indexOf(grouped ? ')' : '\n', from);
    const end = close < 0 ? text.length : grouped ? close + 1 : close;
    found.push({ start: index, end, grouped, specs: specsIn(text, from, end) });
  }
  return found;
}

function specsIn(text: string, from: number, to: number): Spec[] {
  const specs: Spec[] = [];
  let at = from;
  for (const line of text.slice(from, to).split(/(?<=\n)/)) {
    const spec = /^[\s(]*(?:([\w.]+)[ \t]+)?["`]([^"`\n]+)["`]/.exec(line);
    if (spec) specs.push({ start: at, end: at + line.length, alias: spec[1] ?? '', path: spec[2] ?? '' });
    at += line.length;
  }
  return specs;
}
