import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:net';
import { tell } from '../../../test/proofs/tell.mjs';

async function reached(emitter, event) {
  await once(emitter, event);
  emitter.destroy();
  return 'reached';
}

const address = async (options) => (await dns.lookup('db', options)).address;

await tell({
  "dns.lookup('db', { family: 4 })": () => address({ family: 4 }),
  "dns.lookup('db')": () => address({}),
  "dns.resolve4('db')": () => dns.resolve4('db'),
  "dns.resolve6('db')": () => dns.resolve6('db'),
  "connect({ host: 'db', port, family: 4 })": () => reached(connect({ host: 'db', port: 8080, family: 4 }), 'connect'),
  "connect({ host: 'db', port })": () => reached(connect({ host: 'db', port: 8080 }), 'connect'),
  "http.get({ host: 'db', port, family: 4 })": () => reached(get({ host: 'db', port: 8080, family: 4 }), 'response'),
  "http.get({ host: 'db', port })": () => reached(get({ host: 'db', port: 8080 }), 'response'),
});
process.exit();
