import { BlockList, SocketAddress } from 'node:net';
import { tell } from '../../../test/proofs/tell.mjs';

const address = process.env.POD_IP;

function blocked(...family) {
  const list = new BlockList();
  list.addAddress(address, 'ipv6');
  return list.check(address, ...family);
}

await tell({
  'new BlockList().addAddress(address)': () => new BlockList().addAddress(address),
  "new BlockList().addAddress(address, 'ipv6')": () => new BlockList().addAddress(address, 'ipv6'),
  'list.check(address), where it is listed': () => blocked(),
  "list.check(address, 'ipv6'), where it is listed": () => blocked('ipv6'),
  'new SocketAddress({ address })': () => new SocketAddress({ address }).address,
  "new SocketAddress({ address, family: 'ipv6' })": () => new SocketAddress({ address, family: 'ipv6' }).address,
});
