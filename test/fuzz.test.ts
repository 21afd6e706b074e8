import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FactReader } from '../src/catalog/facts.ts';
import type { Span } from '../src/model/span.ts';
import { loadCatalog } from '../src/run/catalog.ts';
import { frontendOf, languageOf } from '../src/run/front-ends.ts';
import { judge } from '../src/run/judge.ts';
import { packageRoot } from '../src/run/package-root.ts';
import { examplesIn } from './examples/page.ts';

// Damaged sources must not bring a front end, the evaluator or a rule down, and what is said must lie inside the file.

const mostMillis = 5_000;

interface Sample {
  readonly name: string;
  readonly text: string;
}

/** The examples of the rules: small, and full of what matters. */
function samples(): Sample[] {
  const folder = join(packageRoot(), 'rules');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return pages.flatMap((page) =>
    examplesIn(readFileSync(join(folder, page), 'utf8')).flatMap((example) =>
      example.files.map(({ name, text }) => ({ name, text })),
    ),
  );
}

/** Always the same sequence, so that a failure can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const scraps = [
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '`',
  '\\',
  '/',
  '*/',
  '//',
  ':',
  ';',
  ',',
  '\n',
  '\r',
  '\0',
  '\uD800',
  '${',
  '{{',
  '- ',
  '&a',
  '*a',
  '😀',
];

function damage(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  const length = random(20);
  switch (random(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + (scraps[random(scraps.length)] ?? '') + text.slice(at);
    default:
      return text.slice(0, at) + text.slice(random(text.length + 1));
  }
}

const catalog = loadCatalog();
const readers = new Map<string, FactReader>();

function readerFor(language: string): FactReader {
  const reader = readers.get(language) ?? new FactReader(catalog, language);
  readers.set(language, reader);
  return reader;
}

async function tryOut({ name, text }: Sample): Promise<void> {
  const language = languageOf(name);
  if (language === undefined) return;
  const frontend = await frontendOf(language);
  const started = performance.now();
  const unit = frontend.lower(text, name);
  const inside = (span: Span | undefined): void => {
    if (span === undefined) return;
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, JSON.stringify(span));
  };
  for (const { span } of [...unit.gaveUp, ...unit.comments]) inside(span);
  for (const fact of readerFor(language.catalog).read(unit).facts) {
    inside(fact.span);
    for (const step of fact.because) inside(step.span);
    for (const { verdict } of judge(fact, 'ipv6-only', [])) inside(verdict?.at);
  }
  assert.ok(performance.now() - started < mostMillis, `took ${Math.round(performance.now() - started)} ms`);
}

describe('damaged sources', () => {
  const all = samples();
  for (const [index, sample] of all.entries()) {
    it(`example ${index + 1}: ${sample.name}`, async () => {
      await tryOut(sample);
      const random = randomFrom(index + 1);
      let { text } = sample;
      for (let round = 0; round < 24; round++) {
        text = damage(round % 8 === 0 ? sample.text : text, random);
        await assert.doesNotReject(tryOut({ name: sample.name, text }), JSON.stringify(text));
      }
    });
  }
});

describe('hostile sources', () => {
  const deep = (open: string, close: string): string => open.repeat(5_000) + close.repeat(5_000);
  const hostile: readonly Sample[] = [
    { name: 'deep.go', text: `package a\nvar x = ${deep('(', ')')}\n` },
    { name: 'deep.js', text: `x = ${deep('[', ']')}\n` },
    { name: 'deep.ts', text: `const x = ${deep('(', ')')};\n` },
    { name: 'deep.yaml', text: `a: ${deep('[', ']')}\n` },
    { name: 'long.js', text: `x = ${'host + ":" + '.repeat(3_000)}port;\n` },
    { name: 'long.go', text: `package a\nvar x = ${'host + ":" + '.repeat(3_000)}port\n` },
    { name: 'aliases.yaml', text: `a: &a [x, x]\n${'b: &b [*a, *a, *a, *a]\n'.repeat(50)}` },
    { name: 'empty.go', text: '' },
    { name: 'empty.ts', text: '' },
    { name: 'empty.yaml', text: '' },
    { name: 'mark.yaml', text: '---\n---\n...\n%YAML 1.2\n' },
  ];
  for (const sample of hostile) it(sample.name, () => tryOut(sample));
});
