import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ImageEntry, parseImageEntry } from '../src/catalog/images.ts';
import { fieldAt } from '../src/catalog/tree.ts';
import { language } from '../src/languages/kubernetes/index.ts';
import { lower } from '../src/languages/kubernetes/lower.ts';
import type { Expr, Unit } from '../src/languages/language.ts';
import type { Span } from '../src/model/span.ts';
import { parseImage } from '../src/project/images.ts';
import { manifestFacts } from '../src/project/manifests.ts';
import { selecting, servicesOf } from '../src/project/services.ts';
import { workloadsOf } from '../src/project/workloads.ts';

const names = (unit: Unit): string[] => unit.resources.map(({ kind, name }) => `${kind}/${name}`);
const reasons = (unit: Unit): string[] => unit.gaveUp.map((one) => one.why);
const cut = (text: string, span: Span): string => text.slice(span.start, span.end);

function at(expr: Expr | undefined, ...path: readonly string[]): Expr | undefined {
  let found = expr;
  for (const key of path) {
    if (found?.is === 'list') found = found.items[Number(key)];
    else found = found?.is === 'record' ? found.fields.find((field) => field.key === key)?.value : undefined;
  }
  return found;
}

function spanAt(text: string, ...path: readonly string[]): string {
  const found = at(lower(text, 'a.yaml').resources[0]?.root, ...path);
  return found ? cut(text, found.span) : '';
}

test('files are claimed by their path', () => {
  for (const path of ['a.yaml', 'deploy/b.yml', 'x/service.json', 'A.YAML']) assert.ok(language.claims(path), path);
  for (const path of ['package.json', 'web/package-lock.json', 'tsconfig.base.json', 'pnpm-lock.yaml', 'a.ts']) {
    assert.ok(!language.claims(path), path);
  }
});

test('several documents, with BOM, CRLF, markers and comments', () => {
  const text =
    '\ufeff# first\r\n---\r\napiVersion: v1\r\nkind: Service # here\r\nmetadata:\r\n  name: a\r\n--- # next\r\nkind: Pod\r\napiVersion: v1\r\nmetadata: { name: "b" }\r\n...\r\n';
  const unit = lower(text, 'a.yaml');
  assert.deepEqual(names(unit), ['Service/a', 'Pod/b']);
  assert.deepEqual(reasons(unit), []);
  assert.deepEqual(
    unit.comments.map((comment) => cut(text, comment.span)),
    ['# first', '# here', '# next'],
  );
  const b = at(unit.resources[1]?.root, 'metadata', 'name');
  assert.equal(b && cut(text, b.span), '"b"');
});

test('lists are taken apart', () => {
  assert.deepEqual(
    names(
      lower(
        '{"apiVersion":"v1","kind":"List","items":[\n\t{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"}}]}',
        'a.json',
      ),
    ),
    ['Service/x'],
  );
  assert.deepEqual(names(lower('apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: q}\n', 'a.yaml')), [
    'Service/q',
  ]);
});

test('scalars keep what is written, and where', () => {
  const text =
    "apiVersion: v1\nkind: X\nport: 0x1F\nold: 010\non: true\nnothing:\nquoted: 'it''s'\nblock: |\n  # no comment\n  b\n";
  const unit = lower(text, 'a.yaml');
  const root = unit.resources[0]?.root;
  const literal = (key: string): unknown => {
    const value = at(root, key);
    return value?.is === 'literal' ? [value.type, value.text, cut(text, value.span)] : value;
  };
  assert.deepEqual(literal('port'), ['number', '0x1F', '0x1F']);
  assert.deepEqual(literal('old'), ['number', '010', '010']);
  assert.deepEqual(literal('on'), ['boolean', 'true', 'true']);
  assert.deepEqual(literal('nothing'), ['null', '', '']);
  assert.deepEqual(literal('quoted'), ['string', "it's", "'it''s'"]);
  assert.deepEqual(literal('block'), ['string', '# no comment\nb\n', '|\n  # no comment\n  b\n']);
  assert.deepEqual(unit.comments, []);
});

test('aliases stand where they are used, merged fields where they are written', () => {
  const text = 'apiVersion: v1\nkind: X\nbase: &b { image: one, tag: 1 }\nuse: *b\nspec:\n  <<: *b\n  tag: 2\n';
  assert.equal(spanAt(text, 'use'), '*b');
  assert.equal(spanAt(text, 'spec', 'image'), 'one');
  assert.equal(spanAt(text, 'spec', 'tag'), '2');
});

