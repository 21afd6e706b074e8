import { tell } from '../../../test/proofs/tell.mjs';

const asNumber = (address) => address.split('.').reduce((sum, octet) => (sum << 8) + Number(octet), 0) >>> 0;

await tell({
  'octets of fd00:6::1, added up to a number': () => asNumber(process.env.POD_IP),
  'octets of fd00:6::2, added up to a number': () => asNumber(process.env.PEER_IP),
  'characters of the longest address': () => 'ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255'.length,
});
