import type { ContainerPort, ContainerSettings, Started, Word } from '../catalog/launch.ts';
import { entriesOf, fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Resource } from '../languages/language.ts';
import type { Span } from '../model/span.ts';
import { argumentsOf } from './arguments.ts';
import { ConfigData } from './config-data.ts';
import { type Environment, readEnv } from './env.ts';
import { type ImageName, parseImage } from './images.ts';
import type { Label } from './selectors.ts';

export interface Container extends ContainerSettings {
  readonly name: string;
  /** A sidecar is an init container that keeps running. */
  readonly role: 'main' | 'init' | 'sidecar';
  /** Undefined where a template decides, or a patch leaves it out. */
  readonly image: ImageName | undefined;
  /** As it is written. */
  readonly written: Expr;
  readonly span: Span;
}

/** An object that runs pods. */
export interface Workload {
  readonly resource: Resource;
  /** Labels of its pods. */
  readonly labels: readonly Label[];
  readonly hostNetwork: boolean;
  readonly containers: readonly Container[];
  /** Whether it is a patch: what is missing in it may stand in the object that it changes. */
  readonly partial: boolean;
}

/** Every object that runs pods: those of Kubernetes itself, and any other with a pod template in `spec.template`. */
export function workloadsOf(resources: readonly Resource[]): readonly Workload[] {
  const data = new ConfigData(resources);
  return resources.flatMap((resource) => {
    const workload = workloadOf(resource, data);
    return workload ? [workload] : [];
  });
}

function workloadOf(resource: Resource, data: ConfigData): Workload | undefined {
  const pod = podOf(resource);
  const spec = fieldAt(pod, 'spec');
  const containers = (['containers', 'initContainers'] as const).flatMap((key) =>
    itemsOf(fieldAt(spec, key))
      .filter((item) => item.is === 'record')
      .map((item) => containerOf(item, key === 'initContainers', spec, readEnv(item, resource, data))),
  );
  if (containers.length === 0) return undefined;
  return {
    resource,
    labels: entriesOf(fieldAt(pod, 'metadata', 'labels')),
    hostNetwork: textOf(fieldAt(spec, 'hostNetwork')) === 'true',
    containers,
    partial: isPartial(resource),
  };
}

/** The template of its pods, or the pod itself. */
export function podOf({ kind, root }: Resource): Expr | undefined {
  if (kind === 'Pod') return root;
  if (kind === 'PodTemplate') return fieldAt(root, 'template');
  if (kind === 'CronJob') return fieldAt(root, 'spec', 'jobTemplate', 'spec', 'template');
  return fieldAt(root, 'spec', 'template');
}

const selecting: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** These kinds must have a selector, or at least pod labels to take it from; without both they are patches. */
function isPartial({ kind, root }: Resource): boolean {
  if (!selecting.has(kind)) return false;
  return !fieldAt(root, 'spec', 'selector') && !fieldAt(root, 'spec', 'template', 'metadata', 'labels');
}

/** How a container of a workload is started. */
export function startedIn({ role: _, name, span, ...settings }: Container, { resource }: Workload): Started {
  const because = [{ says: `${resource.kind} ${resource.name} runs the container ${name}`, span }];
  return { language: 'kubernetes', ...settings, because };
}

function containerOf(item: Expr, init: boolean, pod: Expr | undefined, { env, open }: Environment): Container {
  const image = fieldAt(item, 'image');
  const readOnly = fieldAt(item, 'securityContext', 'readOnlyRootFilesystem');
  return {
    name: textOf(fieldAt(item, 'name')),
    role: init ? (textOf(fieldAt(item, 'restartPolicy')) === 'Always' ? 'sidecar' : 'init') : 'main',
    image: image && parseImage(image),
    ...argumentsOf(fieldAt(item, 'command'), fieldAt(item, 'args'), env),
    env,
    envOpen: open,
    ports: itemsOf(fieldAt(item, 'ports')).map(portOf),
    mounts: mountsOf(item, pod),
    readOnlyRoot: textOf(readOnly) === 'true',
    written: item,
    span: item.span,
  };
}

function portOf(item: Expr): ContainerPort {
  return {
    number: Number(textOf(fieldAt(item, 'containerPort'))),
    name: textOf(fieldAt(item, 'name')),
    protocol: textOf(fieldAt(item, 'protocol')) || 'TCP',
    span: fieldAt(item, 'containerPort')?.span ?? item.span,
  };
}

/** Mounted paths; an `emptyDir` brings no settings with it, unless an init container may have put some there. */
function mountsOf(item: Expr, pod: Expr | undefined): readonly Word[] {
  const filled = new Set(itemsOf(fieldAt(pod, 'initContainers')).flatMap(volumesIn));
  const empty = new Set(
    itemsOf(fieldAt(pod, 'volumes'))
      .filter((volume) => fieldAt(volume, 'emptyDir'))
      .map((volume) => textOf(fieldAt(volume, 'name')))
      .filter((name) => !filled.has(name)),
  );
  return itemsOf(fieldAt(item, 'volumeMounts')).flatMap((mount) => {
    const path = fieldAt(mount, 'mountPath');
    if (!path || empty.has(textOf(fieldAt(mount, 'name')))) return [];
    return [{ text: textOf(path), span: path.span }];
  });
}

function volumesIn(container: Expr): readonly string[] {
  return itemsOf(fieldAt(container, 'volumeMounts')).map((mount) => textOf(fieldAt(mount, 'name')));
}
