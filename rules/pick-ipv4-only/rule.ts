import { defineRule, type Narrow, type Select, type Silence, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'Only IPv4 addresses are taken',
  why: 'A pod of an IPv6-only cluster has no IPv4 address but its own loopback, so nothing is found where only IPv4 is looked at.',
  on: ['narrow', 'select'],
  judge: (fact) => (fact.kind === 'narrow' ? narrowed(fact) : read(fact)),
});

function narrowed(narrow: Narrow) {
  const excuse = excused(narrow);
  if (excuse) return excuse;
  return {
    effect: narrow.own && narrow.by !== 'private' ? ('breaks' as const) : ('may break' as const),
    at: narrow.span,
    message: message(narrow),
    help:
      narrow.by === 'conversion'
        ? 'Ask whether it is IPv4: To4() == nil'
        : narrow.own
          ? 'Take any global unicast address, or read the address of the pod from the downward API (status.podIP)'
          : 'Take addresses of both families',
    rests: [],
    needs: narrow.own ? ('ipv4-pod-address' as const) : ('ipv4-names' as const),
  };
}

function excused(narrow: Narrow): Silence | undefined {
  if (narrow.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('made for IPv4');
  return narrow.twin ? silent(narrow.twin.says) : undefined;
}

function message({ by, from }: Narrow): string {
  switch (by) {
    case 'test':
      return `Of the addresses that ${from} gives only IPv4 ones are taken`;
    case 'list':
      return `Of the addresses in ${from} only IPv4 ones are taken`;
    case 'name':
      return `${from} is for IPv4 addresses only, as its name says`;
    case 'conversion':
      return `${from} is not nil for IPv4 addresses either, so that one may be taken for IPv6`;
    case 'private':
      return `${from} finds private addresses only, and that of a pod may be a global IPv6 one`;
    case 'library':
      return `${from} gives an IPv4 address only`;
  }
}

/** A field of a cloud's or a runtime's API that holds IPv4 by design. */
function read(field: Select) {
  if (field.decided !== 'field') return undefined;
  if (field.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('made for IPv4');
  if (field.twin) return silent(field.twin.says);
  return {
    effect: 'may break' as const,
    at: field.span,
    message: `${field.place} holds ${field.of === 'prefixes' ? 'IPv4 prefixes only' : 'an IPv4 address or nothing'}`,
    help: `Read IPv6 as well: ${field.repair}`,
    rests: [],
    needs: 'ipv4-pod-address' as const,
  };
}
