import type { Evaluator } from '../evaluate/evaluator.ts';
import { questionsOf } from '../evaluate/outside.ts';
import type { Expr, Unit } from '../languages/language.ts';
import { parseHost, parseHostPort } from '../model/address.ts';
import { constants, type Question } from '../model/value.ts';
import type { Wildcard } from './runtime-entry.ts';

/** The top-level names of a unit that are an IPv4 network, an IPv4 address that a pod does not have, or a format that joins. */
export function offersOf(unit: Unit, wildcard: Wildcard): readonly string[] {
  return unit.exports.flatMap(({ name, binding }) => {
    const values = unit.bindings[binding]?.values ?? [];
    const matters = values.some(
      ({ value }) =>
        value.is === 'literal' && value.type === 'string' && (isIPv4(value.text, wildcard) || joins.test(value.text)),
    );
    return matters ? [name] : [];
  });
}

/** `http://%s:%d/status` without a word before the host, as a sentence has one. */
const joins = /^(?:\S*[^\s\w.%])?%[sv]:(?:%[dsv]|\d)\S*$/;

function isIPv4(text: string, wildcard: Wildcard): boolean {
  if (/^(?:tcp|udp|ip)4$/.test(text)) return true;
  const host = parseHost(parseHostPort(text)?.host ?? '');
  if (!('family' in host) || host.family !== 'ipv4') return false;
  if (host.is === 'wildcard') return wildcard !== 'both';
  return host.is === 'address' || host.is === 'link-local';
}

/** A format that another file may know; a function of another file that is given a network or an IPv4 address may hand it to a listener or a connection. */
export function placesAsked(expr: Extract<Expr, { is: 'call' }>, evaluator: Evaluator): readonly Question[] {
  const call = evaluator.calls.call(expr);
  if (call?.entry.means.is === 'format') return questionsOf(call.role(call.entry.means.format));
  if (call !== undefined) return [];
  const question = evaluator.asked(expr.callee, 'place', 0);
  if (!question) return [];
  const plain = expr.args.filter((arg) => arg.is === 'literal' || arg.is === 'name' || arg.is === 'member');
  const given = plain.flatMap((arg) => constants(evaluator.value(arg)).texts);
  return given.some(({ text }) => networkOrAddress.test(text)) ? [question] : [];
}

const networkOrAddress = /^(?:tcp|udp|ip)4?$|^(?:\w+:\/\/)?\d+\.\d+\.\d+\.\d+(?::\d+)?$/;
