import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { WorkloadStatus, WorkloadTable } from '../src/model/workload.ts';
import { report as json } from '../src/reports/json.ts';
import { report as markdown } from '../src/reports/markdown.ts';
import { report as terminal } from '../src/reports/terminal.ts';
import type { ScanOptions } from '../src/run/options.ts';
import { workloads } from '../src/run/workloads.ts';
import { projectOf } from './project.ts';
import { options } from './results.ts';

/** Judges a project that consists of some files. */
async function judged(
  files: Readonly<Record<string, string>>,
  given: Partial<ScanOptions> = {},
): Promise<WorkloadTable> {
  const cwd = projectOf(files);
  return workloads({ paths: ['.'], cwd, target: 'ipv6-only', ...given });
}

function named(table: WorkloadTable, name: string): WorkloadStatus {
  const found = table.workloads.find((one) => one.name === name);
  assert.ok(found, `${name} is not in ${table.workloads.map((one) => one.name).join(', ')}`);
  return found;
}

function deployment(name: string, image: string, rest = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: ${image}
${rest}---
`;
}

function service(name: string, port: number): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [{ port: ${port} }]
---
`;
}

const nodeServer = "require('node:http').createServer().listen(8080, '0.0.0.0');\n";
const goServer = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';
const shop = {
  'deploy/shop.yaml':
    deployment('rates', 'registry.example/shop/rates:1.2') +
    service('rates', 8080) +
    deployment('list', 'registry.example/shop/list:1.2') +
    service('list', 8080) +
    deployment('cart', 'registry.example/shop/cart:1.2') +
    deployment('store', 'mongo:7') +
    service('store', 27017) +
    deployment('cache', 'redis:7') +
    service('cache', 6379) +
    deployment('bought', 'vendor.example/bought:3') +
    deployment('watch', 'prom/prometheus:v3.1.0') +
    deployment('shell', 'prom/prometheus:v3.1.0', '          command: [/own/script]\n'),
  'deploy/ways.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: door }
spec:
  rules:
    - http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: list, port: { number: 8080 } } } }
`,
  'rates/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  'rates/server.js': nodeServer,
  'list/Dockerfile':
    'FROM golang:1.25 AS build\nCOPY . .\nRUN go build -o /list\nFROM scratch\nCOPY --from=build /list /list\nENTRYPOINT ["/list"]\n',
  'list/main.go': goServer,
  'cart/Dockerfile': 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY . .\nENTRYPOINT ["dotnet", "cart.dll"]\n',
  'cart/Cart.cs': 'class Cart {}\n',
};

describe('only6 workloads', () => {
  it('joins workload, Service, Dockerfile and source, and says what decides', async () => {
    const table = await judged(shop);
    const rates = named(table, 'rates');
    assert.equal(rates.verdict, 'breaks');
    assert.deepEqual(rates.reachedBy, ['Service rates:8080']);
    assert.deepEqual(rates.containers, [
      {
        name: 'main',
        image: 'registry.example/shop/rates:1.2',
        runs: 'Node.js',
        dockerfiles: ['rates/Dockerfile'],
        sources: ['rates'],
      },
    ]);
    assert.deepEqual(
      rates.findings.map(({ span, rule }) => `${span.file} ${rule}`),
      ['rates/server.js listen-ipv4-only'],
    );
  });

  it('is ready only where all that decides was read', async () => {
    const table = await judged(shop);
    assert.deepEqual(
      table.workloads.map(({ name, verdict }) => `${name} ${verdict}`),
      [
        'rates breaks',
        'store breaks',
        'bought unsure',
        'cart unsure',
        'shell unsure',
        'cache ready',
        'list ready',
        'watch ready',
      ],
    );
    assert.deepEqual(named(table, 'cart').doubts, ['the program is in .NET, which only6 does not read']);
    assert.deepEqual(named(table, 'bought').doubts, ['what the image does is not known']);
    assert.deepEqual(named(table, 'list').reachedBy, ['Service list:8080', 'Ingress door']);
    assert.deepEqual(table.others, []);
  });

  it('counts settings that are mounted, generated or filled in as part of the workload', async () => {
    const mount = (name: string): string =>
      `          volumeMounts: [{ name: conf, mountPath: /etc/nginx/conf.d }]\n      volumes: [{ name: conf, configMap: { name: ${name} } }]\n`;
    const conf = 'server {\n  listen 80;\n  server_name shop;\n}\n';
    const table = await judged({
      'mounted.yaml': `${deployment('front', 'nginx:1.29', mount('front-conf'))}apiVersion: v1
