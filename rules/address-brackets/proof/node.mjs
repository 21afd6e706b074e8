import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { format } from 'node:url';
import { tell } from '../../../test/proofs/tell.mjs';

const host = process.env.POD_IP;
const url = new URL(`http://[${host}]:8080/`);

const fetched = async (address) => `reached, status ${(await fetch(address)).status}`;

async function connected(options) {
  const socket = connect(options);
  await once(socket, 'connect');
  socket.destroy();
  return 'reached';
}

async function listening(address) {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  server.close();
  return 'listens';
}

await tell({
  'url.hostname': () => url.hostname,
  'connect({ host: url.hostname, port })': () => connected({ host: url.hostname, port: 8080 }),
  "connect({ host: url.hostname.replace(/^\\[|\\]$/g, ''), port })": () =>
    connected({ host: url.hostname.replace(/^\[|\]$/g, ''), port: 8080 }),
  "listen(port, '[::]')": () => listening('[::]'),
  "listen(port, '::')": () => listening('::'),
  "new URL('http://[db]:8080/')": () => new URL('http://[db]:8080/'),
  "fetch('http://db:8080/')": () => fetched('http://db:8080/'),
  "format({ protocol: 'http', hostname: '[::1]', port: 8080 })": () =>
    format({ protocol: 'http', hostname: '[::1]', port: 8080 }),
  "format({ protocol: 'http', hostname: '::1', port: 8080 })": () =>
    format({ protocol: 'http', hostname: '::1', port: 8080 }),
});
process.exit();
