import { defineRule, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'IPv4 is taken for granted',
  why: 'Where only IPv6 is on, what is opened, listed or set up for IPv4 is not there, and the whole act fails.',
  on: ['assumed'],
  judge: (assumed) => {
    if (assumed.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
      return silent('reached only for IPv4');
    return {
      effect: 'may break',
      at: assumed.span,
      message: `IPv4 is taken for granted (${assumed.granted}) where ${assumed.asked} is asked for IPv6`,
      help: 'Ask whether IPv4 is on as well, with the twin of the same switch',
      rests: [],
      needs: 'ipv4-pod-address',
    };
  },
});
