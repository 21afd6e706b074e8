const StatsD = require('hot-shots');
const Redis = require('ioredis');
const OldRedis = require('ioredis-5.8.1');
const OldStatsD = require('node-statsd');
const redis = require('redis');
const redis3 = require('redis-3');

const host = 'db';
const port = 8080;

/** What comes first of the two events of a client. */
const connected = (client) =>
  new Promise((resolve, reject) => client.on('connect', () => resolve('connects')).on('error', reject));

/** What a metrics client says of the first metric that it sends. */
const sent = (client) =>
  new Promise((resolve, reject) =>
    client.increment('shop.orders', 1, (error) => (error ? reject(error) : resolve('sends'))),
  );

function opened(client) {
  client.connect().catch(() => {});
  return connected(client);
}

async function run() {
  const { tell } = await import('../../../test/proofs/tell.mjs');
  const udp6 = { udpSocketOptions: { type: 'udp6' } };
  await tell({
    'ioredis 5.8.1 new Redis({ host, port })': () => connected(new OldRedis({ host, port })),
    'ioredis 5.8.1 new Redis({ host, port, family: 0 })': () => connected(new OldRedis({ host, port, family: 0 })),
    'ioredis 5.8.2 new Redis({ host, port })': () => connected(new Redis({ host, port })),
    'redis 3.1.2 createClient({ host, port })': () => connected(redis3.createClient({ host, port })),
    "redis 3.1.2 createClient({ host, port, family: 'IPv6' })": () =>
      connected(redis3.createClient({ host, port, family: 'IPv6' })),
    'redis 5.8.3 createClient({ socket: { host, port } })': () =>
      opened(redis.createClient({ socket: { host, port } })),
    'hot-shots 11.2.0 new StatsD({ host })': () => sent(new StatsD({ host, errorHandler() {} })),
    "hot-shots 11.2.0 new StatsD({ host, udpSocketOptions: { type: 'udp6' } })": () =>
      sent(new StatsD({ host, errorHandler() {}, ...udp6 })),
    'node-statsd 0.1.1 new StatsD({ host })': () => sent(new OldStatsD({ host })),
  });
  process.exit();
}

run();
