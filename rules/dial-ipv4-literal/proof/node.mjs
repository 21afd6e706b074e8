import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tell } from '../../../test/proofs/tell.mjs';

createServer((socket) => socket.end()).listen(8080, '::');

async function tcp(host) {
  const socket = connect(8080, host);
  await once(socket, 'connect');
  socket.destroy();
}

/** The address that the system would send from. */
async function ownAddress(type, host) {
  const socket = createSocket(type);
  try {
    socket.connect(80, host);
    await Promise.race([once(socket, 'connect'), once(socket, 'error').then(([error]) => Promise.reject(error))]);
    return socket.address().address;
  } finally {
    socket.close();
  }
}

await tell({
  "own address by a UDP socket to '8.8.8.8'": () => ownAddress('udp4', '8.8.8.8'),
  'own address by a UDP socket to the peer': () => ownAddress('udp6', process.env.PEER_IP),
  "connect(8080, '10.96.0.1')": () => tcp('10.96.0.1'),
  "connect(8080, '127.0.0.1')": () => tcp('127.0.0.1'),
  "connect(8080, '::1')": () => tcp('::1'),
});
process.exit();
