import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Expr, Site, Use } from '../languages/language.ts';
import type { Twin } from '../model/fact.ts';
import type { Span } from '../model/span.ts';

/** A join that is only made to see whether it can be cut again, with the functions that it is in. */
export interface Probe {
  readonly at: Span;
  readonly around: readonly Span[];
}

/**
 * Texts of which a function only asks whether a port may stand behind a host: `_, _, err := net.SplitHostPort(host +
 * ":1234")` fails for an address without brackets.
 */
export function probesIn(evaluator: Evaluator): readonly Probe[] {
  const { sites, functions } = evaluator.unit;
  return sites
    .filter(({ expr, use }) => endsInPort(expr) && isProbe(use, evaluator))
    .map(({ expr }) => ({
      at: expr.span,
      around: functions.map(({ span }) => span).filter((span) => isIn(expr, span)),
    }));
}

/** The probe that a join is, or that stands before it in the same function: nothing is joined where it fails. */
export function probed({ expr }: Site, probes: readonly Probe[]): Twin | undefined {
  const probe = probes.find(({ at, around }) => at.start <= expr.span.start && around.some((span) => isIn(expr, span)));
  return probe && { says: 'whether a port may stand behind it is asked', span: probe.at };
}

function isIn({ span }: Expr, { start, end }: Span): boolean {
  return start <= span.start && span.end <= end;
}

/** `s + ":1234"` */
function endsInPort(expr: Expr): boolean {
  const last = expr.is === 'concat' ? expr.parts.at(-1) : undefined;
  return last?.is === 'literal' && /^:\d+$/.test(last.text);
}

/** Whether it is handed to what fails without a port, and only the failure is looked at. */
function isProbe(use: Use, evaluator: Evaluator): boolean {
  if (use.is !== 'argument' || use.outer.is !== 'assigned') return false;
  const [host, port, ...others] = use.outer.names;
  if (host !== '_' || port !== '_' || others.length !== 1) return false;
  return evaluator.resolver.entries(use.callee).some(({ returns }) => returns.some((one) => one.fails === 'no-port'));
}
