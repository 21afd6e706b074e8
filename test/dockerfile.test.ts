import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../src/languages/dockerfile/index.ts';
import { lower } from '../src/languages/dockerfile/lower.ts';
import type { Expr } from '../src/languages/language.ts';

/** A resource in short text: literals as they are written in the file where that differs from what they mean. */
function shown(expr: Expr, source: string): string {
  if (expr.is === 'literal') {
    const written = source.slice(expr.span.start, expr.span.end);
    return written === expr.text ? expr.text : `${expr.text} ← ${written}`;
  }
  if (expr.is === 'list') return `[${expr.items.map((item) => shown(item, source)).join(' | ')}]`;
  if (expr.is !== 'record') return expr.is;
  return expr.fields
    .filter(({ key }) => key !== 'does')
    .map(({ key, value }) => `${key}: ${shown(value, source)}`)
    .join('; ');
}

function stages(source: string): string[][] {
  const root = lower(source, 'Dockerfile').resources[0]?.root;
  const list = root?.is === 'record' ? root.fields[0]?.value : undefined;
  const items = list?.is === 'list' ? list.items : [];
  return items.map((stage) => {
    if (stage.is !== 'record') return [];
    const steps = stage.fields.find((field) => field.key === 'steps')?.value;
    const head = { ...stage, fields: stage.fields.filter((field) => field.key !== 'steps') };
    return [shown(head, source), ...(steps?.is === 'list' ? steps.items.map((step) => shown(step, source)) : [])];
  });
}

test('files are claimed by their names', () => {
  for (const path of [
    'Dockerfile',
    'a/Dockerfile.prod',
    'Dockerfile-release',
    'web.dockerfile',
    'Containerfile',
    'x/apiDockerfile',
  ])
    assert.ok(language.claims(path), path);
  for (const path of [
    'Dockerfile.go',
    'dockerfile.ts',
    'docs/Dockerfile.md',
    '.dockerignore',
    'Dockerfile.json',
    'my-docker',
  ])
    assert.ok(!language.claims(path), path);
});

test('stages, their names and their images', () => {
  const source = `ARG TAG=3\nFROM --platform=$BUILDPLATFORM golang:1.25 AS build\nRUN go build\nFROM mongo:\${TAG}\nfrom build\n`;
  assert.deepEqual(
    stages(source).map(([head]) => head),
    ['image: golang:1.25; name: build', `image: mongo:3 ← mongo:\${TAG}`, 'image: build'],
  );
});

test('both forms of commands', () => {
  const source = [
    'FROM a',
    'CMD ["x", "--y=\\"z\\"" ]',
    "CMD x --y 'z'",
    'ENTRYPOINT [ not json ]',
    'RUN --mount=type=cache,target=/x make all',
    'HEALTHCHECK --interval=5s CMD curl -f http://localhost',
    'HEALTHCHECK NONE',
  ].join('\n');
  assert.deepEqual(stages(source)[0]?.slice(1), [
    'exec: [x ← "x" | --y="z" ← "--y=\\"z\\""]',
    "shell: x --y 'z'",
    'shell: [ not json ]',
    'shell: make all',
    'shell: curl -f http://localhost',
    '',
  ]);
});

test('lines that are continued keep their places, with comments in between', () => {
  const source = 'FROM a\r\nENV ONE=1 \\\r\n# about two\r\n\r\n    TWO="2 2"\r\nEXPOSE 80 \\\n  443/udp\n';
  assert.deepEqual(stages(source)[0]?.slice(1), [
    'variables: [name: ONE ← ONE=1; value: 1 | name: TWO ← TWO="2 2"; value: 2 2 ← "2 2"]',
    'ports: [80 | 443/udp]',
  ]);
  const [comment] = lower(source, 'Dockerfile').comments;
  assert.equal(comment && source.slice(comment.span.start, comment.span.end), '# about two');
});

test('variables are filled in where Docker does it', () => {
  const source = [
    'ARG PORT=80',
    'FROM a AS base',
    'ARG PORT',
    'ARG HOST=0.0.0.0',
    `ENV HOST=:: URL=http://\${HOST}:$PORT`,
    `ENV KEPT='$PORT' OLD=\\$PORT ELSE=\${NONE:-x} OPEN=$NONE`,
    'EXPOSE $PORT',
    'FROM base',
    'ENV AGAIN=$HOST$PORT',
    'ENV old form of $HOST',
  ].join('\n');
  const [first, second] = stages(source);
  assert.deepEqual(first?.slice(1, 3), [
    `variables: [name: HOST ← HOST=::; value: :: | name: URL ← URL=http://\${HOST}:$PORT; value: http://0.0.0.0:80 ← http://\${HOST}:$PORT]`,
    `variables: [name: KEPT ← KEPT='$PORT'; value: $PORT ← '$PORT' | name: OLD ← OLD=\\$PORT; value: \\$PORT | name: ELSE ← ELSE=\${NONE:-x}; value: x ← \${NONE:-x} | name: OPEN ← OPEN=$NONE; value: $NONE]`,
  ]);
  assert.equal(first?.[3], 'ports: [80 ← $PORT]');
  assert.deepEqual(second?.slice(1), [
    'variables: [name: AGAIN ← AGAIN=$HOST$PORT; value: ::$PORT ← $HOST$PORT]',
    'variables: [name: old ← old form of $HOST; value: form of :: ← form of $HOST]',
  ]);
});

test('heredocs belong to their instruction', () => {
  const source = [
    'FROM a',
    'ENV P=80',
    'COPY <<EOF /etc/x.conf',
    'listen $P;',
    'EOF',
    "RUN <<-'END'",
    '\techo FROM b',
    '\tEND',
    'COPY --from=build --chown=1:1 a b /c/',
    'ADD ["x y", "/z"]',
  ].join('\n');
  assert.deepEqual(
    stages(source)[0]
      ?.slice(2)
      .map((step) => step.replaceAll('\n', '¶')),
    [
      'sources: []; to: /etc/x.conf; texts: [name: EOF ← listen $P;¶; text: listen 80;¶ ← listen $P;¶]',
      "shell: <<-'END'; texts: [name: END ← \techo FROM b¶; text: echo FROM b¶ ← \techo FROM b¶]",
      'from: build ← --from=build; sources: [a | b]; to: /c/',
      'sources: [x y ← "x y"]; to: /z ← "/z"',
    ],
  );
});

test('what is no Dockerfile has no stages', () => {
  for (const source of ['', '# only a comment', 'RUN x\n', 'FROM', '\\\n\\\n', '[', 'FROM a\nCMD ["', 'COPY <<EOF']) {
    assert.deepEqual(lower(source, 'Dockerfile').gaveUp, []);
  }
  assert.deepEqual(lower('RUN x', 'Dockerfile').resources, []);
});

test('long lines take no long time', () => {
  const started = performance.now();
  for (const text of [
    `FROM a\nRUN ${'a\\\n'.repeat(20_000)}`,
    `FROM a\nENV ${'A="'.repeat(20_000)}`,
    `FROM a\nCMD [${'"a",'.repeat(20_000)}`,
    `FROM a\nRUN ${'$\\{'.repeat(20_000)}`,
    `FROM a\nRUN ${'echo "'.repeat(10_000)}`,
    `FROM a\nRUN ${'<<A '.repeat(10_000)}`,
  ])
    lower(text, 'Dockerfile');
  assert.ok(performance.now() - started < 2_000);
});
