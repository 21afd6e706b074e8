/**
 * What a listener on `0.0.0.0` accepts, by the runtime that opens the socket. Go turns the unspecified IPv4 address of
 * networks "tcp" and "udp" into a dual-stack socket (`net/ipsock_posix.go`, favoriteAddrFamily); Node passes it to the
 * kernel as it is, which makes an AF_INET socket. Both were measured in a network namespace that has only IPv6.
 */
const wildcards: Readonly<Record<string, 'both' | 'ipv4'>> = { go: 'both', javascript: 'ipv4' };

export function ipv4Wildcard(language: string): 'both' | 'ipv4' {
  return wildcards[language] ?? 'ipv4';
}
