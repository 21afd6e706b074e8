import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scan } from '../src/run/scan.ts';
import { projectOf } from './project.ts';

// What a workload gives a program decides what becomes of it.

type Files = Readonly<Record<string, string>>;

/** Findings above a note as `file:line effect`, and the steps of each. */
async function found(files: Files): Promise<{ readonly places: readonly string[]; readonly steps: readonly string[] }> {
  const cwd = projectOf(files);
  const { findings } = await scan({ paths: ['.'], cwd, target: 'ipv6-only' });
  const told = findings.filter(({ effect }) => effect !== 'note');
  return {
    places: told.map(({ span, at, effect }) => `${span.file}:${at.start.line} ${effect}`),
    steps: told.flatMap(({ steps }) => steps.map(({ says, span, at }) => `${says} (${span?.file}:${at?.start.line})`)),
  };
}

function deployment(container: string, { name = 'rates', more = '' } = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - { name: main, image: registry.example/rates:1${container === '' ? '' : `, ${container}`} }
${more}`;
}

const dockerfile = 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n';
const server = "require('node:http').createServer().listen(8080, process.env.LISTEN_HERE || '0.0.0.0');\n";
const node: Files = { 'rates/Dockerfile': dockerfile, 'rates/server.js': server };
const open = ['rates/server.js:1 may break'];
const breaks = ['rates/server.js:1 breaks'];

const way = [
  'the image registry.example/rates:1 is made of it (rates/Dockerfile:1)',
  'Deployment rates runs the container main (deploy.yaml:10)',
];

function configMap(data: string): string {
  return `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { ${data} }\n`;
}

describe('a variable that source takes', () => {
  it('is open where nobody runs the program, or somebody else says more', async () => {
    assert.deepEqual((await found(node)).places, open);
    const fromElsewhere = deployment('envFrom: [{ configMapRef: { name: elsewhere } }]');
    assert.deepEqual((await found({ ...node, 'deploy.yaml': fromElsewhere })).places, open);
    const secret = deployment('env: [{ name: LISTEN_HERE, valueFrom: { secretKeyRef: { name: s, key: k } } }]');
    assert.deepEqual((await found({ ...node, 'deploy.yaml': secret })).places, open);
  });

  it('has what a workload sets, with the workload as a step', async () => {
    const six = deployment("env: [{ name: LISTEN_HERE, value: '::' }]");
    assert.deepEqual((await found({ ...node, 'deploy.yaml': six })).places, []);
    const four = await found({ ...node, 'deploy.yaml': deployment('env: [{ name: LISTEN_HERE, value: 0.0.0.0 }]') });
    assert.deepEqual(four.places, breaks);
    assert.deepEqual(four.steps, ['Deployment rates sets LISTEN_HERE (deploy.yaml:10)', ...way]);
  });

  it('has its default where no workload sets it', async () => {
    const unset = await found({ ...node, 'deploy.yaml': deployment('') });
    assert.deepEqual(unset.places, breaks);
    assert.deepEqual(unset.steps, ['no workload of the project sets LISTEN_HERE (rates/server.js:1)', ...way]);
  });

  it('may come from a ConfigMap as a whole or by a key, and the last of a name holds', async () => {
    const whole = deployment('envFrom: [{ configMapRef: { name: settings } }]');
    assert.deepEqual((await found({ ...node, 'a.yaml': whole + configMap('LISTEN_HERE: "::"') })).places, []);
    const key = deployment(
      'env: [{ name: LISTEN_HERE, valueFrom: { configMapKeyRef: { name: settings, key: here } } }]',
    );
    const byKey = await found({ ...node, 'a.yaml': key + configMap('here: 0.0.0.0') });
    assert.deepEqual(byKey.places, breaks);
    const both = deployment(
      "envFrom: [{ configMapRef: { name: settings } }], env: [{ name: LISTEN_HERE, value: '::' }]",
    );
    assert.deepEqual((await found({ ...node, 'a.yaml': both + configMap('LISTEN_HERE: 0.0.0.0') })).places, []);
  });

  it('may come from the image, or from a file that the program reads itself', async () => {
    const image = { ...node, 'rates/Dockerfile': dockerfile.replace('CMD', 'ENV LISTEN_HERE=::\nCMD') };
    assert.deepEqual((await found({ ...image, 'deploy.yaml': deployment('') })).places, []);
    assert.deepEqual((await found({ ...node, 'rates/.env': 'X=1\n', 'deploy.yaml': deployment('') })).places, open);
  });

  it('may be another one in each workload, and in a patch', async () => {
    const six = deployment("env: [{ name: LISTEN_HERE, value: '::' }]");
    const two = `${six}---\n${deployment('env: [{ name: LISTEN_HERE, value: 0.0.0.0 }]', { name: 'more' })}`;
    assert.deepEqual((await found({ ...node, 'deploy.yaml': two })).places, open);
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: rates }\nspec: { template: { spec: { containers: [{ name: main, env: [{ name: LISTEN_HERE, value: 0.0.0.0 }] }] } } }\n';
    assert.deepEqual((await found({ ...node, 'deploy.yaml': six, 'over/patch.yaml': patch })).places, open);
  });

  it('is left open by a chart, of which who installs it says more', async () => {
    const chart = {
      ...node,
      'chart/Chart.yaml': 'apiVersion: v2\nname: rates\nversion: 1.0.0\n',
      'chart/templates/rates.yaml': deployment('env: [{ name: OTHER, value: x }]'),
    };
    assert.deepEqual((await found(chart)).places, open);
  });

  it('that is the address of the pod needs brackets', async () => {
    const peer = { ...node, 'rates/server.js': 'fetch(`http://$' + '{process.env.SELF}:80/x`);\n' };
    const self = deployment('env: [{ name: SELF, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]');
    assert.deepEqual((await found({ ...peer, 'deploy.yaml': self })).places, breaks);
    const name = deployment('env: [{ name: SELF, value: store }]');
    assert.deepEqual((await found({ ...peer, 'deploy.yaml': name })).places, []);
  });

  it('is told once, where it is taken', async () => {
    const go = {
      'rates/Dockerfile': 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /x /x\nENTRYPOINT ["/x"]\n',
      'rates/main.go':
        'package main\n\nimport (\n\t"net"\n\t"os"\n)\n\nfunc main() { net.Dial("tcp", os.Getenv("STORE_AT")) }\n',
      'deploy.yaml': deployment('env: [{ name: STORE_AT, value: 10.0.0.5:90 }]'),
    };
    const told = await found(go);
    assert.deepEqual(told.places, ['rates/main.go:8 breaks']);
    assert.ok(told.steps.includes('Deployment rates sets STORE_AT (deploy.yaml:10)'));
  });
});