kind: ConfigMap
metadata: { name: front-conf }
data:
  default.conf: |
    server {
      listen 80;
      server_name shop;
    }
`,
      'base/deployment.yaml': deployment('edge', 'nginx:1.29', mount('edge-conf')),
      'base/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [deployment.yaml]\nconfigMapGenerator:\n  - name: edge-conf\n    files: [nginx.conf]\n',
      'base/nginx.conf': conf,
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml': 'image:\n  repository: mongo\n',
      'chart/templates/store.yaml':
        'apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: {{ include "shop.name" . }}-store\nspec:\n  serviceName: store\n  selector: { matchLabels: { app: store } }\n  template:\n    metadata: { labels: { app: store } }\n    spec:\n      containers:\n        - name: store\n          image: "{{ .Values.image.repository }}:{{ .Chart.AppVersion }}"\n          ports: [{ containerPort: 27017 }]\n',
    });
    assert.deepEqual(
      table.workloads.map(({ name, findings }) => `${name} ${findings.map(({ span }) => span.file).join()}`),
      ['edge base/nginx.conf', 'front mounted.yaml', '{shop.name}-store chart/templates/store.yaml'],
    );
  });

  it('knows the Dockerfile of an image by the folder, by the name of the program, or by how its name ends', async () => {
    const table = await judged({
      'deploy.yaml': ['shop-cart', 'x_list', 'whole', 'lib']
        .map((name) => deployment(name, `registry.example/${name}`))
        .join(''),
      'cart/Dockerfile': 'FROM node:22\n',
      'services/list/Dockerfile': 'FROM node:22\n',
      'go.mod': 'module example.com/whole/v2\n\ngo 1.25\n',
      Dockerfile: 'FROM golang:1.25\n',
      'a/lib/Dockerfile': 'FROM node:22\n',
      'b/lib/Dockerfile': 'FROM golang:1.25\n',
    });
    const made = (name: string): readonly string[] => named(table, name).containers.flatMap((one) => one.dockerfiles);
    assert.deepEqual(made('shop-cart'), ['cart/Dockerfile']);
    assert.deepEqual(made('x_list'), ['services/list/Dockerfile']);
    assert.deepEqual(made('whole'), ['Dockerfile']);
    assert.deepEqual(made('lib'), ['a/lib/Dockerfile', 'b/lib/Dockerfile']);
    assert.equal(named(table, 'lib').containers[0]?.runs, '');
  });

  it('a folder of which several images are made is a doubt for each, but for the part that has its name', async () => {
    const dockerfile = 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n';
    const table = await judged({
      'skaffold.yaml': `apiVersion: skaffold/v4beta1
kind: Config
build:
  artifacts:
    - { image: one, context: ., docker: { dockerfile: one.Dockerfile } }
    - { image: two, context: ., docker: { dockerfile: two.Dockerfile } }
