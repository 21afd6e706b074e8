import { createServer } from 'node:http';

createServer((request, response) => {
  const { headers, socket } = request;
  response.end(
    [
      ['request.socket.remoteAddress', socket.remoteAddress],
      ["remoteAddress.split(':')[0]", socket.remoteAddress.split(':')[0]],
      ['request.headers.host', headers.host],
      ["headers.host.split(':')[0]", headers.host.split(':')[0]],
      ["headers.host.split(':')[1]", headers.host.split(':')[1]],
      ['new URL(`http://${headers.host}`).hostname', new URL(`http://${headers.host}`).hostname],
      ['new URL(`http://${headers.host}`).port', new URL(`http://${headers.host}`).port],
    ]
      .map(([says, is]) => `  ${says.padEnd(44)} ${is}\n`)
      .join(''),
  );
}).listen(8080);
setTimeout(() => process.exit(), 60_000);
