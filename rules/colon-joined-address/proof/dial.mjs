import { get } from 'node:http';
import { connect, isIPv6 } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const host = process.env.POD_IP;
const port = 8080;

/** `reached`, or what went wrong. */
async function attempt(way) {
  try {
    await way();
    return 'reached';
  } catch (error) {
    return error.cause?.code ?? error.code ?? error.message;
  }
}

const settled = (start) =>
  new Promise((resolve, reject) => {
    const emitter = start(() => {
      emitter.destroy();
      resolve();
    });
    emitter.on('error', reject);
  });

const open = () => settled((done) => connect({ host, port }, done));
const ways = {
  'fetch(`http://${host}:${port}/`)': () => fetch(`http://${host}:${port}/`),
  'http.get(`http://${host}:${port}/`)': () => settled((done) => get(`http://${host}:${port}/`, done)),
  'fetch(`http://[${host}]:${port}/`)': () => fetch(`http://[${host}]:${port}/`),
  'fetch with brackets if isIPv6(host)': () => fetch(`http://${isIPv6(host) ? `[${host}]` : host}:${port}/`),
  'net.connect({ host, port })': open,
  'new URL(`http://[${name}]:${port}/`)': () => new URL(`http://[${'db'}]:${port}/`),
};

for (let tries = 0; tries < 100 && (await attempt(open)) !== 'reached'; tries += 1) await wait(100);
for (const [says, way] of Object.entries(ways)) console.log(`${says.padEnd(38)} ${await attempt(way)}`);
process.exit();
