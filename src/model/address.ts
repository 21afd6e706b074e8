import { isIPv4, isIPv6 } from 'node:net';

/** A host as text, judged by parsing and never by prefix. */
export type Host =
  | { readonly is: 'wildcard'; readonly family: 'ipv4' | 'ipv6' }
  | { readonly is: 'loopback'; readonly family: 'ipv4' | 'ipv6' | 'name' }
  | { readonly is: 'link-local' | 'documentation' | 'multicast' | 'address'; readonly family: 'ipv4' | 'ipv6' }
  | { readonly is: 'name' }
  | { readonly is: 'empty' };

/** Reads a bare host (no port); brackets around IPv6 are accepted. */
export function parseHost(text: string): Host {
  const host = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (host === '' || host === '*') return { is: 'empty' };
  if (host.toLowerCase() === 'localhost') return { is: 'loopback', family: 'name' };
  if (isIPv4(host)) return ipv4(host);
  const [bare = ''] = host.split('%', 1);
  if (isIPv6(bare)) return ipv6(bare);
  return { is: 'name' };
}

function ipv4(host: string): Host {
  const [a = 0, b = 0, c = 0] = host.split('.').map(Number);
  if (host === '0.0.0.0') return { is: 'wildcard', family: 'ipv4' };
  if (a === 127) return { is: 'loopback', family: 'ipv4' };
  if (a === 169 && b === 254) return { is: 'link-local', family: 'ipv4' };
  // RFC 5737; of 0.0.0.0/8 (RFC 6890) an address stands for none at all, a placeholder.
  if (
    a === 0 ||
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51 && c === 100) ||
    (a === 203 && b === 0 && c === 113)
  ) {
    return { is: 'documentation', family: 'ipv4' };
  }
  if (a >= 224) return { is: 'multicast', family: 'ipv4' };
  return { is: 'address', family: 'ipv4' };
}

function ipv6(host: string): Host {
  const text = host.toLowerCase();
  if (/^[0:]+$/.test(text)) return { is: 'wildcard', family: 'ipv6' };
  if (/^[0:]+:0*1$/.test(text)) return { is: 'loopback', family: 'ipv6' };
  if (/^fe[89ab]/.test(text)) return { is: 'link-local', family: 'ipv6' };
  // RFC 3849, RFC 9637
  if (/^2001:0?db8:/.test(text) || /^3fff:/.test(text)) return { is: 'documentation', family: 'ipv6' };
  if (text.startsWith('ff')) return { is: 'multicast', family: 'ipv6' };
  return { is: 'address', family: 'ipv6' };
}

/** `host:port`, `[v6]:port`, `:port`, or a bare host (port undefined); undefined for what is none of these. */
export function parseHostPort(text: string): { host: string; port: string | undefined } | undefined {
  const bracketed = /^\[([^\]]*)\](?::([\w-]*))?$/.exec(text);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] };
  if (isIPv6(text)) return { host: text, port: undefined };
  const plain = /^([^:/\s]*)(?::([\w-]*))?$/.exec(text);
  return plain ? { host: plain[1] ?? '', port: plain[2] } : undefined;
}

/** The authority of a URL text (`scheme://[user@]host[:port]…`), unparsed. */
export function authorityOf(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/?#]*@)?([^/?#]*)/i.exec(url)?.[1];
}

/** Whether a text is a port number, 1 to 65535. */
export function isPortNumber(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

/** The IPv4 literal that a URL or an `ip:port` names. */
export function ipv4HostOf(text: string): string | undefined {
  const authority = authorityOf(text);
  const host = authority === undefined ? undefined : parseHostPort(authority)?.host;
  if (host === undefined) return undefined;
  const parsed = parseHost(host);
  return 'family' in parsed && parsed.family === 'ipv4' ? host : undefined;
}
