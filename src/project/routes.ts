import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';

/** Keys under which routes name what they send traffic to. */
const backends: ReadonlySet<string> = new Set(['service', 'services', 'backend', 'backendRefs', 'defaultBackend']);

/** The Ingresses and routes (Gateway API, Istio, Traefik) that send traffic to a Service. */
export function routesTo(service: Resource, resources: readonly Resource[]): readonly Resource[] {
  return resources.filter(
    ({ kind, namespace, root }) =>
      /^(?:Ingress|VirtualService|HTTPProxy|\w*Route)(?:TCP|UDP)?$/.test(kind) &&
      (namespace === '' || service.namespace === '' || namespace === service.namespace) &&
      names(fieldAt(root, 'spec'), service.name),
  );
}

function names(expr: Expr | undefined, service: string): boolean {
  if (expr?.is === 'list') return expr.items.some((item) => names(item, service));
  if (expr?.is !== 'record') return false;
  return expr.fields.some(
    ({ key, value }) =>
      (backends.has(key) && isNamed(value, service)) || isHost(key, value, service) || names(value, service),
  );
}

function isNamed(backend: Expr, service: string): boolean {
  const all = backend.is === 'list' ? itemsOf(backend) : [backend];
  return all.some((one) => textOf(fieldAt(one, 'name') ?? fieldAt(one, 'serviceName')) === service);
}

/** Istio names a Service by its host: `cart`, `cart.shop.svc.cluster.local`. */
function isHost(key: string, value: Expr, service: string): boolean {
  return key === 'destination' && textOf(fieldAt(value, 'host')).split('.')[0] === service;
}
