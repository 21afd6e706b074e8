import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { spell } from '../src/evaluate/spell.ts';
import type { Expr } from '../src/languages/language.ts';
import { blockScalars } from '../src/templates/blocks.ts';
import { filler, hole, mask } from '../src/templates/mask.ts';
import { withoutTemplateSuffix } from '../src/templates/names.ts';
import { seamsIn } from '../src/templates/seams.ts';
import { exprOfWord } from '../src/templates/words.ts';

function shown(expr: Expr): string {
  if (expr.is === 'concat') return expr.parts.map(shown).join(' + ');
  if (expr.is === 'either') return `(${expr.options.map(shown).join(' or ')})`;
  return spell(expr);
}

/** What the first hole of a text stands for. */
function meant(text: string, name = 'a.yaml'): string {
  const [first] = mask(text, name).holes;
  return first ? shown(first.expr) : 'nothing';
}

describe('masks of templates', () => {
  const texts = [
    'listen {{ .Values.port }};\r\n{{- if .x }}\r\nlisten [::]:{{ .Values.port }};\r\n{{- end }}\r\n',
    'bind {% if ipv6 %}[::]{% else %}*{% endif %}:{{ port | default(80) }}\n{# no more #}\n',
    'endpoint: ${env:POD_IP}:4317 $HOST:80 {$NAME}:90\n',
    '{{ printf "}}" }} {{/* }} */}} {{ `{{ not }}` }} {{ "open',
    '{{'.repeat(2000),
  ];
  for (const text of texts) {
    it(`keep the length and the lines of ${JSON.stringify(text.slice(0, 40))}`, () => {
      const { blocks, words } = mask(text, 'a.conf');
      for (const masked of [blocks, words]) {
        assert.equal(masked.length, text.length);
        assert.deepEqual(
          [...masked].flatMap((char, at) => (char === '\n' ? [at] : [])),
          [...text].flatMap((char, at) => (char === '\n' ? [at] : [])),
        );
      }
    });
  }

  it('leave room for the keys that stand below a value', () => {
    const probe = 'probe: {{ toYaml .Values.probe | nindent 2 }}\n  {{- if .x }}\n  port: 80\n';
    assert.equal(mask(probe, 'a.yaml').blocks.split('\n')[0]?.trim(), 'probe:');
    const plain = 'probe: {{ .Values.probe }}\nport: 80\n';
    assert.notEqual(mask(plain, 'a.yaml').blocks.split('\n')[0]?.trim(), 'probe:');
  });

  it('leave nothing of a line that only a tag is on, and keep what stands beside one', () => {
    const { words } = mask('{{ if .x }}\nlisten 80{{ if .y }} ssl{{ end }};\n', 'a.conf');
    assert.equal(words.replaceAll(filler, ''), `${' '.repeat(11)}\nlisten 80 ssl;\n`);
  });

  it('say what a hole stands for', () => {
    assert.equal(meant('{{ .Values.web.port }}'), 'Values.web.port');
    assert.equal(meant('{{- $server.Address -}}'), 'server.Address');
    assert.equal(meant('{{ .Values.host | default "::" | quote }}'), '(Values.host or "::")');
    assert.equal(meant('{{ default 8080 .Values.port }}'), '(Values.port or 8080)');
    assert.equal(meant('{{ include "shop.containerPort" . }}'), 'containerPort');
    assert.equal(meant('{{ printf "%s:%d" .Values.host 80 }}'), 'Values.host + ":" + 80');
    assert.equal(meant('{{ ip | default(fallback_ip) }}', 'a.yml.j2'), '(ip or fallback_ip)');
    assert.equal(meant("{{ hostvars[host]['ip'] }}", 'a.yml.j2'), 'hostvars.host.ip');
    assert.equal(meant('{{ address | formatIP }}'), 'formatIP()');
    assert.equal(meant('${POD_IP}'), 'POD_IP');
    assert.equal(meant('${HOST:-0.0.0.0}'), '(HOST or "0.0.0.0")');
  });

  it('find named parts by matching every end', () => {
    const text = '{{ define "a.conf" }}x{{ if .y }}z{{ end }}{{ end }}\n{{ define "b" }}{{ end }}';
    const { parts } = mask(text, 'all.tpl');
    assert.deepEqual(
      parts.map(({ name, start, end }) => [name, text.slice(start, end)]),
      [
        ['a.conf', 'x{{ if .y }}z{{ end }}'],
        ['b', ''],
      ],
    );
  });

  it('end, whatever is in a hole', () => {
    // A pattern that tries every way to cut these would never come back.
    for (const inside of ['a.b '.repeat(900), `.${'a'.repeat(3000)}!`]) {
      const text = `{{ ${inside}}}`.repeat(200);
      assert.equal(mask(text, 'a.yaml').holes.length, 200);
    }
  });
});

describe('words of templates', () => {
  const text = 'server {{ .host }}:{{ .port }} {{ if .x }}a{{ else }}b{{ end }}\n';
  const { words, holes } = mask(text, 'a.conf');
  const word = (start: number, end: number): Expr =>
    exprOfWord(words.slice(start, end), { file: 'a.conf', start, end }, holes);

  it('are concatenations of literals and holes', () => {
    assert.equal(shown(word(7, text.indexOf(' {{ if'))), 'host + ":" + port');
  });

  it('are not known where a tag decides in the middle', () => {
    assert.equal(word(text.indexOf('{{ if'), text.length - 1).is, 'other');
  });

  it('of which one joins a host and a port are found, comments left out', () => {
    const source = '# {{ .ip }}:80\nurl: http://{{ .ip }}:{{ .port }}/x\ntime: {{ .a }} : {{ .b }}\n';
    const masked = mask(source, 'a.yaml');
    assert.deepEqual(
      seamsIn(masked, 'a.yaml', source).map((site) => shown(site.expr)),
      ['"http://" + ip + ":" + port + "/x"'],
    );
  });
});

describe('texts inside of YAML', () => {
  it('are block scalars, with their key and their place', () => {
    const source = 'data:\n  site.conf: |-\n    listen 80;\n\n    listen 81;\n  other: x\n  - name: >\n    y\n';
    const found = blockScalars(mask(source, 'a.yaml'));
    assert.deepEqual(
      found.map(({ name, text, start }) => [name, text, source.slice(start, start + text.length) === text]),
      [
        ['site.conf', '    listen 80;\n\n    listen 81;\n', true],
        ['name', '    y\n', true],
      ],
    );
  });
});

describe('names of templates', () => {
  it('lose their endings', () => {
    assert.equal(withoutTemplateSuffix('nginx.conf.j2'), 'nginx.conf');
    assert.equal(withoutTemplateSuffix('default.conf.template'), 'default.conf');
    assert.equal(withoutTemplateSuffix('values.yaml.tpl.sample'), 'values.yaml');
    assert.equal(withoutTemplateSuffix('.tpl'), '.tpl');
  });
});

describe('a masked text', () => {
  it('marks values with characters that no configuration has', () => {
    assert.equal(mask('{{ .x }}', 'a').words, hole.repeat(8));
  });
});
