import type { Checked } from './checked.ts';
import type { Means } from './means.ts';

type Reading = (given: Checked) => Means;

/** How what an entry means is read, with the keys that belong to it. */
const readings: Readonly<Record<Means['is'], Reading>> = {
  listen: (given) => ({
    is: 'listen',
    ...ends(given),
    port: role(given, 'port'),
    absent: given.get('absent').oneOf(['both', 'ipv4', 'loopback'], 'both'),
    wildcard: given.get('wildcard').oneOf(['ipv4', 'own'], 'own'),
  }),
  dial: (given) => ({ is: 'dial', ...ends(given) }),
  resolve: (given) => ({ is: 'resolve', ...ends(given) }),
  join: (given) => ({ is: 'join', host: must(given, 'host'), port: must(given, 'port') }),
  authority: (given) => ({ is: 'authority', host: must(given, 'host') }),
  bare: (given) => ({ is: 'bare', host: must(given, 'host') }),
  append: (given) => ({ is: 'append', first: must(given, 'first'), rest: must(given, 'rest') }),
  glue: (given) => ({ is: 'glue', list: must(given, 'list'), separator: must(given, 'separator') }),
  split: (given) => ({
    is: 'split',
    input: must(given, 'input'),
    separator: role(given, 'separator'),
    cut: given.get('cut').oneOf(['first', 'last', 'every']),
  }),
  match: (given) => ({
    is: 'match',
    input: must(given, 'input'),
    pattern: must(given, 'pattern'),
    gives: given.get('gives').oneOf(['parts', 'truth'], 'parts'),
  }),
  strip: (given) => ({
    is: 'strip',
    input: must(given, 'input'),
    pattern: must(given, 'pattern'),
    replacement: must(given, 'replacement'),
  }),
  contains: (given) => ({ is: 'contains', input: must(given, 'input'), text: must(given, 'text') }),
  scan: (given) => ({ is: 'scan', input: must(given, 'input'), format: must(given, 'format') }),
  number: (given) => ({ is: 'number', bytes: must(given, 'bytes') }),
  count: (given) => ({ is: 'count', input: must(given, 'input'), text: must(given, 'text') }),
  index: (given) => ({
    is: 'index',
    input: must(given, 'input'),
    text: must(given, 'text'),
    cut: given.get('cut').oneOf(['first', 'last']),
    from: role(given, 'from'),
  }),
  format: (given) => ({
    is: 'format',
    format: must(given, 'format'),
    values: must(given, 'values'),
    use: given.get('use').oneOf(['text', 'value'], 'value'),
  }),
  message: () => ({ is: 'message' }),
  env: (given) => ({ is: 'env', name: must(given, 'name'), fallback: role(given, 'fallback') }),
  setting: (given) => ({ is: 'setting', name: must(given, 'name'), fallback: role(given, 'fallback') }),
  flag: (given) => ({
    is: 'flag',
    name: must(given, 'name'),
    default: must(given, 'default'),
    into: role(given, 'into'),
  }),
  merge: (given) => ({ is: 'merge', values: must(given, 'values') }),
  same: (given) => ({ is: 'same', value: must(given, 'value'), bare: given.get('bare').flag() }),
  test: (given) => ({
    is: 'test',
    of: must(given, 'of'),
    says: given.get('says').oneOf(['is-ipv4', 'is-ipv6', 'has-port']),
    otherwise: given.get('otherwise').missing ? undefined : given.get('otherwise').oneOf<'nil'>(['nil']),
  }),
  parse: (given) => ({
    is: 'parse',
    input: role(given, 'input'),
    family: role(given, 'family'),
    how: given.get('how').oneOf(['library', 'validator'], 'library'),
    others: given.get('others').oneOf(['rejected', 'nil', 'panic', 'garbled'], 'rejected'),
    repair: must(given, 'repair'),
  }),
  pick: (given) => ({
    is: 'pick',
    family: role(given, 'family'),
    own: given.get('own').boolean(),
    finds: given.get('finds').oneOf(['ipv4', 'private'], 'ipv4'),
    unless: given.get('unless').literals(),
  }),
  enumerate: (given) => ({ is: 'enumerate', own: given.get('own').boolean() }),
  select: (given) => ({
    is: 'select',
    selector: role(given, 'selector'),
    address: role(given, 'address'),
    default: given.get('default').oneOf(['ipv4', 'unknown'], 'unknown'),
    ...kept(given),
    doubt: role(given, 'doubt') ?? '',
  }),
  constant: (given) => ({
    is: 'constant',
    ...kept(given),
    doubt: role(given, 'doubt') ?? '',
    compared: given.get('compared').flag(),
  }),
  field: (given) => ({ is: 'field', ...kept(given) }),
  mask: (given) => ({ is: 'mask', bits: must(given, 'bits') }),
  prefix: (given) => ({ is: 'prefix', address: must(given, 'address'), bits: must(given, 'bits') }),
  'ipv4-ranges': (given) => ({ is: 'ipv4-ranges', input: must(given, 'input'), repair: must(given, 'repair') }),
  run: (given) => ({ is: 'run', program: must(given, 'program'), args: role(given, 'args') }),
  gives: () => ({ is: 'gives' }),
};

/** Reads what an entry means; throws an error that names the key. */
export function parseMeans(given: Checked): Means {
  const is = given.get('means').oneOf(Object.keys(readings).filter(isMeaning), 'gives');
  return readings[is](given);
}

function isMeaning(key: string): key is Means['is'] {
  return Object.hasOwn(readings, key);
}

/** A parameter, or a literal in place of one. */
function must(given: Checked, key: string): string {
  return given.get(key).literal();
}

function role(given: Checked, key: string): string | undefined {
  return given.get(key).literalIfGiven();
}

function ends(given: Checked) {
  return {
    family: role(given, 'family'),
    address: role(given, 'address'),
    host: role(given, 'host'),
    default: given.get('default').oneOf(['both', 'ipv4', 'ipv6'], 'both'),
    handled: Object.fromEntries(
      given
        .get('handled')
        .entries()
        .map(([setting, value]) => [setting, value.literal()]),
    ),
    unless: given.get('unless').literals(),
    repair: role(given, 'repair') ?? '',
  } as const;
}

function kept(given: Checked) {
  return { of: must(given, 'of'), repair: must(given, 'repair') };
}
