import { isIPv4, isIPv6 } from 'node:net';

/** A CIDR prefix as text. */
export interface Prefix {
  readonly text: string;
  readonly family: 'ipv4' | 'ipv6';
  /** Whether it is set aside for a purpose everybody knows: private, loopback, link-local, multicast, reserved. */
  readonly special: boolean;
}

/** RFC 1918, RFC 6598, RFC 6890: what lists of private or reserved ranges are made of. */
const special =
  /^(?:10\.0\.0\.0\/8|172\.16\.0\.0\/12|192\.168\.0\.0\/16|127\.0\.0\.0\/8|169\.254\.0\.0\/16|100\.64\.0\.0\/10|224\.0\.0\.0\/[43]|240\.0\.0\.0\/4|0\.0\.0\.0\/8|192\.0\.[02]\.0\/24|198\.18\.0\.0\/15|198\.51\.100\.0\/24|203\.0\.113\.0\/24)$/;

/** Reads `address/length`, and beginnings; undefined for what is no prefix. */
export function parsePrefix(text: string): Prefix | undefined {
  if (isBeginning(text)) return { text, family: 'ipv4', special: true };
  const [address = '', length = '', more] = text.trim().split('/');
  if (more !== undefined || !/^\d{1,3}$/.test(length)) return undefined;
  if (isIPv4(address)) return { text, family: 'ipv4', special: special.test(text.trim()) };
  return isIPv6(address) ? { text, family: 'ipv6', special: false } : undefined;
}

/** `10.`, `192.168.`: what private and local addresses of IPv4 begin with, up to a dot. */
export function isBeginning(text: string): boolean {
  return /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.$/.test(text);
}
