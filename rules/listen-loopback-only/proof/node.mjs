import { createServer } from 'node:http';

let port = 8001;
for (const host of ['localhost', '127.0.0.1', '::1', '::']) {
  await new Promise((resolve) => createServer((_, response) => response.end('ok')).listen(port, host, resolve));
  console.log(port, `listen(port, '${host}')`);
  port += 1;
}
console.log('ready');
setTimeout(() => process.exit(), 60_000);