`,
      'one.Dockerfile': dockerfile,
      'two.Dockerfile': dockerfile,
      'deploy.yaml': deployment('one', 'one') + deployment('two', 'two'),
      'cmd/one/server.js': nodeServer,
      'lib/shared.js': nodeServer,
    });
    assert.deepEqual([named(table, 'one').verdict, named(table, 'one').findings.length], ['breaks', 2]);
    assert.deepEqual([named(table, 'two').verdict, named(table, 'two').findings.length], ['unsure', 1]);
    assert.match(named(table, 'two').doubts.join(), /several images are made of the same folder/);
  });

  it('copies are one row, tests and examples none', async () => {
    const table = await judged({
      'a.yaml': deployment('store', 'mongo:7') + service('store', 27017),
      'b/all.yaml': deployment('store', 'mirror.example/mongo:7') + service('store', 27017),
      'examples/c.yaml': deployment('sample', 'mongo:7'),
    });
    assert.deepEqual(
      table.workloads.map(({ name, places }) => [name, places.map(({ file, line }) => `${file}:${line}`)]),
      [['store', ['a.yaml:1', 'b/all.yaml:1']]],
    );
    assert.equal(table.leftOut, 1);
  });

  it('what could not be read is a doubt of the workload that it belongs to', async () => {
    const table = await judged({ ...shop, 'list/broken.go': 'package main\n\nfunc f( {\n\tnet.Dial("tcp4", x\n' });
    assert.equal(named(table, 'list').verdict, 'unsure');
    assert.match(named(table, 'list').doubts.join(), /list\/broken\.go could not be read in full/);
    assert.equal(named(table, 'cache').verdict, 'ready');
  });

  it('takes Compose where there are no manifests', async () => {
    const table = await judged({
      'compose.yaml':
        'services:\n  rates:\n    build: rates\n    ports: ["80:8080"]\n  store:\n    image: mongo:7\n    ports: ["27017:27017"]\n',
      'rates/Dockerfile': shop['rates/Dockerfile'],
      'rates/server.js': nodeServer,
    });
    assert.deepEqual(
      table.workloads.map(({ kind, name, verdict, reachedBy }) => [kind, name, verdict, ...reachedBy]),
      [
        ['Compose service', 'rates', 'breaks', 'port 8080'],
        ['Compose service', 'store', 'unsure', 'port 27017'],
      ],
    );
  });

  it('judges what runs now', async () => {
    const text = deployment('store', 'mongo:7') + service('store', 27017);
    const table = await judged({}, { stdin: { name: 'stdin.yaml', text } });
    assert.equal(named(table, 'store').verdict, 'breaks');
  });
});

describe('a table of workloads', () => {
  it('as JSON follows its schema', async () => {
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    formats.default(ajv);
    const read = (name: string) => JSON.parse(readFileSync(new URL(`../schemas/${name}`, import.meta.url), 'utf8'));
    ajv.addSchema(read('report.schema.json'));
    const validate = ajv.compile(read('workloads.schema.json'));
    const document: { counts: unknown; workloads: { verdict?: string }[] } = JSON.parse(
      json.workloads?.(await judged(shop), options) ?? '',
    );
    const follows = validate(document);
    assert.ok(follows, JSON.stringify(validate.errors, undefined, 2));
    assert.deepEqual(document.counts, { ready: 3, unsure: 3, breaks: 2, leftOut: 0 });
    const [first, ...rest] = document.workloads;
    assert.ok(!validate({ ...document, workloads: [{ ...first, verdict: 'fine' }, ...rest] }));
  });

  it('in a terminal has a row for each workload, the decisive place below it, and fits', async () => {
    const text = terminal.workloads?.(await judged(shop), { ...options, width: 100 }) ?? '';
    assert.match(text, /^Of 8 workloads on an IPv6-only cluster 2 break, 3 are unsure, 3 are ready\.\n/);
    assert.match(text, /^breaks {2}Deployment\/rates +Service rates:8080 +\S+rates:1\.2 +Node\.js, rates$/m);
    assert.match(text, /^ {10}rates\/server\.js:1 .*0\.0\.0\.0.* IPv4 only$/m);
    const rows = text.split('\n').filter((line) => /^(?:breaks|unsure|ready)/.test(line));
    assert.ok(rows.every((line) => line.length <= 100));
  });

  it('as Markdown is a table in which nothing marks up', async () => {
    const text = markdown.workloads?.(await judged({ 'a.yaml': deployment('a', "'x|<b>@team'") }), options) ?? '';
    const row = text.split('\n').find((line) => line.includes('Deployment'));
    assert.match(row ?? '', /^\| 🟡&nbsp;unsure \| Deployment\/a \| `x\\\|<b>@team` \| .*\|$/);
  });

  it('says so where there is none', async () => {
    const table = await judged({ 'main.go': goServer });
    assert.equal(terminal.workloads?.(table, options), 'No workload was found.\n');
  });
});
