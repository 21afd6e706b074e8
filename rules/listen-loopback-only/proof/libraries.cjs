const Fastify = require('fastify');
const { start } = require('../../../test/proofs/start.cjs');

start({
  'Fastify().listen({ port })': (port) => Fastify().listen({ port }),
  "Fastify().listen({ port, host: '::' })": (port) => Fastify().listen({ port, host: '::' }),
});
