const Fastify = require('fastify');

const ways = {
  'Fastify().listen({ port })': (port) => Fastify().listen({ port }),
  "Fastify().listen({ port, host: '::' })": (port) => Fastify().listen({ port, host: '::' }),
};

async function start() {
  let port = 8001;
  for (const [says, listen] of Object.entries(ways)) {
    await listen(port);
    console.log(port, says);
    port += 1;
  }
  console.log('ready');
}

start();
setTimeout(() => process.exit(), 60_000);
