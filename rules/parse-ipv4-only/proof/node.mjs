import { isIP, isIPv4 } from 'node:net';
import { tell } from '../../../test/proofs/tell.mjs';

const address = process.env.POD_IP;

await tell({
  'isIPv4(address)': () => isIPv4(address),
  '/^\\d{1,3}(\\.\\d{1,3}){3}$/.test(address)': () => /^\d{1,3}(\.\d{1,3}){3}$/.test(address),
  "address.split('.').length === 4": () => address.split('.').length === 4,
  'isIP(address) !== 0': () => isIP(address) !== 0,
});
