import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Field, Resource } from '../languages/language.ts';
import { folderOf } from '../model/path.ts';
import { besides, readIfThere } from './paths.ts';
import type { ReadText } from './versions.ts';
import { podOf } from './workloads.ts';

/** An object, and what stands in it that has a form of its own: the pods of a workload, the values of a chart. */
export function objectsIn(resource: Resource): readonly Resource[] {
  return [resource, ...podsIn(resource), ...chartsIn(resource)];
}

function podsIn(resource: Resource): readonly Resource[] {
  const pod = resource.kind === 'Pod' ? undefined : podOf(resource);
  if (pod?.is !== 'record' || !fieldAt(pod, 'spec', 'containers')) return [];
  return [{ ...resource, apiVersion: 'v1', kind: 'Pod', root: pod }];
}

/** Releases of charts in the words of Flux, Argo CD, k3s and Kustomize, all in one shape: `version` and `values`. */
function chartsIn(resource: Resource): readonly Resource[] {
  const spec = fieldAt(resource.root, 'spec');
  switch (`${resource.apiVersion.split('/')[0]} ${resource.kind}`) {
    case 'helm.toolkit.fluxcd.io HelmRelease': {
      const chart = fieldAt(spec, 'chart', 'spec');
      const named = fieldAt(chart, 'chart') ?? fieldAt(spec, 'chartRef', 'name');
      return chartOf(resource, named, fieldAt(chart, 'version'), fieldAt(spec, 'values'));
    }
    case 'argoproj.io Application':
      return sourcesIn(resource, spec);
    case 'argoproj.io ApplicationSet':
      return sourcesIn(resource, fieldAt(spec, 'template', 'spec'));
    case 'helm.cattle.io HelmChart': {
      const values = recordAt(spec, 'valuesContent') ?? fieldAt(spec, 'set');
      return chartOf(resource, fieldAt(spec, 'chart'), fieldAt(spec, 'version'), values);
    }
    case 'kustomize.config.k8s.io Kustomization':
      return itemsOf(fieldAt(resource.root, 'helmCharts')).flatMap((chart) =>
        chartOf(resource, fieldAt(chart, 'name'), fieldAt(chart, 'version'), fieldAt(chart, 'valuesInline')),
      );
    default:
      return [];
  }
}

function sourcesIn(resource: Resource, spec: Expr | undefined): readonly Resource[] {
  const source = fieldAt(spec, 'source');
  return [...(source ? [source] : []), ...itemsOf(fieldAt(spec, 'sources'))].flatMap((one) => {
    const values = fieldAt(one, 'helm', 'valuesObject') ?? recordAt(fieldAt(one, 'helm'), 'values');
    return chartOf(resource, fieldAt(one, 'chart'), fieldAt(one, 'targetRevision'), values);
  });
}

function recordAt(expr: Expr | undefined, key: string): Expr | undefined {
  const value = fieldAt(expr, key);
  return value?.is === 'record' ? value : undefined;
}

function chartOf(
  resource: Resource,
  chart: Expr | undefined,
  version: Expr | undefined,
  values: Expr | undefined,
): readonly Resource[] {
  const kind = textOf(chart).split('/').at(-1) ?? '';
  if (kind === '' || !chart) return [];
  const fields: Field[] = [
    { key: 'kind', value: chart, span: chart.span },
    ...(version ? [{ key: 'version', value: version, span: version.span }] : []),
    ...(values ? [{ key: 'values', value: values, span: values.span }] : []),
  ];
  const root: Expr = { is: 'record', type: undefined, fields, complete: true, span: resource.span };
  return [{ ...resource, apiVersion: 'helm', kind, root }];
}

/**
 * Values that stand by themselves are told by the name of their file or folder whose they are; those of a chart that
 * depends on others, by the key. A chart's own defaults are no installation of it.
 */
export function chartsInValues(resources: readonly Resource[], read: ReadText): readonly Resource[] {
  return resources
    .filter(({ apiVersion, kind }) => apiVersion === 'helm' && kind === 'Values')
    .flatMap((resource) => {
      const { root, span } = resource;
      const chart = readIfThere(besides(span.file, 'Chart.yaml'), read);
      const named = (kind: string, values: Expr): Resource => ({ ...resource, kind, root: holding(values) });
      if (chart === undefined) return chartNames(span.file).map((kind) => named(kind, root));
      const fields = root.is === 'record' ? root.fields : [];
      const names = dependencies(chart);
      return fields.filter(({ key }) => names.has(key)).map(({ key, value }) => named(key, value));
    });
}

function holding(values: Expr): Expr {
  const { span } = values;
  return { is: 'record', type: undefined, fields: [{ key: 'values', value: values, span }], complete: true, span };
}

/** `cilium/values.yaml`, `values-cilium.yaml`, `cilium-values.prod.yaml`, `values/cilium.yaml`. */
function chartNames(file: string): readonly string[] {
  const folder = folderOf(file).split('/').at(-1) ?? '';
  const name = (file.split('/').at(-1) ?? '').replace(/\.ya?ml(?:\.\w+)?$/, '');
  const own = name.replace(/^values[-_.]?|[-_.]?values(?:[-_.][\w.-]*)?$/g, '');
  // Further files beside values.yaml change some of it, and need not say the rest.
  return [own, name === 'values' ? folder : ''].filter((one) => one !== '');
}

/** The names in the list of dependencies of a chart. */
function dependencies(chart: string): ReadonlySet<string> {
  const start = chart.search(/^dependencies:/m);
  if (start < 0) return new Set();
  const names = chart.slice(start).matchAll(/^[ \t]*-?[ \t]*name:[ \t]*["']?([\w.-]+)["']?[ \t]*\r?$/gm);
  return new Set([...names].map(([, name = '']) => name));
}
