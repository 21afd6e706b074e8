// A name server as an IPv6-only cluster has it: it knows `db`, which has an AAAA record and no A record.
// node names.mjs ADDRESS
import { createSocket } from 'node:dgram';

const [address] = process.argv.slice(2);
const AAAA = 28;
const words = address.replace('::', ':'.repeat(9 - address.split(':').filter(Boolean).length)).split(':');
const bytes = Buffer.from(words.map((word) => word.padStart(4, '0')).join(''), 'hex');

const server = createSocket('udp6');
server.on('message', (query, { address: peer, port }) => {
  // The header has 12 bytes; the name that is asked for ends with an empty label, then its type and its class follow.
  const end = query.indexOf(0, 12) + 5;
  const name = query.toString('latin1', 13, 13 + query[12]);
  const known = name === 'db' && query.readUInt16BE(end - 4) === AAAA;
  const header = Buffer.from([
    query[0],
    query[1],
    0x81,
    name === 'db' ? 0x80 : 0x83,
    0,
    1,
    0,
    known ? 1 : 0,
    0,
    0,
    0,
    0,
  ]);
  // A pointer to the name, type AAAA, class IN, 30 seconds, 16 bytes.
  const answer = Buffer.concat([Buffer.from([0xc0, 12, 0, AAAA, 0, 1, 0, 0, 0, 30, 0, 16]), bytes]);
  server.send([header, query.subarray(12, end), ...(known ? [answer] : [])], port, peer);
});
server.bind(53, '::');
setTimeout(() => process.exit(), 60_000);
