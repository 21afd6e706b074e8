import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { readyPort, ways } from './ways.mjs';

const [host, says] = process.argv.slice(2);

/** `reached`, or the code of the error. */
function attempt(port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.on('connect', () => resolve('reached')).on('error', ({ code }) => resolve(code));
    socket.on('connect', () => socket.destroy());
  });
}

// The server may still be starting.
for (let tries = 0; tries < 100 && (await attempt(readyPort)) !== 'reached'; tries += 1) await wait(100);
console.log(`${says}:`);
for (const { port, says } of ways) console.log(`  ${says.padEnd(34)} ${await attempt(port)}`);
