import { type Dial, defineRule, type Resolve, type Silence, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'Client or resolver held to IPv4',
  why: 'Names of an IPv6-only cluster have AAAA records only: a client that asks for IPv4 is told that there is no such host.',
  on: ['dial', 'resolve'],
  judge: (fact) => {
    if (fact.family !== 'ipv4' || fact.decided === 'host') return undefined;
    if (fact.kind === 'dial' && fact.decided === 'default') return undefined;
    return (
      excused(fact) ?? {
        effect: 'breaks',
        at: fact.span,
        message: `${fact.place} asks for IPv4 only, and finds no address on an IPv6-only cluster`,
        help: `Let both families in: ${fact.repair}`,
        rests: [],
        needs: 'ipv4-names',
      }
    );
  },
});

function excused(fact: Dial | Resolve): Silence | undefined {
  if (fact.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('reached only for IPv4');
  return fact.twin ? silent(fact.twin.says) : undefined;
}
