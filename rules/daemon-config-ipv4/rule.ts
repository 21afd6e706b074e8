import { constantText, defineRule, type Listen, mended, type Silence, silent, type Verdict } from '../../src/rule.ts';

export default defineRule({
  title: 'A server is configured for IPv4 only',
  why: 'Probes, Services and other pods come in over IPv6, and a server that opens IPv4 sockets only refuses them.',
  on: ['listen'],
  judge: (listen) => {
    if (listen.by !== 'daemon') return undefined;
    if (listen.reach === 'loopback') return loopback(listen);
    if (listen.decided === 'runtime') return wildcard(listen);
    if (listen.family === 'unknown') return unseen(listen);
    if (listen.family !== 'ipv4') return fine(listen);
    if (listen.twin) return silent(`${listen.twin.says} beside it`);
    return listen.reach === 'address' ? foreign(listen) : ipv4Only(listen);
  },
});

function ipv4Only(listen: Listen): Verdict {
  const host = constantText(listen.host);
  const told = host === undefined ? '' : ` when it is told ${host}`;
  return {
    effect: listen.certain ? 'breaks' : 'may break',
    at: listen.span,
    message: `${listen.place} ${listen.certain ? 'listens' : 'probably listens'} on IPv4 only${told}`,
    help: listen.repair,
    rests: host === undefined ? [] : [listen.host],
    needs: 'ipv4-ingress',
    repair: mended(listen),
  };
}

/** A program that is told an address which its pod does not have does not start. */
function foreign(listen: Listen): Verdict {
  return {
    effect: 'breaks',
    at: listen.span,
    message: `${listen.place} cannot bind ${constantText(listen.host) ?? 'an IPv4 address'} in a pod without IPv4`,
    help: listen.repair,
    rests: [listen.host],
    needs: 'ipv4-pod-address',
  };
}

/** Go and Java make a socket for both families of it; other programs do not. */
function wildcard(listen: Listen): Verdict {
  const host = constantText(listen.host) ?? '0.0.0.0';
  const both = listen.family === 'both';
  return {
    effect: 'note',
    at: listen.span,
    message: both
      ? `${listen.place} listens on IPv6 too when it is told ${host}`
      : `Whether ${host} lets IPv6 in depends on ${listen.place}, which is not known here`,
    help: both ? 'Leave the address out to say so' : `Check what it does with 0.0.0.0: ${listen.repair}`,
    rests: [],
    needs: 'nothing',
  };
}

function loopback(listen: Listen): Verdict {
  return {
    effect: 'may break',
    at: listen.span,
    message: `${listen.place} listens on loopback only, though other pods are meant to reach it`,
    help: listen.repair,
    rests: [listen.host],
    needs: 'nothing',
  };
}

function unseen(listen: Listen): Verdict {
  return {
    effect: 'note',
    at: listen.span,
    message: `What ${listen.place} listens on is set where only6 does not read`,
    help: `Check the settings: ${listen.repair}`,
    rests: [],
    needs: 'ipv4-ingress',
  };
}

function fine(listen: Listen): Silence {
  return silent(`${listen.place} listens on ${listen.family === 'both' ? 'both families' : 'IPv6'}`);
}
