import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tell } from '../../../test/proofs/tell.mjs';

const [name] = process.argv.slice(2);

await tell({
  'dns.lookup(name)': async () => (await lookup(name)).address,
  'connect(8080, name)': async () => {
    const socket = connect(8080, name);
    await once(socket, 'connect');
    socket.destroy();
    return 'reached';
  },
});