test('aliases without end are refused, and quickly', () => {
  assert.deepEqual(reasons(lower('apiVersion: v1\nkind: X\na: &a [*a]\n', 'a.yaml')), ['alias *a contains itself']);
  const lines = ['apiVersion: v1', 'kind: X', 'a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  assert.deepEqual(reasons(lower(lines.join('\n'), 'a.yaml')), ['its aliases expand to too much']);
});

test('what cannot be read is told with its place, and the rest of the file is read', () => {
  const text = 'apiVersion: v1\nkind: Service\nspec: a: b\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: p }\n';
  const unit = lower(text, 'a.yaml');
  assert.deepEqual(names(unit), ['Pod/p']);
  assert.equal(unit.gaveUp.length, 1);
  assert.match(reasons(unit)[0] ?? '', /^it is not valid YAML: /);
  assert.ok(cut(text, unit.gaveUp[0]?.span ?? { file: '', start: 0, end: 0 }).startsWith('a'));
  assert.deepEqual(reasons(lower('apiVersion: v1\nkind: X\n\tx: 1\n', 'a.yaml')), ['a tab is used for indentation']);
  assert.deepEqual(reasons(lower(`apiVersion: v1\nkind: X\na: ${'['.repeat(30_000)}`, 'a.yaml')), [
    'it is nested too deeply',
  ]);
  assert.deepEqual(reasons(lower(`apiVersion: v1\nkind: X\na: ${'x'.repeat(2_000_001)}`, 'a.yaml')), [
    'the document is larger than 2 MB',
  ]);
});

test('a template is read as far as it is YAML, and never called broken', () => {
  const text = `{{- if .Values.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "shop.fullname" . }}-web
  labels: {{- include "shop.labels" . | nindent 4 }}
spec:
  {{- with .Values.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  type: {{ .Values.service.type | default "ClusterIP" }}
  ipFamilies:
    - IPv4
{{- end }}
---
{{ range .Values.extra }}
}}} this is : no : YAML
{{ end }}
`;
  const unit = lower(text, 'a.yaml');
  assert.deepEqual(reasons(unit), []);
  assert.deepEqual(
    unit.resources.map((one) => one.kind),
    ['Service'],
  );
  const families = fieldAt(unit.resources[0]?.root, 'spec', 'ipFamilies');
  assert.equal(text.slice(families?.span.start, families?.span.end).trim(), '- IPv4');
});

test('what is no object, and definitions of kinds, are passed over in silence', () => {
  for (const text of [
    '',
    '# nothing\n---\n---\n',
    'name: build\non: [push]\n',
    'broken: [\n',
    'spec:\n  apiVersion: v1\n  kind: X\n',
    '{"name": "x"}',
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: [\n',
  ]) {
    const unit = lower(text, 'a.yaml');
    assert.deepEqual([names(unit), reasons(unit)], [[], []], text);
  }
});

test('damaged text never throws', () => {
  const text = 'apiVersion: v1\nkind: Pod\nmetadata: &m { name: "a", x: [1, *m] }\nspec:\n  - |\n    b\n  - <<: *m\n';
  for (let i = 0; i < text.length; i++) {
    for (const damaged of [
      text.slice(0, i),
      text.slice(i),
      `${text.slice(0, i)}\u0000${text.slice(i)}`,
      `${text.slice(0, i)}\n- ? :${text.slice(i)}`,
    ]) {
      for (const { span } of [...lower(damaged, 'a.yaml').gaveUp])
        assert.ok(span.end <= damaged.length && span.start <= span.end);
    }
  }
});

const shop = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, tier: front } }
    spec:
      initContainers:
        - { name: migrate, image: busybox }
        - { name: proxy, image: envoy, restartPolicy: Always }
      containers:
        - name: main
          image: "registry.example:5000/team/web:1.2@sha256:abc"
          command: [/bin/sh, -c, "exec web --host $HOST && echo 'done now'"]
          args: [--name, $(NAME)]
          env:
            - { name: HOST, value: 0.0.0.0 }
            - { name: NAME, value: shop }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: elsewhere, namespace: other }
