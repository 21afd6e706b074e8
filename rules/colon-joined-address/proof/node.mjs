import { once } from 'node:events';
import { get } from 'node:http';
import { connect, isIPv6 } from 'node:net';
import { tell } from '../../../test/proofs/tell.mjs';

const host = process.env.POD_IP;
const port = 8080;

async function reached(emitter, event) {
  await once(emitter, event);
  emitter.destroy();
  return 'reached';
}

const fetched = async (url) => `reached, status ${(await fetch(url)).status}`;

await tell({
  'fetch(`http://${host}:${port}/`)': () => fetched(`http://${host}:${port}/`),
  'http.get(`http://${host}:${port}/`)': () => reached(get(`http://${host}:${port}/`), 'response'),
  'fetch(`http://[${host}]:${port}/`)': () => fetched(`http://[${host}]:${port}/`),
  'fetch with brackets if isIPv6(host)': () => fetched(`http://${isIPv6(host) ? `[${host}]` : host}:${port}/`),
  'net.connect({ host, port })': () => reached(connect({ host, port }), 'connect'),
});
process.exit();
