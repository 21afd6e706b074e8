import { fieldAt, itemsOf, textOf } from '../catalog/tree.ts';
import type { Expr, Field, Resource } from '../languages/language.ts';
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
    case 'helm.cattle.io HelmChart':
      return chartOf(resource, fieldAt(spec, 'chart'), fieldAt(spec, 'version'), fieldAt(spec, 'set'));
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
    const values = fieldAt(one, 'helm', 'valuesObject');
    return chartOf(resource, fieldAt(one, 'chart'), fieldAt(one, 'targetRevision'), values);
  });
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