spec: { selector: { app: web } }
---
apiVersion: v1
kind: Service
metadata: { name: all, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { template: { spec: { containers: [{ image: web }] } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: clean }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: c, image: busybox }] } } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: patch }
spec: { template: { spec: { containers: [{ name: main, image: mongo }] } } }
`;

test('workloads, their containers, and the Services that select them', () => {
  const { resources } = lower(shop, 'shop.yaml');
  const workloads = workloadsOf(resources);
  assert.deepEqual(
    workloads.map(({ resource, partial }) => [resource.kind, resource.name, partial]),
    [
      ['Deployment', 'web', false],
      ['Service', 'web', false],
      ['CronJob', 'clean', false],
      ['Deployment', 'patch', true],
    ],
  );
  const [web] = workloads;
  assert.ok(web);
  assert.deepEqual(
    web.containers.map(({ name, role }) => [name, role]),
    [
      ['main', 'main'],
      ['migrate', 'init'],
      ['proxy', 'sidecar'],
    ],
  );
  const [main] = web.containers;
  assert.deepEqual(
    main?.command?.words.map((word) => word.text),
    ['/bin/sh', '-c', 'exec', 'web', '--host', '0.0.0.0', '&&', 'echo', 'done now'],
  );
  assert.deepEqual(
    main?.args?.words.map((word) => word.text),
    ['--name', 'shop'],
  );
  assert.deepEqual(
    selecting(web, servicesOf(resources)).map((service) => service.resource.name),
    ['web'],
  );
});

test('image references', () => {
  const span = { file: 'a', start: 100, end: 0 };
  const parse = (text: string, quotes = 0) =>
    parseImage({ is: 'literal', type: 'string', text, span: { ...span, end: 100 + text.length + quotes } });
  const parts = (text: string): unknown => {
    const image = parse(text);
    return image && [image.registry, image.repository, image.tag, image.digest];
  };
  assert.deepEqual(parts('mongo'), ['docker.io', 'mongo', '', '']);
  assert.deepEqual(parts('bitnami/redis:7.2'), ['docker.io', 'bitnami/redis', '7.2', '']);
  assert.deepEqual(parts('localhost:5000/a/b@sha256:1'), ['localhost:5000', 'a/b', '', 'sha256:1']);
  assert.deepEqual(parts('mongo:{{ .Values.tag }}'), ['docker.io', 'mongo', '{{ .Values.tag }}', '']);
  assert.equal(parts('{{ .Values.image }}:1'), undefined);
  assert.deepEqual(parse('ghcr.io/x/y:1', 2)?.repositorySpan, { file: 'a', start: 109, end: 112 });
});

const pod = (spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: p } }\nspec: ${spec}\n`;
const service = (ports: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { selector: { app: p }, ports: ${ports} }\n`;
const images: readonly ImageEntry[] = [
  parseImageEntry(
    {
      program: 'stored',
      images: ['store'],
      commands: ['stored'],
      listens: { family: 'ipv4', reach: 'any', says: 'it does' },
      addresses: { flags: ['--bind'], takes: 'one' },
      repair: 'Bind both',
      source: ['made up'],
      examples: [{ title: 'x', container: 'image: store', yields: { family: 'ipv4', reach: 'any' } }],
    },
    'store.yaml',
  ),
];

function judged(text: string): readonly string[] {
  const facts = manifestFacts(lower(text, 'a.yaml').resources, { images, fields: [], programs: [], runtimes: [] });
  return facts.map((fact) => fact.because.at(2)?.says ?? '');
}

test('a container is judged where other pods are meant to reach it', () => {
  const declared = pod('{ containers: [{ name: c, image: store, ports: [{ name: db, containerPort: 5 }] }] }');
  const two = pod(
    '{ containers: [{ name: c, image: store }, { name: d, image: web, ports: [{ name: http, containerPort: 80 }] }] }',
  );
  const init = pod(
    '{ initContainers: [{ name: i, image: store, ports: [{ containerPort: 5 }] }], containers: [{ name: c, image: web }] }',
  );
  const bound = pod(
    '{ containers: [{ name: c, image: store, args: [--bind, 127.0.0.1], ports: [{ containerPort: 5 }] }] }',
  );
  const leads = 'Service s sends the traffic of its port 1 to this container, so other pods reach it';
  assert.deepEqual(judged(pod('{ containers: [{ name: c, image: store }] }')), []);
  assert.deepEqual(judged(declared), ['the container declares port 5, so stored is meant to be reached']);
  assert.deepEqual(judged(declared + service('[{ port: 1, targetPort: db }]')), [leads]);
  assert.deepEqual(judged(two + service('[{ port: 1, targetPort: http }]')), []);
  assert.deepEqual(judged(init), []);
  assert.deepEqual(judged(bound), []);
  assert.deepEqual(judged(bound + service('[{ port: 1, targetPort: 5 }]')), [leads]);
});

test('a quoted text whose lines are indented too little for YAML is read as Kubernetes reads it', () => {
  const source = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    init: '[
      { "name": "wait" }
    ]'
spec: { hostname: shop } # the rest
`;
  const unit = lower(source, 'web.yaml');
  assert.deepEqual(unit.gaveUp, []);
  assert.equal(unit.resources[0]?.name, 'web');
  assert.deepEqual(
    unit.comments.map(({ text }) => text),
    [' the rest'],
  );
});
