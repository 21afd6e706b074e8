const { Server, ServerCredentials } = require('@grpc/grpc-js');
const Hapi = require('@hapi/hapi');
const express = require('express');
const Fastify = require('fastify');
const Koa = require('koa');
const { WebSocketServer } = require('ws');
const { start } = require('../../../test/proofs/start.cjs');

const bound = (address) =>
  new Promise((resolve, reject) =>
    new Server().bindAsync(address, ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve())),
  );

start({
  "express().listen(port, '0.0.0.0')": (port) => express().listen(port, '0.0.0.0'),
  'express().listen(port)': (port) => express().listen(port),
  "new Koa().listen(port, '0.0.0.0')": (port) => new Koa().listen(port, '0.0.0.0'),
  'new Koa().listen(port)': (port) => new Koa().listen(port),
  "Fastify().listen({ port, host: '0.0.0.0' })": (port) => Fastify().listen({ port, host: '0.0.0.0' }),
  "Fastify().listen({ port, host: '::' })": (port) => Fastify().listen({ port, host: '::' }),
  "Hapi.server({ port, host: '0.0.0.0' })": (port) => Hapi.server({ port, host: '0.0.0.0' }).start(),
  'Hapi.server({ port })': (port) => Hapi.server({ port }).start(),
  "new WebSocketServer({ port, host: '0.0.0.0' })": (port) => new WebSocketServer({ port, host: '0.0.0.0' }),
  'new WebSocketServer({ port })': (port) => new WebSocketServer({ port }),
  'grpc bindAsync(`0.0.0.0:${port}`)': (port) => bound(`0.0.0.0:${port}`),
  'grpc bindAsync(`[::]:${port}`)': (port) => bound(`[::]:${port}`),
});
