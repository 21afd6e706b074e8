import type { FactReader } from '../catalog/facts.ts';
import type { Outside } from '../evaluate/outside.ts';
import type { Comment, Frontend, GaveUp, Language, Resource, Unit } from '../languages/language.ts';
import type { Fact } from '../model/fact.ts';
import type { Question } from '../model/value.ts';

/** What one file says by itself. Plain JSON that depends on nothing but the file, the front end and the catalog. */
export interface Extracted {
  readonly file: string;
  readonly language: string;
  readonly facts: readonly Fact[];
  /** What other files would have to tell. */
  readonly questions: readonly Question[];
  /** Top-level names for IPv4, which other files may use. */
  readonly offers: readonly string[];
  readonly resources: readonly Resource[];
  /** The comments that mean something to only6. */
  readonly comments: readonly Comment[];
  readonly gaveUp: readonly GaveUp[];
}

/** A source with its front end. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly language: Language;
  readonly frontend: Frontend;
  /** Whether a text holds anything that could lead to a finding. */
  readonly matters: (text: string) => boolean;
}

/**
 * Reads one file, alone or with what others say. Never throws: a fault of ours is told like one of the file.
 */
export async function extract(
  { file, text: whole, language, frontend, matters }: Source,
  reader: FactReader,
  outside?: Outside,
): Promise<Extracted> {
  const empty = { file, language: language.id, facts: [], questions: [], offers: [], resources: [], comments: [] };
  try {
    const text = language.sourceIn?.(whole, file) ?? whole;
    const unit = frontend.lower(text, file, matters);
    const read = reader.read(unit, text, outside);
    return {
      ...empty,
      ...read,
      facts: [...read.facts, ...(await configured(unit, reader))],
      resources: unit.resources,
      comments: unit.comments.filter((comment) => comment.text.includes('only6-ignore')),
      gaveUp: unit.gaveUp,
    };
  } catch (error) {
    const why = `only6 failed on this file: ${error instanceof Error ? error.message : String(error)}`;
    return { ...empty, gaveUp: [{ why, span: { file, start: 0, end: 0 } }] };
  }
}

/** What the configuration of a program inside the file says. Its readers, and YAML's parser, are loaded for such files. */
async function configured(unit: Unit, reader: FactReader): Promise<readonly Fact[]> {
  if (unit.embedded.length === 0) return [];
  const { directivesOf } = await import('../configs/index.ts');
  return unit.embedded.flatMap((embedded) => {
    const daemon = reader.daemonOf(embedded, unit.file);
    if (!daemon) return [];
    const facts = reader.readDirectives(directivesOf(embedded, unit.file, daemon.syntax), daemon, unit.language);
    return embedded.certain ? facts : facts.map(doubted);
  });
}

/** A text that perhaps no program ever reads. */
function doubted(fact: Fact): Fact {
  const step = { says: 'whether a program reads what is written here is not known', span: undefined };
  return { ...fact, certain: false, because: [...fact.because, step] };
}
