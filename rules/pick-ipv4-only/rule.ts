import { defineRule } from '../../src/rule.ts';

export default defineRule({
  title: 'Only IPv4 addresses are taken',
  why: 'A pod of an IPv6-only cluster has no IPv4 address but its own loopback, so nothing is found where only IPv4 is looked at.',
  on: ['narrow'],
  judge: (narrow) => ({
    effect: narrow.own ? 'breaks' : 'may break',
    at: narrow.span,
    message: `Of the addresses that ${narrow.from} gives only IPv4 ones are taken`,
    help: narrow.own
      ? 'Take any global unicast address, or read the address of the pod from the downward API (status.podIP)'
      : 'Take addresses of both families',
    rests: [],
    needs: narrow.own ? 'ipv4-pod-address' : 'ipv4-names',
  }),
});
