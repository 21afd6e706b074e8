import { constants, defineRule, silent } from '../../src/rule.ts';

export default defineRule({
  title: 'Listens on loopback only',
  why: 'Services, probes and other pods come in over the pod address; a listener on loopback is out of their reach in every family.',
  on: ['listen'],
  judge: (listen) => {
    if (listen.by !== 'code' || listen.reach !== 'loopback') return undefined;
    const host = constants(listen.host).texts[0]?.text;
    const byDefault = host === undefined;
    if (!byDefault && listen.twin) return silent(listen.twin.says);
    return {
      effect: byDefault ? 'may break' : 'note',
      at: listen.span,
      message: byDefault
        ? `${listen.place} listens on loopback only when no host is given`
        : `${listen.place} on ${host} is reachable inside its pod only`,
      help: byDefault
        ? `Listen on both families where a Service or a probe comes in: ${listen.repair}`
        : 'Listen on every address where a Service or a probe comes in; loopback is right for the own pod only',
      rests: [],
      needs: 'nothing',
    };
  },
});
