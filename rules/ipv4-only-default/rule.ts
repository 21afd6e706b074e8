import { addedSetting, constants, defineRule, parseHost, type Select, silent, type Value } from '../../src/rule.ts';

export default defineRule({
  title: 'IPv4 only unless told otherwise',
  why: 'The library chooses IPv4 when nothing is said, so the code is IPv4-only with no address or family in sight.',
  on: ['listen', 'dial', 'select'],
  judge: (fact) => {
    if (fact.family !== 'ipv4' || fact.decided !== 'default') return undefined;
    if (fact.kind === 'listen' && fact.by !== 'code') return undefined;
    if (fact.kind !== 'select' && isLoopback(fact.host)) return silent('127.0.0.1 is there in every pod');
    if (fact.guards.some((guard) => guard.kind === 'ipv6-off' || guard.kind === 'is-ipv4'))
      return silent('reached only for IPv4');
    if (fact.twin) return silent(fact.twin.says);
    if (fact.kind === 'select') return selected(fact);
    const act = fact.kind === 'listen' ? 'listens on' : 'connects over';
    return {
      effect: 'breaks',
      at: fact.span,
      message: `${fact.place} ${act} IPv4 only unless it is told otherwise`,
      help: `Let both families in: ${fact.repair}`,
      rests: [],
      needs: fact.kind === 'listen' ? 'ipv4-ingress' : 'ipv4-names',
      repair: addedSetting(fact),
    };
  },
});

/** What is no socket: packet filters, lists of addresses. */
function selected(fact: Select) {
  return {
    effect: 'breaks' as const,
    at: fact.span,
    message: `${fact.place} is held to IPv4 unless it is told otherwise, and leaves IPv6 ${fact.of} out`,
    help: `Let both families in: ${fact.repair}`,
    rests: [],
    needs: 'ipv4-pod-address' as const,
  };
}

function isLoopback(host: Value): boolean {
  const { texts, complete } = constants(host);
  return complete && texts.length > 0 && texts.every((text) => parseHost(text.text).is === 'loopback');
}
