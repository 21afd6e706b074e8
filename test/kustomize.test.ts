import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lower } from '../src/languages/kubernetes/lower.ts';
import { readYaml } from '../src/languages/kubernetes/yaml.ts';
import type { Expr, Resource } from '../src/languages/language.ts';
import { kustomized } from '../src/project/kustomize.ts';

const header = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

function service(spec: string, name = 'web'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
}

function made(files: Readonly<Record<string, string>>): string[] {
  const resources = Object.entries(files).flatMap(([file, text]) => lower(text, file).resources);
  const read = (file: string): Expr | undefined => {
    const text = files[file];
    return text === undefined ? undefined : readYaml({ text, start: 0, holes: [] }, file)[0];
  };
  return kustomized(resources, read)
    .filter(({ kind }) => kind !== 'Kustomization')
    .map(shownResource);
}

function shownResource({ kind, name, root }: Resource): string {
  const spec = root.is === 'record' ? root.fields.find(({ key }) => key === 'spec' || key === 'data') : undefined;
  return `${kind} ${name} ${spec ? shown(spec.value) : ''}`.trim();
}

function shown(expr: Expr): string {
  if (expr.is === 'record') return `{${expr.fields.map((one) => `${one.key}: ${shown(one.value)}`).join(', ')}}`;
  if (expr.is === 'list') return `[${expr.items.map(shown).join(', ')}]`;
  return expr.is === 'literal' ? expr.text : '…';
}

describe('a kustomization', () => {
  it('joins a patch with the object of its name, keys that are null go', () => {
    const files = {
      'base/kustomization.yaml': `${header}resources: [web.yaml]\n`,
      'base/web.yaml': service('{ type: LoadBalancer, clusterIP: 10.0.0.1, ports: [{ port: 80, name: a }] }'),
      'live/kustomization.yaml': `${header}resources: [../base]\npatches: [{ path: web.yaml }]\n`,
      'live/web.yaml': service('{ clusterIP: null, ports: [{ port: 80, name: b }, { port: 81 }] }'),
    };
    assert.deepEqual(made(files), ['Service web {type: LoadBalancer, ports: [{port: 80, name: b}, {port: 81}]}']);
  });

  it('carries out the operations of a JSON patch', () => {
    const files = {
      'kustomization.yaml': `${header}resources: [web.yaml]\npatchesJson6902: [{ target: { kind: Service, name: web }, path: p.json }]\n`,
      'web.yaml': service('{ ipFamilies: [IPv4, IPv6], a/b: 1 }'),
      'p.json':
        '[{"op":"remove","path":"/spec/ipFamilies/0"},{"op":"replace","path":"/spec/a~1b","value":2},{"op":"add","path":"/spec/none/at/all","value":1}]',
    };
    assert.deepEqual(made(files), ['Service web {ipFamilies: [IPv6], a/b: 2}']);
  });

  it('gives each overlay its own object, and what none changes once', () => {
    const files = {
      'base/kustomization.yaml': `${header}resources: [web.yaml, api.yaml]\n`,
      'base/web.yaml': service('{ type: ClusterIP }'),
      'base/api.yaml': service('{ type: ClusterIP }', 'api'),
      'one/kustomization.yaml': `${header}resources: [../base]\npatches: [{ path: p.yaml }]\n`,
      'one/p.yaml': service('{ type: NodePort }'),
      'two/kustomization.yaml': `${header}resources: [../base]\n`,
    };
    assert.deepEqual(made(files), [
      'Service web {type: NodePort}',
      'Service api {type: ClusterIP}',
      'Service web {type: ClusterIP}',
    ]);
  });

  it('loses what a patch deletes, and patches of what is not there', () => {
    const files = {
      'kustomization.yaml': `${header}resources: [web.yaml]\npatchesStrategicMerge: [p.yaml, q.yaml]\n`,
      'web.yaml': service('{ type: ClusterIP }'),
      'p.yaml': `${service('{ type: NodePort }')}$patch: delete\n`,
      'q.yaml': service('{ type: NodePort }', 'other'),
    };
    assert.deepEqual(made(files), []);
  });

  it('makes a ConfigMap of literals', () => {
    const files = {
      'kustomization.yaml': `${header}configMapGenerator: [{ name: shop, literals: [HOST=0.0.0.0, "PORT='80'"] }]\n`,
    };
    assert.deepEqual(made(files), ['ConfigMap shop {HOST: 0.0.0.0, PORT: 80}']);
  });

  it('ends where kustomizations lead to each other', () => {
    const files = {
      'a/kustomization.yaml': `${header}resources: [../b]\n`,
      'b/kustomization.yaml': `${header}resources: [../a, web.yaml]\n`,
      'b/web.yaml': service('{ type: ClusterIP }'),
      'c/kustomization.yaml': `${header}resources: [../a]\n`,
    };
    assert.deepEqual(made(files), ['Service web {type: ClusterIP}']);
  });
});
