import type { Directive } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import { absent } from '../model/value.ts';
import { hole } from '../templates/mask.ts';
import type { DaemonEntry, SectionDefault } from './daemon-entry.ts';
import { leadingTo } from './daemon-settings.ts';

/** What follows from directives that a section leaves out. */
export function sectionDefaults(directives: readonly Directive[], entry: DaemonEntry, language: string): Fact[] {
  return entry.defaults.flatMap((one) => {
    if (one.within === 'file' && directives.some((directive) => says(directive, one.lacks))) return [];
    const sections = sectionsIn(directives, one);
    const lacking = sections.filter((inside) => isMeant(inside, one));
    // A setting that the whole file may hold is missed once.
    return (one.within === 'file' ? lacking.slice(0, 1) : lacking).flatMap((inside) => {
      const first = openingOf(inside, directives) ?? inside.directives[0];
      return first ? [fact(first, one, entry, language)] : [];
    });
  });
}

interface Inside {
  readonly directives: readonly Directive[];
  /** How many sections stand around each of them. */
  readonly depth: number;
}

/** The directives of each section of that name, those of sections inside it too. */
function sectionsIn(directives: readonly Directive[], { section }: SectionDefault): readonly Inside[] {
  if (section === '') return directives.length === 0 ? [] : [{ directives, depth: 0 }];
  const names = section.split('.');
  const found = new Map<number, { directives: Directive[]; depth: number }>();
  for (const directive of directives) {
    const { sections, blocks } = directive;
    const depth = sections.findLastIndex((_, index) =>
      names.every((name, at) => sections[index + 1 - names.length + at] === name),
    );
    if (depth < 0) continue;
    const block = blocks[depth] ?? 0;
    const inside = found.get(block) ?? { directives: [], depth: depth + 1 };
    inside.directives.push(directive);
    found.set(block, inside);
  }
  return [...found.values()];
}

/** The line that begins a section, where the syntax has one. */
function openingOf({ directives: [first], depth }: Inside, all: readonly Directive[]): Directive | undefined {
  if (!first || depth === 0) return undefined;
  const name = first.sections[depth - 1];
  const is = ({ key, sections }: Directive): boolean => key === name && sections.length === depth - 1;
  return all.slice(0, all.indexOf(first)).findLast(is);
}

function isMeant({ directives, depth }: Inside, { has, lacks }: SectionDefault): boolean {
  const own = directives.map(({ sections, key }) => sections[depth] ?? key);
  if (has.length > 0 && !own.some((key) => has.includes(key))) return false;
  // What a template puts there may be what is looked for.
  return !own.some((key) => lacks.includes(key) || key.includes(hole));
}

function says({ key, sections }: Directive, lacks: readonly string[]): boolean {
  return lacks.includes(key) || sections.some((name) => lacks.includes(name));
}

function fact({ span }: Directive, missed: SectionDefault, entry: DaemonEntry, language: string): Fact {
  const because = [{ says: missed.says, span }];
  if (missed.leads) {
    const about = { key: missed.section, value: absent, family: 'ipv4', span, because } as const;
    return leadingTo(missed.leads, about, { entry, language, repair: missed.repair, certain: true });
  }
  return {
    kind: 'listen',
    language,
    span,
    place: entry.program,
    guards: [],
    twin: undefined,
    holds: undefined,
    certain: true,
    family: 'ipv4',
    reach: 'any',
    decided: 'default',
    host: absent,
    port: absent,
    repair: missed.repair,
    by: 'daemon',
    because,
  };
}
