import { createServer } from 'node:http';
import { start } from '../../../test/proofs/start.cjs';

const hosts = ['localhost', '127.0.0.1', '::1', '::'];

start(
  Object.fromEntries(
    hosts.map((host) => [
      `listen(port, '${host}')`,
      (port) => createServer((_, response) => response.end('ok')).listen(port, host),
    ]),
  ),
);
