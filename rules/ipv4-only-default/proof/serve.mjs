import { createServer } from 'node:net';

// It takes the connection, which is all that is asked.
createServer(() => {}).listen(8080);
setTimeout(() => process.exit(), 60_000);
