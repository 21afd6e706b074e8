import { networkInterfaces } from 'node:os';
import { tell } from '../../../test/proofs/tell.mjs';

const all = Object.values(networkInterfaces()).flat();
const outside = all.filter(({ internal }) => !internal);
const linkLocal = /^fe80:/;

await tell({
  "find(({ family, internal }) => family === 'IPv4' && !internal)": () =>
    outside.find(({ family }) => family === 'IPv4')?.address ?? 'undefined',
  "find(({ family }) => family === 'IPv4')": () => all.find(({ family }) => family === 'IPv4')?.address,
  'find(({ internal, address }) => !internal && !linkLocal.test(address))': () =>
    outside.find(({ address }) => !linkLocal.test(address))?.address,
});
