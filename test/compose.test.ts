import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../src/languages/compose/index.ts';
import { lower } from '../src/languages/compose/lower.ts';
import { composeServices, startedOfService } from '../src/project/compose.ts';
import { readDotenv } from '../src/project/dotenv.ts';

test('files are claimed by their names', () => {
  for (const path of [
    'docker-compose.yml',
    'a/compose.yaml',
    'docker-compose.prod.yml',
    'shop-compose.yml',
    'compose-ha.yaml',
  ])
    assert.ok(language.claims(path), path);
  for (const path of ['composer.yml', 'compose.json', 'decompose.yaml', 'compose/values.yaml'])
    assert.ok(!language.claims(path), path);
});

function started(text: string, files: Readonly<Record<string, string>> = {}) {
  const unit = lower(text, 'ops/compose.yaml');
  assert.deepEqual(unit.gaveUp, []);
  const read = (file: string): string | undefined => files[file];
  return composeServices(unit.resources, read).map((service) => {
    const { image, command, args, env, ports, mounts } = startedOfService(service, undefined, read);
    return {
      image: image?.text ?? '',
      words: [...(command?.words ?? []), ...(args?.words ?? [])].map((word) => word.text),
      env: env.map(({ name, value }) => `${name}=${value.is === 'text' ? value.text : '?'}`),
      ports: ports.map(({ number, protocol }) => `${number}/${protocol}`),
      mounts: mounts.map((mount) => mount.text),
    };
  });
}

test('a service in its long and in its short form', () => {
  const [long, short] = started(`
services:
  long:
    image: a/b:1
    entrypoint: [run, --fast]
    command: [serve, "a b"]
    environment: { A: 1, B: null }
    ports: [{ target: 80, published: 8080, protocol: udp }]
    volumes: [{ type: bind, source: ./x, target: /etc/x }, { type: volume, source: data, target: /data }]
  short:
    image: a/b:1
    command: serve --name 'a b' -c "x && y"
    environment: [A=1, B, C=x=y]
    ports: ["127.0.0.1:8080:80/udp", 9000]
    expose: ["70"]
    volumes: ["./x:/etc/x:ro", "data:/data"]
`);
  assert.deepEqual(long, {
    image: 'a/b:1',
    words: ['run', '--fast', 'serve', 'a b'],
    env: ['A=1'],
    ports: ['80/UDP'],
    mounts: ['/etc/x'],
  });
  assert.deepEqual(short, {
    image: 'a/b:1',
    words: ['serve', '--name', 'a b', '-c', 'x && y'],
    env: ['A=1', 'C=x=y'],
    ports: ['80/UDP', '9000/TCP', '70/TCP'],
    mounts: ['/etc/x'],
  });
});

test('variables come from defaults and from the file beside it; other files are read below the root only', () => {
  const dollar = '$';
  const [service] = started(
    `services: { a: { image: "x:${dollar}{TAG:-1}", command: "--host ${dollar}HOST --p ${dollar}OPEN ${dollar}${dollar}KEPT", env_file: [a.env, ../../../b.env, /etc/passwd] } }`,
    { 'ops/.env': 'HOST=0.0.0.0\n', 'ops/a.env': 'A=1\n', 'b.env': 'B=2\n' },
  );
  assert.equal(service?.image, 'x:1');
  assert.deepEqual(service?.words, ['--host', '0.0.0.0', '--p', '$OPEN', '$KEPT']);
  assert.deepEqual(service?.env, ['A=1', 'B=2']);
});

test('lines of a file of variables', () => {
  const text = '# c\nA=1\r\nexport B="two words" # said\nC=\'$X\'\nD=\nE = 5\nnothing\nF=a#b\n';
  assert.deepEqual(
    readDotenv(text, '.env').map(({ name, value }) => [
      name,
      value.is === 'absent' ? '' : text.slice(value.span.start, value.span.end),
    ]),
    [
      ['A', '1'],
      ['B', 'two words'],
      ['C', '$X'],
      ['D', ''],
      ['E', '5'],
      ['F', 'a'],
    ],
  );
});

test('what holds no services, or is no YAML, says nothing or says why', () => {
  assert.deepEqual(lower('version: "3"\nservices: []\n', 'compose.yml').resources, []);
  assert.deepEqual(lower('', 'compose.yml').gaveUp, []);
  assert.equal(lower('a: [', 'compose.yml').gaveUp.length, 1);
  assert.match(lower('['.repeat(20_000), 'compose.yml').gaveUp[0]?.why ?? '', /nested too deeply|not valid YAML/);
});
