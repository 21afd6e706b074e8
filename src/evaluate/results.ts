import type { Expr } from '../languages/language.ts';
import { mostFilled } from '../model/fill.ts';
import { type Absent, absent, type Input, type Value } from '../model/value.ts';
import type { Call } from './calls.ts';
import type { Evaluator } from './evaluator.ts';
import { format } from './format.ts';
import { spell } from './spell.ts';
import { spreadFields } from './spreads.ts';

/** What a call that the catalog knows gives: a text that is put together, what comes from outside, its argument. */
export function resultOf(call: Call, expr: Expr, evaluator: Evaluator): Value {
  const { means } = call.entry;
  switch (means.is) {
    case 'same': {
      const value = call.role(means.value);
      return value.is === 'absent' ? evaluator.unknown(expr, 'call') : value;
    }
    case 'format': {
      const text = call.role(means.format);
      if (text.is !== 'text') return evaluator.unknown(expr, 'call');
      return joined(format(text, call.rest(means.values)), expr);
    }
    case 'glue':
      return glued(call, means, expr) ?? evaluator.unknown(expr, 'call');
    case 'merge': {
      const parts = call.rest(means.values).map((value) => ({ key: '...', value }));
      return { is: 'fields', ...spreadFields(parts, true), span: expr.span, via: [] };
    }
    case 'setting': {
      const name = call.role(means.name);
      const fallback = means.fallback ? call.role(means.fallback) : absent;
      return name.is === 'text' ? input('config', name, fallback, expr, evaluator) : evaluator.unknown(expr, 'call');
    }
    case 'env':
      return input('env', call.role(means.name), means.fallback ? call.role(means.fallback) : absent, expr, evaluator);
    case 'flag':
      return input('flag', call.role(means.name), call.role(means.default), expr, evaluator);
    case 'join': {
      const text = (written: string): Value => ({
        is: 'text',
        type: 'string',
        text: written,
        span: expr.span,
        via: [],
      });
      return joined([text('['), call.role(means.host), text(']:'), call.role(means.port)], expr);
    }
    case 'split': {
      const cut = call.role(means.input);
      const via = cut.is === 'absent' ? [] : cut.via;
      const spelled = cut.is === 'unknown' || cut.is === 'typed' ? cut.spelled : spell(expr);
      return { is: 'unknown', spelled, from: 'call', span: expr.span, via };
    }
    default:
      return evaluator.calls.returned(call, 0, expr) ?? evaluator.unknown(expr, 'call');
  }
}

/** `host + SEPARATOR + port` is a text where one of them is; otherwise a sum of numbers. */
export function sum(expr: Extract<Expr, { is: 'other' }>, evaluator: Evaluator): Value {
  const parts = expr.parts.map((part) => evaluator.value(part));
  const texty = parts.some((part) => part.is === 'joined' || (part.is === 'text' && part.type === 'string'));
  return texty ? joined(parts, expr) : evaluator.unknown(expr, 'other');
}

/** Parts one after the other: one text where all of them are constant. */
export function joined(parts: readonly Value[], expr: Expr): Value {
  if (parts.every((part) => part.is === 'text')) {
    const length = parts.reduce((sum, part) => sum + (part.is === 'text' ? part.text.length : 0), 0);
    if (length > mostFilled) return { is: 'unknown', spelled: spell(expr), from: 'other', span: expr.span, via: [] };
    const text = parts.map((part) => (part.is === 'text' ? part.text : '')).join('');
    return { is: 'text', type: 'string', text, span: expr.span, via: [] };
  }
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return { is: 'joined', parts, span: expr.span, via: [] };
}

function input(from: Input['from'], name: Value, fallback: Value, expr: Expr, evaluator: Evaluator): Value {
  // A call gives an empty text where nothing is set.
  const otherwise: Value =
    fallback.is === 'absent' ? { is: 'text', type: 'string', text: '', span: expr.span, via: [] } : fallback;
  const text = name.is === 'text' ? name.text : '';
  const known = text === '' ? undefined : given({ from, name: text }, otherwise, expr, evaluator);
  return known ?? { is: 'input', from, name: text, fallback, span: expr.span, via: [] };
}

/** What the workloads of the project give a program by a name; undefined where they do not say it all. */
export function given(
  { from, name }: Pick<Input, 'from' | 'name'>,
  otherwise: Value,
  expr: Expr,
  evaluator: Evaluator,
): Value | undefined {
  const options = evaluator.outside.given(from, name)?.map((option) => option ?? byDefault(otherwise, name, expr));
  const [only] = options ?? [];
  if (!options || !only) return undefined;
  return options.length === 1 ? only : { is: 'either', options, span: expr.span, via: [] };
}

function byDefault(value: Value, name: string, { span }: Expr): Value {
  // What is nothing has no steps: null stands for it, and takes the same defaults.
  const given: Exclude<Value, Absent> =
    value.is === 'absent' ? { is: 'text', type: 'null', text: 'null', span, via: [] } : value;
  return { ...given, via: [{ name, span, says: `no workload of the project sets ${name}` }, ...given.via] };
}

/** `strings.Join([]string{host, port}, ":")` is `host + ":" + port`. */
function glued(
  call: Call,
  means: { readonly list: string; readonly separator: string },
  expr: Expr,
): Value | undefined {
  const list = call.role(means.list);
  const separator = call.role(means.separator);
  if (separator.is !== 'text') return undefined;
  // Labels with dots between them are a name: `labels.join('.')`.
  if (separator.text === '.' && list.is !== 'list')
    return {
      is: 'typed',
      kind: 'name',
      proven: false,
      place: call.name,
      spelled: spell(expr),
      span: expr.span,
      via: [],
    };
  if (list.is !== 'list') return undefined;
  return joined(
    list.items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])),
    expr,
  );
}

/** Equal constants are one. */
export function distinct(values: readonly Value[]): readonly Value[] {
  const texts = new Set<string>();
  return values.filter((value) => {
    if (value.is !== 'text') return true;
    const key = `${value.type} ${value.text}`;
    if (texts.has(key)) return false;
    texts.add(key);
    return true;
  });
}
