import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lower as dockerfile } from '../src/languages/dockerfile/lower.ts';
import type { Embedded } from '../src/languages/language.ts';
import { lower as shell } from '../src/languages/shell/lower.ts';

/** What is written into each file, line by line, with the offsets held against the source. */
function written(embedded: readonly Embedded[], source: string): Record<string, string[]> {
  for (const { text, start } of embedded) {
    [...text].forEach((char, at) => {
      const isTrue = /\s/.test(char) || source[start + at] === char || char > '\ue000';
      assert.ok(isTrue || char === '\ue000', `${char} is not what stands at ${start + at}`);
    });
  }
  return Object.fromEntries(
    embedded.map(({ name, text }) => [
      name,
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ]),
  );
}

it('a script writes with echo, in braces, through tee and by here-documents', () => {
  const source = `#!/bin/sh
echo 'bind 0.0.0.0' > /etc/a.conf
{
  echo; echo -n "one"
  printf "two\\nthree"
} | sudo tee -a "$DATA/b.conf" > /dev/null
cat > /etc/c.conf <<'EOF'
listen 80;
EOF
echo "for people"
`;
  assert.deepEqual(written(shell(source, 'a.sh').embedded, source), {
    '/etc/a.conf': ['bind 0.0.0.0'],
    '$DATA/b.conf': ['one', 'two', 'three'],
    '/etc/c.conf': ['listen 80;'],
  });
});

it('all that goes into one file is one text, and perhaps nobody reads it', () => {
  const source = 'echo one >> a.conf\nls\necho two >> a.conf\n';
  const { embedded } = shell(source, 'a.sh');
  assert.deepEqual(written(embedded, source), { 'a.conf': ['one', 'two'] });
  assert.deepEqual(
    embedded.map((one) => one.certain),
    [false],
  );
});

it('a Dockerfile writes with COPY and RUN', () => {
  const source = `FROM nginx
COPY <<EOF /etc/nginx/conf.d/default.conf
listen 8080;
EOF
RUN echo "bind *" >> /etc/a.conf && \\
    echo done
RUN cat > /etc/b.conf <<EOF
bind 0.0.0.0
EOF
`;
  assert.deepEqual(written(dockerfile(source, 'Dockerfile').embedded, source), {
    '/etc/nginx/conf.d/default.conf': ['listen 8080;'],
    '/etc/a.conf': ['bind *'],
    '/etc/b.conf': ['bind 0.0.0.0'],
  });
});
