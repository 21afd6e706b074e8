import type { Catalog } from '../catalog/schema.ts';
import { addressSchema } from '../languages/kubernetes/address-schema.ts';
import { lastPart } from '../model/path.ts';
import { anchorPattern, mark } from './anchors.ts';
import { anchorsOf } from './front-ends.ts';

/** Why a file is passed over by its name, before it is opened. */
export function passedOverByName(path: string): string | undefined {
  const name = lastPart(path);
  if (lockFiles.has(name)) return 'lock file';
  if (/[.-]min\.(?:js|mjs|cjs)$|\.bundle\.js$/.test(name)) return 'minified or bundled';
  if (/\.pb\.(?:go|js|ts)$|_pb\.(?:js|ts)$|\.pb\.gw\.go$/.test(name)) return 'generated';
  return undefined;
}

const lockFiles = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'deno.lock',
  'composer.lock',
  'Chart.lock',
  'go.sum',
]);

/** Why a file is passed over by what it holds. */
export function passedOverByContent(path: string, text: string): string | undefined {
  if (isGenerated(text)) return 'generated';
  if (/\.[cm]?[jt]sx?$/.test(path) && isMinified(text)) return 'minified or bundled';
  if (/\.ya?ml$/.test(path) && isOnlyDefinitions(text)) return 'custom resource definition';
  return undefined;
}

function isGenerated(text: string): boolean {
  const head = text.slice(0, 4096);
  return /^\/\/ Code generated .* DO NOT EDIT\.?\r?$/m.test(head) || /^(?:\/\/|\/?\*+) ?@generated\b/m.test(head);
}

function isMinified(text: string): boolean {
  if (text.length <= 5 * 1024) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 300;
}

function isOnlyDefinitions(text: string): boolean {
  if (!text.includes('CustomResourceDefinition') || addressSchema.test(text)) return false;
  const kinds = [...text.matchAll(/^kind: *["']?(\w+)/gm)].map((match) => match[1]);
  return kinds.length > 0 && kinds.every((kind) => kind === 'CustomResourceDefinition');
}

/** Decides whether a file holds anything that could matter. One pattern for each catalog, made when first needed. */
export class Prefilter {
  readonly #named: Catalog['anchors'];
  readonly #patterns = new Map<string, RegExp>();

  constructor(named: Catalog['anchors']) {
    this.#named = named;
  }

  matters(text: string, catalog: string): boolean {
    const pattern = this.#pattern(catalog);
    const { comment } = anchorsOf(catalog);
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
      if (comment === undefined) return true;
      const start = text.lastIndexOf('\n', found.index - 1) + 1;
      const end = text.indexOf('\n', found.index) >>> 0;
      comment.lastIndex = start;
      if (!comment.test(text) || text.slice(start, end).includes(mark)) return true;
      pattern.lastIndex = end;
    }
    return false;
  }

  #pattern(catalog: string): RegExp {
    let pattern = this.#patterns.get(catalog);
    if (pattern === undefined) {
      pattern = anchorPattern(anchorsOf(catalog), this.#named[catalog] ?? []);
      this.#patterns.set(catalog, pattern);
    }
    return pattern;
  }
}
