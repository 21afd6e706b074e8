import type { Effect, Need, Target } from '../model/finding.ts';

/** What a target makes of a cause: it stands, softens to an effect at most, or is no fault there. */
type Ruling = 'stands' | 'may break' | 'note' | 'vanishes';

/**
 * What each environment offers.
 * - NAT64 and DNS64 lead to IPv4 hosts by name; a literal has no route without a translator in the pod.
 * - EKS gives each IPv6 pod a host-local IPv4 address for egress, so IPv4 destinations are reached; nothing comes in by
 *   IPv4, services have IPv6 addresses only, and the address that a program finds on its interface leads nowhere.
 * - Dual-stack has both; what needs IPv4 works, and what cannot read an IPv6 address fails when it meets one.
 */
const rulings: Readonly<Record<Target, Readonly<Record<Need, Ruling>>>> = {
  'ipv6-only': {
    'ipv4-ingress': 'stands',
    'ipv4-egress': 'stands',
    'ipv4-literal-egress': 'stands',
    'ipv4-names': 'stands',
    'ipv4-pod-address': 'stands',
    'ipv4-service': 'stands',
    nothing: 'stands',
  },
  'ipv6-only-nat64': {
    'ipv4-ingress': 'stands',
    'ipv4-egress': 'stands',
    'ipv4-literal-egress': 'stands',
    'ipv4-names': 'vanishes',
    'ipv4-pod-address': 'stands',
    'ipv4-service': 'stands',
    nothing: 'stands',
  },
  'eks-ipv6': {
    'ipv4-ingress': 'stands',
    'ipv4-egress': 'may break',
    'ipv4-literal-egress': 'note',
    'ipv4-names': 'vanishes',
    'ipv4-pod-address': 'stands',
    'ipv4-service': 'stands',
    nothing: 'stands',
  },
  'dual-stack': {
    'ipv4-ingress': 'note',
    'ipv4-egress': 'vanishes',
    'ipv4-literal-egress': 'vanishes',
    'ipv4-names': 'vanishes',
    'ipv4-pod-address': 'note',
    'ipv4-service': 'note',
    nothing: 'may break',
  },
};

const offers: Readonly<Record<Target, string>> = {
  'ipv6-only': '',
  'ipv6-only-nat64': 'NAT64 and DNS64 lead to IPv4 hosts by name',
  'eks-ipv6': 'on EKS a pod has an IPv4 address for egress',
  'dual-stack': 'a dual-stack cluster has IPv4 as well',
};

/** What the target leaves of an effect: undefined where the cause is no fault; `why` is empty where nothing changed. */
export function onTarget(effect: Effect, need: Need, target: Target): { effect: Effect; why: string } | undefined {
  const ruling = rulings[target][need];
  if (ruling === 'vanishes') return undefined;
  if (ruling === 'stands' || rank(effect) <= rank(ruling)) return { effect, why: '' };
  return { effect: ruling, why: offers[target] };
}

/** Orders effects: the higher, the worse. */
export function rank(effect: Effect): number {
  return effect === 'breaks' ? 2 : effect === 'may break' ? 1 : 0;
}

/** Why the target takes a finding away. */
export function offerOf(target: Target): string {
  return offers[target];
}
