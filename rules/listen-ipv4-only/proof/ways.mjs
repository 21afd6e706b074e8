/** Opened when all the others are. */
export const readyPort = 8000;

/** Ways to start a server, each on a port of its own. */
export const ways = [
  { port: 8001, says: "listen(port, '0.0.0.0')", listen: (server, port) => server.listen(port, '0.0.0.0') },
  { port: 8002, says: 'listen(port)', listen: (server, port) => server.listen(port) },
  { port: 8003, says: "listen(port, '')", listen: (server, port) => server.listen(port, '') },
  { port: 8004, says: "listen(port, '::')", listen: (server, port) => server.listen(port, '::') },
  {
    port: 8005,
    says: "listen({ port, host: '0.0.0.0' })",
    listen: (server, port) => server.listen({ port, host: '0.0.0.0' }),
  },
];
