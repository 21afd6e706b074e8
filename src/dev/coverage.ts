import type { FieldEntry } from '../catalog/field-entry.ts';
import type { Catalog } from '../catalog/schema.ts';

/** Fills in what the catalog knows, between the markers of the page; what is left out, and why, is written by hand. */
export function withCoverage(page: string, catalog: Catalog): string {
  const parts: Readonly<Record<string, string>> = {
    configurations: configurations(catalog),
    images: images(catalog),
    runtimes: runtimes(catalog),
    programs: programs(catalog),
    objects: objects(catalog.fields.filter(({ apis }) => !apis.includes('helm'))),
    charts: objects(catalog.fields.filter(({ apis }) => apis.includes('helm'))),
  };
  return Object.entries(parts).reduce((text, [name, part]) => between(text, name, part), page);
}

function between(text: string, name: string, part: string): string {
  const start = `<!-- ${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(`<!-- /${name} -->`, from);
  return from < 0 || to < 0 ? text : `${text.slice(0, from + start.length)}\n\n${part}\n\n${text.slice(to)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function code(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(', ');
}

function configurations({ daemons }: Catalog): string {
  const sorted = [...daemons].sort((a, b) => byName(a.program, b.program));
  return table(
    ['Program', 'Files, by name', 'What is judged'],
    sorted.map(({ program, files, settings, defaults }) => [
      program,
      code(files.slice(0, 3)),
      code(
        [...new Set([...settings.flatMap(({ keys }) => keys), ...defaults.map(({ section }) => section)])]
          .filter((key) => key !== '')
          .slice(0, 8),
      ),
    ]),
  );
}

const families = { ipv4: 'IPv4 only', ipv6: 'IPv6', both: 'both families', unknown: 'what its settings say' };

function images({ images: entries }: Catalog): string {
  return table(
    ['Program', 'Images', 'Versions', 'By itself it listens on'],
    [...entries]
      .sort((a, b) => byName(a.program, b.program))
      .map(({ program, images: names, from, below, listens }) => [
        program,
        code(names),
        [from && `from ${from}`, below && `below ${below}`].filter((one) => one !== '').join(', '),
        listens.reach === 'loopback' ? 'loopback' : families[listens.family],
      ]),
  );
}

function runtimes({ runtimes: entries }: Catalog): string {
  return table(
    ['Runtime', '0.0.0.0 means', 'Images'],
    entries.map(({ title, wildcard, images: names, programs: finished }) => [
      title,
      families[wildcard],
      code([...names, ...finished]),
    ]),
  );
}

function programs({ programs: entries }: Catalog): string {
  return table(
    ['Program', 'Flags and variables'],
    entries
      .filter(({ program }) => program !== '')
      .map(({ program, flags, env }) => [program, code([...flags, ...env])]),
  );
}

function objects(fields: readonly FieldEntry[]): string {
  const kinds = new Map<string, Set<string>>();
  for (const { kind, apis, paths, scope, flag } of fields) {
    const name = apis.includes('helm') ? kind : `${kind} (${apis.join(', ')})`;
    const known = kinds.get(name) ?? new Set<string>();
    for (const { text } of paths) known.add(flag || `${scope ? `${scope.text}.` : ''}${text}`);
    kinds.set(name, known);
  }
  return table(
    ['Object', 'What is judged'],
    [...kinds].sort(([a], [b]) => byName(a, b)).map(([name, paths]) => [name, code([...paths].slice(0, 12))]),
  );
}

function byName(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}
