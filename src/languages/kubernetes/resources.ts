import type { Expr, Resource } from '../language.ts';

/** The objects of one document: itself, or the items of a list. */
export function resourcesOf(root: Expr): readonly Resource[] {
  return objectsOf(root, '', '');
}

/** The groups of kinds whose version charts let a template choose, by what the cluster knows. */
const groups: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
};

function objectsOf(root: Expr, listVersion: string, itemKind: string): readonly Resource[] {
  const kind = text(field(root, 'kind')) || itemKind;
  const version = field(root, 'apiVersion');
  const apiVersion = text(version) || listVersion || (version && version.is !== 'literal' && groups[kind]) || '';
  if (apiVersion === '' || kind === '') return [];
  const items = field(root, 'items');
  if (kind.endsWith('List') && items?.is === 'list') {
    // Items of a typed list (ServiceList) may leave out what the list says already.
    const inherited = kind === 'List' ? '' : kind.slice(0, -'List'.length);
    return items.items.flatMap((item) => objectsOf(item, inherited && apiVersion, inherited));
  }
  const metadata = field(root, 'metadata');
  const name = text(field(metadata, 'name'));
  const namespace = text(field(metadata, 'namespace'));
  return [{ apiVersion, kind, name, namespace, root, span: root.span }];
}

function field(expr: Expr | undefined, key: string): Expr | undefined {
  if (expr?.is !== 'record') return undefined;
  return expr.fields.find((one) => one.key === key)?.value;
}

function text(expr: Expr | undefined): string {
  return expr?.is === 'literal' ? expr.text : '';
}
