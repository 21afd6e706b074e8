import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Lexicon } from '../evaluate/words.ts';
import type { Expr, Field, Site, Use } from '../languages/language.ts';

/** A default that says where a program listens, with no call in sight that takes it. */
export interface Default {
  readonly key: string;
  readonly expr: Expr;
}

/** Every default that a site holds. */
export function defaultsOf(site: Site, evaluator: Evaluator, lexicon: Lexicon): readonly Default[] {
  const { expr } = site;
  const bind = bindDefault(site, evaluator, lexicon);
  if (expr.is === 'call') return [bind, argumentDefault(expr, lexicon)].filter((one) => one !== undefined);
  if (expr.is !== 'record') return bind ? [bind] : [];
  return recordDefaults(expr.fields, lexicon);
}

/** `const host = process.env.HOST || '0.0.0.0'`, `get('HOST', '0.0.0.0')`: the literal means a bind address only. */
function bindDefault(site: Site, evaluator: Evaluator, lexicon: Lexicon): Default | undefined {
  if (site.expr.is !== 'literal' || site.expr.text !== wildcard) return undefined;
  const key = keyOf(site.use, evaluator);
  if (key === undefined || !isBind(key, lexicon)) return undefined;
  // A function that looks for the own host may end with it.
  if (site.use.is === 'returned' && !/bind|listen/i.test(key)) return undefined;
  if (isBesideSix(site, evaluator)) return undefined;
  return { key, expr: site.expr };
}

/** `hasIPv6 ? '::' : '0.0.0.0'` */
function isBesideSix({ use, scope }: Site, evaluator: Evaluator): boolean {
  const [name = ''] = use.is === 'assigned' ? use.names : [];
  const all =
    use.is === 'returned'
      ? (evaluator.unit.functions[use.function]?.returns ?? [])
      : (evaluator.binding(name, scope, Number.MAX_SAFE_INTEGER)?.values ?? []);
  return all.some(({ value }) => value.is === 'either' && value.options.some(isSix));
}

function isSix(expr: Expr): boolean {
  return expr.is === 'literal' && /^\[?::\]?$/.test(expr.text);
}

/** `{ ip: '0.0.0.0', port: 9000 }`: a port beside it tells the rest. */
function recordDefaults(fields: readonly Field[], lexicon: Lexicon): readonly Default[] {
  if (!fields.some((field) => lexicon.meaning([field.key]) === 'port')) return [];
  // `{ address, family, port }` is what a socket says of itself, not what it is told.
  if (fields.some((field) => field.key === 'family')) return [];
  return fields.flatMap(({ key, value }): Default[] => {
    if (value.is !== 'literal') return [];
    if (value.text === wildcard && lexicon.meaning([key]) === 'address' && !isBind(key, lexicon))
      return [{ key, expr: value }];
    return [];
  });
}

/** `get('HOST', '0.0.0.0')`, `option('--host <address>', 'where to listen', '0.0.0.0')`, `option('host', { default: … })`. */
function argumentDefault(expr: Extract<Expr, { is: 'call' }>, lexicon: Lexicon): Default | undefined {
  const [name, ...rest] = expr.args;
  if (name?.is !== 'literal' || name.type !== 'string') return undefined;
  const key = /--([\w-]+)/.exec(name.text)?.[1] ?? (/^[\w.-]+$/.test(name.text) ? name.text : '');
  if (key === '' || !isBind(key, lexicon)) return undefined;
  const value = rest
    .map((arg) => (arg.is === 'record' ? arg.fields.find((field) => field.key === 'default')?.value : arg))
    .find((arg) => arg?.is === 'literal' && arg.text === wildcard);
  return value && { key, expr: value };
}

const wildcard = '0.0.0.0';

/** Names of a listener's address; a bare `ip` or `address` may as well be that of a client which is not known. */
function isBind(key: string, lexicon: Lexicon): boolean {
  const last = key.split('.').at(-1) ?? '';
  if (lexicon.wordsFit('elsewhere', key)) return false;
  return lexicon.meaning([last]) === 'address' ? lexicon.wordsFit('listeners', last) : lexicon.fits('binds', last);
}

/** What a literal is the value of, by the name it is given. */
function keyOf(use: Use, evaluator: Evaluator): string | undefined {
  switch (use.is) {
    case 'assigned':
      return use.names.length === 1 ? use.names[0] : undefined;
    case 'field':
      // `host: { default: '0.0.0.0' }`, `HOST: str({ default: '0.0.0.0' })`
      if (use.key !== 'default') return use.key;
      return keyOf(use.outer.is === 'argument' ? use.outer.outer : use.outer, evaluator);
    case 'returned':
      return evaluator.unit.functions[use.function]?.name;
    case 'argument':
      // `HOST: z.string().default('0.0.0.0')`
      return use.callee.is === 'member' && use.callee.key === 'default' ? keyOf(use.outer, evaluator) : undefined;
    default:
      return undefined;
  }
}
