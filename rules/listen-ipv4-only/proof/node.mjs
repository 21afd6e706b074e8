import { createServer } from 'node:http';

const ways = {
  "listen(port, '0.0.0.0')": (server, port) => server.listen(port, '0.0.0.0'),
  'listen(port)': (server, port) => server.listen(port),
  "listen(port, '')": (server, port) => server.listen(port, ''),
  "listen(port, '::')": (server, port) => server.listen(port, '::'),
  "listen({ port, host: '0.0.0.0' })": (server, port) => server.listen({ port, host: '0.0.0.0' }),
};

let port = 8001;
for (const [says, listen] of Object.entries(ways)) {
  listen(
    createServer((_, response) => response.end('ok')),
    port,
  );
  console.log(port, says);
  port += 1;
}
console.log('ready');
setTimeout(() => process.exit(), 60_000);