describe('a flag that source takes', () => {
  const go: Files = {
    'rates/Dockerfile': 'FROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /x /x\nENTRYPOINT ["/x"]\n',
    'rates/main.go':
      'package main\n\nimport (\n\t"flag"\n\t"net"\n)\n\nfunc main() {\n\tpeer := flag.String("peer", "10.0.0.5:80", "")\n\tflag.Parse()\n\tnet.Dial("tcp", *peer)\n}\n',
  };

  it('has what the container or its image gives, else its default', async () => {
    assert.deepEqual((await found(go)).places, ['rates/main.go:9 may break']);
    assert.deepEqual((await found({ ...go, 'deploy.yaml': deployment('') })).places, ['rates/main.go:9 breaks']);
    for (const args of ['[--peer=store:80]', '[-peer, store:80]']) {
      assert.deepEqual((await found({ ...go, 'deploy.yaml': deployment(`args: ${args}`) })).places, [], args);
    }
    const image = { ...go, 'rates/Dockerfile': `${go['rates/Dockerfile']}CMD ["--peer", "store:80"]\n` };
    assert.deepEqual((await found({ ...image, 'deploy.yaml': deployment('') })).places, []);
    const script = deployment('command: [sh, -c, "exec /x $' + 'FLAGS"]');
    assert.deepEqual((await found({ ...go, 'deploy.yaml': script })).places, ['rates/main.go:9 may break']);
  });
});
