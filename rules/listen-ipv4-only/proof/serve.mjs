import { createServer } from 'node:http';
import { readyPort, ways } from './ways.mjs';

const up = ways.map(
  ({ port, listen }) =>
    new Promise((resolve) => {
      listen(createServer((_, response) => response.end('ok')).on('listening', resolve), port);
    }),
);
Promise.all(up).then(() => createServer().listen(readyPort));
setTimeout(() => process.exit(), 30_000);
