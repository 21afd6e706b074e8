import {
  constants,
  constantText,
  defineRule,
  type Listen,
  openedPreset,
  openedSelector,
  openedWildcard,
  type Preset,
  type Silence,
  silent,
  type Verdict,
} from '../../src/rule.ts';

export default defineRule({
  title: 'Listens on IPv4 only',
  why: 'A pod of an IPv6-only cluster has no IPv4 address but its own loopback, so nobody can reach the port.',
  on: ['listen', 'preset'],
  judge: (listen) => {
    if (listen.kind === 'preset') return bind(listen);
    if (listen.by !== 'code' || listen.reach === 'loopback') return undefined;
    if (listen.decided === 'runtime') return wildcard(listen);
    if (listen.family !== 'ipv4' || listen.decided === 'default') return undefined;
    return excused(listen) ?? report(listen);
  },
});

/** Go makes a dual-stack socket of it; readers, and other programs that are given the same text, do not. */
function wildcard(listen: Listen): Verdict {
  return {
    effect: 'note',
    at: listen.span,
    message: `${listen.place} on 0.0.0.0 listens on IPv6 too, by the grace of its runtime`,
    help: 'Leave the host out to say so',
    rests: [],
    needs: 'nothing',
  };
}

function excused(listen: Listen): Silence | undefined {
  if (listen.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('reached only for IPv4');
  return listen.twin ? silent(listen.twin.says) : undefined;
}

/** A default that is listened on somewhere else: nothing else is done with a wildcard. */
function bind(preset: Preset): Verdict | Silence {
  if (preset.guards.some((guard) => guard.kind === 'is-ipv4' || guard.kind === 'ipv6-off'))
    return silent('reached only for IPv4');
  const host = constantText(preset.value) ?? '';
  return {
    effect: 'may break',
    at: preset.span,
    message: `${preset.key.replace(/^this\./, '')} is ${host}, and a server that listens there accepts IPv4 only`,
    help: 'Listen on both families: leave it unset or use "::"',
    rests: [],
    needs: 'ipv4-ingress',
    repair: openedPreset(preset),
  };
}

function report(listen: Listen): Verdict {
  const host = constants(listen.host).texts.find((text) => /^\d/.test(text.text))?.text;
  return {
    effect: 'breaks',
    at: listen.span,
    message: message(listen, host),
    help:
      listen.decided === 'host' && listen.reach === 'address'
        ? 'Leave the host out, to listen on every address that the pod has'
        : `Listen on both families: ${listen.repair}`,
    rests: listen.decided === 'host' ? [listen.host] : [],
    needs: 'ipv4-ingress',
    repair: listen.decided === 'host' ? openedWildcard(listen) : openedSelector(listen),
  };
}

/** A program that is told an address which its pod does not have does not start. */
function message({ place, decided, reach }: Listen, host: string | undefined): string {
  if (decided !== 'host' || host === undefined) return `${place} is told to listen on IPv4 only`;
  return reach === 'address'
    ? `${place} cannot bind ${host} in a pod without IPv4`
    : `${place} on ${host} accepts IPv4 only`;
}
