import { createServer } from 'node:http';
import { start } from '../../../test/proofs/start.cjs';

const server = () => createServer((_, response) => response.end('ok'));

start({
  "listen(port, '0.0.0.0')": (port) => server().listen(port, '0.0.0.0'),
  'listen(port)': (port) => server().listen(port),
  "listen(port, '')": (port) => server().listen(port, ''),
  "listen(port, '::')": (port) => server().listen(port, '::'),
  "listen({ port, host: '0.0.0.0' })": (port) => server().listen({ port, host: '0.0.0.0' }),
});
