import { constants, type Dial, defineRule, parseHost, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'Connects to an IPv4 literal',
  why: 'There is no route to an IPv4 address from an IPv6-only pod, and NAT64 helps names only, never literals.',
  on: ['dial'],
  judge: (dial) => {
    if (dial.decided !== 'host' || dial.family !== 'ipv4') return undefined;
    const host = literal(dial);
    if (host === undefined) return undefined;
    const parsed = parseHost(host);
    if (parsed.is === 'loopback' || parsed.is === 'wildcard') return silent('127.0.0.1 is there in every pod');
    if (parsed.is === 'documentation') return silent('an address that is reserved for documentation');
    if (dial.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
      return silent('reached only for IPv4');
    if (dial.twin) return silent(dial.twin.says);
    return {
      effect: 'breaks',
      at: dial.span,
      message: `${dial.place === 'a URL' ? `A URL names ${host}` : `${dial.place} goes to ${host}`}, which has no route on an IPv6-only cluster`,
      help: repair(host, parsed.is),
      rests: [dial.host],
      needs: 'ipv4-literal-egress',
    };
  },
});

/** Dialled only to see which address the kernel would send from. */
const resolvers = /^(?:8\.8\.[48]\.[48]|1\.[01]\.[01]\.1|9\.9\.9\.9|208\.67\.22[02]\.22[02])$/;

function repair(host: string, is: string): string {
  if (is === 'link-local') return 'Use the IPv6 endpoint of the platform as well, such as [fd00:ec2::254] on AWS';
  if (resolvers.test(host))
    return "Name a server that has an AAAA record; to learn the pod's own address, read status.podIP from the downward API";
  return 'Use a name with an AAAA record, or an IPv6 address in brackets';
}

function literal(dial: Dial): string | undefined {
  return constants(dial.host)
    .texts.map((text) => text.text)
    .find((text) => {
      const host = parseHost(text);
      return 'family' in host && host.family === 'ipv4';
    });
}
