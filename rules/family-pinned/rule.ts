import {
  type Dial,
  defineRule,
  mended,
  openedSelector,
  type Resolve,
  type Select,
  type Silence,
  silent,
} from '../../src/rule.ts';

export default defineRule({
  title: 'Client, resolver or table held to IPv4',
  why: 'On an IPv6-only cluster names have AAAA records, and addresses, routes and rules are those of IPv6: who asks for IPv4 alone finds nothing.',
  on: ['dial', 'resolve', 'select'],
  judge: (fact) => {
    if (fact.family !== 'ipv4' || fact.decided === 'host' || fact.decided === 'field') return undefined;
    if (fact.kind !== 'resolve' && fact.decided === 'default') return undefined;
    if (fact.kind === 'select') return selected(fact);
    return (
      excused(fact) ?? {
        effect: 'breaks',
        at: fact.span,
        message: `${fact.place} asks for IPv4 only, and finds no address on an IPv6-only cluster`,
        help: `Let both families in: ${fact.repair}`,
        rests: [],
        needs: 'ipv4-names',
        repair: openedSelector(fact) ?? (fact.kind === 'resolve' ? mended(fact) : undefined),
      }
    );
  },
});

/** What is no socket: netlink, packet filters, DNS records, objects of an API. */
function selected(fact: Select) {
  return (
    excused(fact) ?? {
      effect: 'breaks' as const,
      at: fact.span,
      message: `${fact.place} is held to IPv4, and leaves IPv6 ${fact.of} out`,
      help: `Let both families in: ${fact.repair}`,
      rests: [],
      needs: 'ipv4-pod-address' as const,
    }
  );
}

function excused(fact: Dial | Resolve | Select): Silence | undefined {
  if (fact.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('reached only for IPv4');
  return fact.twin ? silent(fact.twin.says) : undefined;
}
