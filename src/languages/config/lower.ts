import { lastPart } from '../../model/path.ts';
import { blockScalars } from '../../templates/blocks.ts';
import { filtersIn } from '../../templates/filters.ts';
import { javaOptions } from '../../templates/java-options.ts';
import { blanked, type Masked, mask } from '../../templates/mask.ts';
import { seamsIn } from '../../templates/seams.ts';
import { UnitBuilder } from '../builder.ts';
import type { Comment, Embedded, Unit } from '../language.ts';
import { supervised } from './supervised.ts';

/** Reads a configuration, or a template of one, as a text that programs of the catalog may know. */
export function lower(text: string, file: string): Unit {
  const masked = mask(text, file);
  const name = lastPart(file);
  const { words, holes, parts } = masked;
  const whole: Embedded = { name, text: withoutParts(masked), start: 0, holes, certain: true };
  const named = parts.map(({ name: part, start, end }) => ({
    name: part,
    text: words.slice(start, end),
    start,
    holes,
    certain: true,
  }));
  const filters = filtersIn(words, file);
  return {
    ...new UnitBuilder(file, 'config').build(),
    ...filters,
    sites: [...seamsIn(masked, file, text), ...filters.sites],
    embedded: [whole, ...named, ...blockScalars(masked), ...javaOptions(words)],
    resources: supervised(text, file),
    comments: comments(text, file),
  };
}

/** Named parts have names of their own to be known by. */
function withoutParts({ words, parts }: Masked): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of parts) {
    rest += words.slice(at, start) + blanked(words.slice(start, end));
    at = end;
  }
  return rest + words.slice(at);
}

function comments(text: string, file: string): Comment[] {
  const found: Comment[] = [];
  for (const match of text.matchAll(/(?:^|[ \t])(?:#|;|\/\/)([^\n]*)/gm)) {
    const start = match.index + match[0].length - (match[1] ?? '').length;
    found.push({ text: match[1] ?? '', span: { file, start, end: match.index + match[0].length } });
  }
  return found;
}
