import { readFileSync } from 'node:fs';
import { tell } from '../../../test/proofs/tell.mjs';

const [ways] = process.argv.slice(2);
const status = async (port) => `status ${(await fetch(`http://[${process.env.POD_IP}]:${port}/`)).status}`;

await tell(
  Object.fromEntries(
    readFileSync(ways, 'utf8')
      .trim()
      .split('\n')
      .map((line) => [line.slice(5), () => status(line.slice(0, 4))]),
  ),
);
