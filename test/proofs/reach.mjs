// Who reaches the servers of a file, each a line with a port and how it was started: node reach.mjs HOST TITLE FILE
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tell } from './tell.mjs';

const [host, title, file] = process.argv.slice(2);
const ways = readFileSync(file, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [port, ...words] = line.split(' ');
    return words.length > 0 ? [[words.join(' '), port]] : [];
  });

console.log(`${title}:`);
await tell(Object.fromEntries(ways.map(([says, port]) => [says, () => opens({ host, port })])));

/** Resolves when the connection stands. */
function opens(options) {
  return new Promise((resolve, reject) => {
    const socket = connect(options, () => {
      socket.destroy();
      resolve('reached');
    });
    socket.on('error', reject);
  });
}
