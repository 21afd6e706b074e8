import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lower } from '../src/languages/kubernetes/lower.ts';
import { readYaml } from '../src/languages/kubernetes/yaml.ts';
import type { Expr } from '../src/languages/language.ts';
import { chartValues, filledIn, servicesInValues } from '../src/project/charts.ts';

const files: Readonly<Record<string, string>> = {
  'shop/Chart.yaml': 'apiVersion: v2\nname: shop\n',
  'shop/values.yaml': `image: { repository: mongo, tag: "" }
ipv6: { enabled: false }
db: { image: { registry: registry.example, repository: mongo, tag: "7" } }
service:
  ipFamilies: [IPv4]
  port: 8080
`,
};

function read(file: string): Expr | undefined {
  const text = files[file];
  return text === undefined ? undefined : readYaml({ text, start: 0, holes: [] }, file)[0];
}

function shown(expr: Expr): string {
  if (expr.is === 'record') return `{${expr.fields.map((one) => `${one.key}: ${shown(one.value)}`).join(', ')}}`;
  if (expr.is === 'list') return `[${expr.items.map(shown).join(', ')}]`;
  return expr.is === 'literal' ? expr.text : '…';
}

function specOf(template: string, file = 'shop/templates/a.yaml'): string {
  const text = `apiVersion: v1\nkind: A\nspec:\n${template.replace(/^/gm, '  ')}\n`;
  const [resource] = filledIn(lower(text, file).resources, chartValues(read));
  const spec = resource?.root.is === 'record' ? resource.root.fields.find((field) => field.key === 'spec') : undefined;
  return spec ? shown(spec.value) : '';
}

describe('templates of a chart', () => {
  it('have the values that the chart itself gives', () => {
    assert.equal(specOf('port: {{ .Values.service.port }}'), '{port: 8080}');
    assert.equal(specOf('families: {{ toYaml .Values.service.ipFamilies | nindent 4 }}'), '{families: [IPv4]}');
    assert.equal(specOf('url: "http://x:{{ .Values.service.port }}/"'), '{url: http://x:8080/}');
    assert.equal(specOf('tag: {{ .Values.image.tag | default "7" }}'), '{tag: 7}');
  });

  it('keep what is not known', () => {
    assert.equal(specOf('name: {{ .Release.Name }}-web'), '{name: …}');
    assert.equal(specOf('host: {{ .Values.host }}'), '{host: …}');
    assert.equal(specOf('port: {{ .Values.service.port }}', 'other/templates/a.yaml'), '{port: …}');
  });

  it('have the image that the values say in parts, or that a tag decides about', () => {
    assert.equal(specOf('image: {{ include "shop.image" .Values.db.image }}'), '{image: registry.example/mongo:7}');
    assert.equal(
      specOf('image: {{ template "common.images.image" (dict "imageRoot" .Values.db.image "global" .Values.global) }}'),
      '{image: registry.example/mongo:7}',
    );
    assert.equal(specOf('image: {{ include "shop.db.image" . }}'), '{image: registry.example/mongo:7}');
    assert.equal(specOf('image: {{ include "shop.web.image" . }}'), '{image: …}');
    const choice = '{{ if .Values.ipv6.enabled }}six/{{ else }}four/{{ end }}{{ .Values.image.repository }}';
    assert.equal(specOf(`image: ${choice}`), '{image: four/mongo}');
    assert.equal(specOf(`image: "${choice}:7"`), '{image: four/mongo:7}');
    assert.equal(specOf('url: http://{{ if eq .Values.db.image.tag "7" }}a{{ end }}:80/'), '{url: http://a:80/}');
  });

  it('leave open what more than the values decides', () => {
    assert.equal(specOf('url: http://{{ if .Capabilities.x }}a{{ end }}b:80/'), '{url: …}');
    assert.equal(specOf('url: http://{{ range .Values.service.ipFamilies }}a{{ end }}b:80/'), '{url: …}');
  });

  it('lose what the values leave out', () => {
    assert.equal(specOf('{{- if .Values.ipv6.enabled }}\na: 1\n{{- else }}\nb: 2\n{{- end }}\nc: 3'), '{b: 2, c: 3}');
    assert.equal(specOf('{{- if not .Values.ipv6.enabled }}\na: 1\n{{- end }}\nc: 3'), '{a: 1, c: 3}');
    assert.equal(specOf('{{- with .Values.service }}\na: 1\n{{- end }}'), '{a: 1}');
    assert.equal(specOf('{{- if eq .Values.x "y" }}\na: 1\n{{- end }}'), '{a: 1}');
  });

  it('say in values.yaml where a value stands', () => {
    const text = 'apiVersion: v1\nkind: A\nport: {{ .Values.service.port }}\n';
    const [resource] = filledIn(lower(text, 'shop/templates/a.yaml').resources, chartValues(read));
    const port = resource?.root.is === 'record' ? resource.root.fields.at(-1)?.value.span : undefined;
    assert.equal(port?.file, 'shop/values.yaml');
    assert.equal(files['shop/values.yaml']?.slice(port?.start, port?.end), '8080');
  });
});

describe('values of a chart', () => {
  it('hold specifications of Services', () => {
    const { resources } = lower(files['shop/values.yaml'] ?? '', 'shop/values.yaml');
    assert.deepEqual(
      servicesInValues(resources).map(({ name, root }) => [name, shown(root)]),
      [['service', '{spec: {ipFamilies: [IPv4], port: 8080}}']],
    );
  });
});
