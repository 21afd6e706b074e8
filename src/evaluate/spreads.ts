import type { Span } from '../model/span.ts';
import type { Fields, Value } from '../model/value.ts';

type Known = Pick<Fields, 'fields' | 'complete'>;

/** The fields of an object in which spreads (`...`) stand: what comes later wins, and what is not seen may win. */
export function spreadFields(all: Fields['fields'], complete: boolean): Known {
  if (all.every((field) => field.key !== '...')) return { fields: all, complete };
  const fields = new Map<string, Value>();
  let seen = complete;
  for (const { key, value } of all) {
    if (key !== '...') fields.set(key, value);
    else if (value.is === 'fields') {
      if (!value.complete) seen = false;
      for (const [known, before] of value.complete ? [] : fields) fields.set(known, orOther(before, value.span));
      for (const field of value.fields) fields.set(field.key, field.value);
    } else if (value.is !== 'absent' && !isNothing(value)) {
      seen = false;
      for (const [known, before] of fields) fields.set(known, orOther(before, value.span));
    }
  }
  return { fields: [...fields].map(([key, value]) => ({ key, value })), complete: seen };
}

function isNothing(value: Value): boolean {
  return value.is === 'text' && (value.type === 'null' || value.type === 'boolean');
}

/** A field that stands before a spread: the spread may hold another. */
function orOther(before: Value, span: Span): Value {
  const other: Value = { is: 'unknown', spelled: '', from: 'field', span, via: [] };
  return { is: 'either', options: [before, other], span, via: [] };
}
