import { parseHost } from '../model/address.ts';
import type { Value } from '../model/value.ts';

/** Why a value is not sure enough for `breaks`; empty when it is. */
export function doubtOf(value: Value): string {
  switch (value.is) {
    case 'text':
    case 'absent':
      return '';
    case 'typed':
      return value.proven ? '' : `${value.spelled || value.place} may hold a name`;
    case 'joined':
      return firstDoubt(value.parts);
    case 'list':
      return firstDoubt(value.items);
    case 'fields':
      return value.complete
        ? firstDoubt(value.fields.map((field) => field.value))
        : 'an option that is not seen may change it';
    case 'either':
      return doubtOfEither(value.options);
    case 'input':
      return `${value.name} can be set from outside`;
    case 'reference':
      return `${value.name} is defined elsewhere`;
    case 'unknown':
      return value.spelled === '' ? 'its value is not known here' : `the value of ${value.spelled} is not known here`;
  }
}

function firstDoubt(values: readonly Value[]): string {
  for (const value of values) {
    const doubt = doubtOf(value);
    if (doubt !== '') return doubt;
  }
  return '';
}

/** Several constants are as good as one where they all mean the same to the network. */
function doubtOfEither(options: readonly Value[]): string {
  const doubt = firstDoubt(options);
  if (doubt !== '') return doubt;
  return new Set(options.map(meaningOf)).size > 1 ? 'it is one of several values' : '';
}

function meaningOf(value: Value): string {
  if (value.is !== 'text') return value.is;
  const host = parseHost(value.text);
  return 'family' in host ? `${host.is} ${host.family}` : host.is;
}
