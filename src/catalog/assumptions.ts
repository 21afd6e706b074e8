import type { Evaluator } from '../evaluate/evaluator.ts';
import { spell } from '../evaluate/spell.ts';
import { namesIPv4, words } from '../evaluate/words.ts';
import type { Expr, Field, Site } from '../languages/language.ts';
import type { Assumed } from '../model/fact.ts';
import type { Span } from '../model/span.ts';
import type { Spot, Surroundings } from './surroundings.ts';

/** Finds where code asks whether IPv6 is on, and gives IPv4 a plain `true`. */
export function assumptions(evaluator: Evaluator, around: Surroundings): Assumed[] {
  const { unit } = evaluator;
  const found = unit.sites.flatMap((site) => {
    const pairs =
      site.expr.is === 'call'
        ? inArguments(site.expr.args)
        : site.expr.is === 'record'
          ? inFields(site.expr.fields)
          : [];
    return pairs.map((pair) => assumed(pair, spotOf(site, pair), unit.language, around));
  });
  return [...found, ...inAssignments(evaluator, around)];
}

interface Pair {
  /** Where `true` stands, and what it is called. */
  readonly granted: string;
  readonly asked: Expr;
  readonly span: Span;
  readonly place: string;
}

/** `maps(true, ipv6Enabled())`: functions for both families take IPv4 first. */
function inArguments(args: readonly Expr[]): Pair[] {
  return args.flatMap((arg, index) => {
    const next = args[index + 1];
    if (!isTrue(arg) || !next || !asksForIPv6(next)) return [];
    // Two switches for IPv6 in a row are no pair of families.
    const alone = !args.some((other) => other !== next && namesIPv4([nameOf(other)]));
    return alone ? [{ granted: 'true', asked: next, span: arg.span, place: spell(next) }] : [];
  });
}

/** `{ EnableIPv4: true, EnableIPv6: cfg.IPv6 }`. */
function inFields(fields: readonly Field[]): Pair[] {
  return fields.flatMap((field) => {
    const twin = isTrue(field.value) ? twinOf(field.key) : undefined;
    const six = twin === undefined ? undefined : fields.find((other) => other.key.toLowerCase() === twin);
    if (!six || !isQuestion(six.value)) return [];
    return [{ granted: `${field.key} true`, asked: six.value, span: field.span, place: field.key }];
  });
}

/** `cfg.EnableIPv4 = true` beside `cfg.EnableIPv6 = ipv6Enabled()`. */
function inAssignments(evaluator: Evaluator, around: Surroundings): Assumed[] {
  const { assignments, language } = evaluator.unit;
  return assignments.flatMap((one) => {
    if (!isTrue(one.value) || one.guard >= 0) return [];
    const twin = twinOf(one.key);
    if (twin === undefined) return [];
    const six = assignments.find(
      (other) => other.key.toLowerCase() === twin && spell(other.target) === spell(one.target),
    );
    if (!six || !isQuestion(six.value)) return [];
    if (assignments.some((other) => other !== one && other.key === one.key && !isTrue(other.value))) return [];
    const pair = { granted: `${one.key} true`, asked: six.value, span: one.span, place: one.key };
    const scope = one.target.is === 'name' ? one.target.scope : 0;
    return [assumed(pair, { scope, guard: one.guard, span: one.span, use: undefined }, language, around)];
  });
}

function assumed(pair: Pair, spot: Spot, language: string, around: Surroundings): Assumed {
  const asked = questionOf(pair.asked);
  return {
    kind: 'assumed',
    language,
    span: pair.span,
    place: pair.place,
    because: [{ says: `${asked} is asked for IPv6`, span: pair.asked.span }],
    guards: around.guards({ ...spot, use: undefined }),
    twin: undefined,
    holds: undefined,
    certain: true,
    granted: pair.granted,
    asked,
  };
}

function spotOf(site: Site, pair: Pair): Spot {
  return { scope: site.scope, guard: site.guard, span: pair.span, use: undefined };
}

function isTrue(expr: Expr): boolean {
  return expr.is === 'literal' && expr.type === 'boolean' && expr.text === 'true';
}

/** Anything that may be false: a call, a name, a field, a comparison. */
function isQuestion(expr: Expr): boolean {
  return expr.is === 'call' || expr.is === 'name' || expr.is === 'member' || expr.is === 'test';
}

/** `ipv6Enabled()`, `cfg.EnableIPv6`, `getIpv6EnableStatus()`: IPv6, and a word for being on. */
function asksForIPv6(expr: Expr): boolean {
  if (!isQuestion(expr)) return false;
  const parts = words(nameOf(expr));
  return (
    parts.some((part) => /^(?:ip)?v6$/.test(part)) &&
    parts.some((part) => /^(?:enabled?|supported|supports?|available|status|on|use|has|is|want|with)$/.test(part))
  );
}

/** What is asked, without a negation around it. */
function questionOf(expr: Expr): string {
  const [operand] = expr.is === 'test' ? expr.operands : [];
  return operand ? questionOf(operand) : spell(expr);
}

function nameOf(expr: Expr): string {
  const callee = expr.is === 'call' ? expr.callee : expr;
  return callee.is === 'member' ? callee.key : callee.is === 'name' ? callee.name : '';
}

/** `EnableIPv4` has `EnableIPv6`, the same but for the digit: in lower case, undefined where a name says no IPv4. */
function twinOf(four: string): string | undefined {
  return /v4/i.test(four) ? four.replace(/v4/i, 'v6').toLowerCase() : undefined;
}
