import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Expr } from '../languages/language.ts';
import { constants, type Value } from '../model/value.ts';
import type { Piece } from './joins.ts';

/** `host + (port ? ':' + port : '')` joins where there is a port, `ip + address[colon:]` with one that was cut off. */
export function withOptionalPorts(all: readonly Piece[], evaluator: Evaluator): readonly Piece[] {
  return all.flatMap((piece) => {
    const parts = optionalPort(piece.value) ?? portBehind(piece.expr, evaluator);
    return parts?.map((value) => ({ value, expr: undefined })) ?? [piece];
  });
}

function optionalPort(value: Value): readonly Value[] | undefined {
  if (value.is === 'joined') return beginsWithColon(value) ? value.parts : undefined;
  if (value.is !== 'either' || value.options.length !== 2) return undefined;
  if (!value.options.some((option) => option.is === 'text' && option.text === '')) return undefined;
  const port = value.options.find((option) => option.is === 'joined');
  return port?.is === 'joined' && beginsWithColon(port) ? port.parts : undefined;
}

/** `":" + port` under a name. */
function beginsWithColon({ parts }: Extract<Value, { is: 'joined' }>): boolean {
  const [colon] = parts;
  return parts.length === 2 && colon?.is === 'text' && colon.text === ':';
}

/** `address[strings.LastIndex(address, ":"):]`: the colon and the port of another address. */
function portBehind(expr: Expr | undefined, evaluator: Evaluator): readonly Value[] | undefined {
  if (expr?.is !== 'slice' || expr.to || !expr.from) return undefined;
  const call = evaluator.calls.call(assignedOnce(expr.from, evaluator));
  const means = call?.entry.means;
  if (!call || means?.is !== 'index') return undefined;
  const { texts, complete } = constants(call.role(means.text));
  if (!complete || !texts.every(({ text }) => text === ':')) return undefined;
  const { span } = expr;
  return [
    { is: 'text', type: 'string', text: ':', span, via: [] },
    { is: 'typed', kind: 'port', proven: false, place: call.name, spelled: 'port', span, via: [] },
  ];
}

/** What a name is given, where that happens once. */
export function assignedOnce(expr: Expr, evaluator: Evaluator): Expr {
  if (expr.is !== 'name') return expr;
  const [only, ...others] = evaluator.binding(expr.name, expr.scope, expr.span.start)?.values ?? [];
  return only !== undefined && others.length === 0 ? only.value : expr;
}
