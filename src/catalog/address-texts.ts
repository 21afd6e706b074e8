import { authorityOf, type Host, parseHost, parseHostPort } from '../model/address.ts';

/** An address or a range of addresses inside a text, and where it stands there. */
export interface AddressIn {
  readonly text: string;
  readonly start: number;
  readonly is: Host['is'];
  readonly family: 'ipv4' | 'ipv6';
}

/**
 * The addresses in a text such as `10.0.0.0/8, fd00::/8`, `https://10.0.0.1:6443`, `10.0.0.1-10.0.0.9` or
 * `["10.0.0.0/8"]`. What is no address is left out.
 */
export function addressesIn(text: string): readonly AddressIn[] {
  return [...text.matchAll(/[^\s,;"'|=]+/g)].flatMap((match) => {
    const address = addressIn(match[0]);
    return address ? [{ text: match[0], start: match.index, ...address }] : [];
  });
}

function addressIn(word: string): Pick<AddressIn, 'is' | 'family'> | undefined {
  const listed = word.replace(/^\[(?=\d+\.)|(?<=\d)\]$/g, '');
  const [address = ''] = (authorityOf(listed) ?? listed).split('/');
  // Of a range such as 10.0.0.1-10.0.0.9 the first address tells.
  for (const candidate of [address, address.split('-')[0] ?? '']) {
    const parsed = parseHost(parseHostPort(candidate)?.host ?? candidate);
    if ('family' in parsed && parsed.family !== 'name') return { is: parsed.is, family: parsed.family };
  }
  return undefined;
}
