import { defineRule, type Range, type Silence, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'Prefix, mask or list for IPv4 only',
  why: 'On an IPv6-only cluster every address is IPv6: what is allowed, routed or compared by IPv4 prefixes alone fits none of them.',
  on: ['range'],
  judge: (range) => {
    if (range.family !== 'ipv4') return undefined;
    const excuse = range.shape === 'bad-mask' ? undefined : excused(range);
    if (excuse) return excuse;
    const { effect, message } = said(range);
    return { effect, at: range.span, message, help: `Write ${range.repair}`, rests: [], needs: 'ipv4-pod-address' };
  },
});

function excused(range: Range): Silence | undefined {
  if (range.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('reached only for IPv4');
  if (range.twin) return silent(range.twin.says);
  return undefined;
}

function said(range: Range): { effect: 'breaks' | 'may break' | 'note'; message: string } {
  const { written, evidence } = range;
  const about = range.about === '' || /[…(]/.test(range.about) ? 'an address' : range.about;
  switch (range.shape) {
    case 'bad-mask':
      return { effect: 'breaks', message: `${written} is no mask: an address has 32 or 128 bits` };
    case 'mask':
      return { effect: 'breaks', message: `${about} gets ${written}, which fits no IPv6 address` };
    case 'length': {
      const effect = evidence === 'weak' ? 'may break' : 'breaks';
      return { effect, message: `${about} gets the length ${written}, which is a whole network where it is IPv6` };
    }
    case 'limit':
      if (/^[!=]/.test(written))
        return {
          effect: 'may break',
          message: `${about} is compared with 32 alone: a single IPv6 address has 128 bits`,
        };
      return { effect: 'may break', message: `${about} is held to 32 bits, and an IPv6 prefix has up to 128` };
    case 'everything':
      return { effect: 'may break', message: `${written} stands for everything, and holds no IPv6 address` };
    case 'list':
      return { effect: 'may break', message: `A list of prefixes (${written}) holds no IPv6 one` };
    case 'beginning': {
      const message = `${about} is known by how IPv4 addresses begin (${written}), and no IPv6 address begins so`;
      return { effect: 'may break', message };
    }
    case 'rule':
      return { effect: 'may break', message: `A rule with ${written} is refused by ip6tables` };
    case 'wildcard':
      return {
        effect: 'may break',
        message: `${about} is compared with ${written} alone: :: is not known as a wildcard`,
      };
    case 'loopback': {
      const effect = evidence === 'proven' ? 'may break' : 'note';
      return { effect, message: `${about} is compared with ${written} alone: ::1 is not known as loopback` };
    }
    case 'library':
      return { effect: 'may break', message: `${written} knows IPv4 only, and fails where ${about} is IPv6` };
  }
}
