import type { Launch } from '../catalog/launch.ts';
import { entriesOf, fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import { folderOf } from '../model/path.ts';
import type { Span } from '../model/span.ts';
import { type Label, mayShareNamespace, selectsLabels } from './selectors.ts';
import type { Container, Workload } from './workloads.ts';

export interface ServicePort {
  readonly name: string;
  readonly port: string;
  /** A number or the name of a container's port; the port itself where it is not written. */
  readonly target: string;
  readonly span: Span;
}

export interface Service {
  readonly resource: Resource;
  readonly type: string;
  readonly selector: readonly Label[];
  readonly ports: readonly ServicePort[];
}

/** The Services of Kubernetes itself (Knative has a kind of the same name). */
export function servicesOf(resources: readonly Resource[]): readonly Service[] {
  return resources
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service')
    .map((resource) => ({
      resource,
      type: textOf(fieldAt(resource.root, 'spec', 'type')) || 'ClusterIP',
      selector: entriesOf(fieldAt(resource.root, 'spec', 'selector')),
      ports: itemsOf(fieldAt(resource.root, 'spec', 'ports')).map(portOf),
    }));
}

function portOf(item: Expr): ServicePort {
  const port = textOf(fieldAt(item, 'port'));
  const target = fieldAt(item, 'targetPort');
  const name = textOf(fieldAt(item, 'name'));
  return { name, port, target: textOf(target) || port, span: (target ?? fieldAt(item, 'port') ?? item).span };
}

/** The Services that select a workload's pods; the nearest, where copies of an application stand side by side. */
export function selecting(workload: Workload, services: readonly Service[]): readonly Service[] {
  const all = services.filter((service) => selects(service, workload));
  const file = workload.resource.span.file;
  const folder = folderOf(file);
  const same = all.filter((service) => service.resource.span.file === file);
  if (same.length > 0) return same;
  const near = all.filter((service) => folderOf(service.resource.span.file) === folder);
  return near.length > 0 ? near : all;
}

function selects({ selector, resource }: Service, workload: Workload): boolean {
  return mayShareNamespace(resource, workload.resource) && selectsLabels(selector, workload.labels);
}

/** The ports of Services that lead to a container; its own ports are those it declares and those of its program. */
export function leadingTo(container: Container, services: readonly Service[], alone: boolean): Launch['services'] {
  return services.flatMap((service) => {
    const { name, span } = service.resource;
    if (service.ports.length === 0) return alone ? [{ name, port: '', span }] : [];
    return service.ports
      .filter((port) => leads(port, container, alone))
      .map((port) => ({ name, port: port.port, span: port.span }));
  });
}

function leads({ target }: ServicePort, { ports }: Container, alone: boolean): boolean {
  const declared = ports.some((port) => String(port.number) === target || (port.name !== '' && port.name === target));
  // Declaring ports is optional: the only container of a pod takes what is sent to the pod.
  return declared || (alone && (ports.length === 0 || /^\d+$/.test(target)));
}
