import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtElsewhere } from '../src/languages/go/build-constraint.ts';

const cases: Readonly<Record<string, readonly string[]>> = {
  'not-built': [
    '//go:build ignore',
    '// A licence.\n\n//go:build darwin || freebsd',
    '//go:build linux && e2e',
    '//go:build integration_tests && !cgo',
    '// +build tools',
    '// +build linux\n// +build ignore',
    '//go:build !linux && !windows',
  ],
  'on-windows': [
    '//go:build windows',
    '//go:build windows && amd64',
    '//go:build !linux',
    '// +build !linux,amd64 windows',
  ],
  undefined: [
    '',
    '//go:build linux',
    '//go:build !windows',
    '//go:build (linux && !e2e) || darwin',
    '//go:build enterprise',
    '//go:build !enterprise && go1.21',
    '//go:build linux || (',
    '//go:build',
    '//go:build &&',
    '// +build !windows,!darwin',
    '//go:generate ignore',
  ],
};

for (const [expected, heads] of Object.entries(cases))
  for (const head of heads)
    test(`${JSON.stringify(head)} is ${expected}`, () => {
      assert.equal(String(builtElsewhere(`${head}\n\npackage main\n\n//go:build ignore\n`)), expected);
    });

test('what stands behind the package clause is no constraint', () => {
  assert.equal(builtElsewhere('package main\n//go:build ignore\n'), undefined);
});

test('a constraint of ten thousand brackets is left', () => {
  assert.equal(builtElsewhere(`//go:build ${'('.repeat(10_000)}ignore\npackage main\n`), undefined);
});
