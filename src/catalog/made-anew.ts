import type { Evaluator } from '../evaluate/evaluator.ts';
import type { Guards } from '../evaluate/guards.ts';
import type { Site } from '../languages/language.ts';
import type { Twin } from '../model/fact.ts';

/** More assignments to one name than this are not looked at. */
const most = 16;

/**
 * Where a name is given something else later if the address is IPv6, so that what it is given first holds for IPv4 only:
 * `url := fmt.Sprintf("%s:%d", ip, port)`, and `if ip.To4() == nil { url = … }` below it.
 */
export function madeAnew(
  { use, scope, expr }: Site,
  subjects: ReadonlySet<string>,
  evaluator: Evaluator,
  guards: Guards,
): Twin | undefined {
  if (use.is !== 'assigned' || use.names.length !== 1) return undefined;
  const values = evaluator.binding(use.names[0] ?? '', scope, Number.MAX_SAFE_INTEGER)?.values.slice(0, most) ?? [];
  const anew = values.find(
    ({ value, guard }) =>
      value.span.start > expr.span.end && guards.about(guard, subjects).some(({ kind }) => kind === 'is-ipv6'),
  );
  return anew && { says: 'it is made anew for IPv6', span: anew.value.span };
}
