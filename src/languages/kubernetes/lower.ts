import type { Document } from 'yaml';
import { lastPart } from '../../model/path.ts';
import type { Span } from '../../model/span.ts';
import { blockScalars, quotedTexts } from '../../templates/blocks.ts';
import { filtersIn } from '../../templates/filters.ts';
import { type Masked, mask } from '../../templates/mask.ts';
import { seamsIn } from '../../templates/seams.ts';
import { UnitBuilder } from '../builder.ts';
import type { Arm, Comment, Embedded, GaveUp, Resource, Unit } from '../language.ts';
import { addressSchemas } from './definitions.ts';
import { type DocumentRange, documentsOf } from './documents.ts';
import { withInnerYaml } from './inner-yaml.ts';
import { readNodes } from './nodes.ts';
import { withWholeQuotes } from './quoted.ts';
import { resourcesOf } from './resources.ts';
import { unnamedObjects } from './unnamed.ts';
import { compose, lexemesOf, withoutStacks } from './yaml.ts';

const largestDocument = 2_000_000;
const tooDeep = 'it is nested too deeply';
interface Found {
  readonly file: string;
  readonly masked: Masked;
  readonly resources: Resource[];
  readonly comments: Comment[];
  readonly gaveUp: GaveUp[];
}

/**
 * Reads every object of a manifest or of a template of one. What is no Kubernetes object is left to those who know the
 * configuration of programs.
 */
export function lower(text: string, file: string): Unit {
  const masked = mask(text, file);
  const found: Found = { file, masked, resources: [], comments: [], gaveUp: [] };
  const documents = documentsOf(masked.blocks);
  const objects = documents.some((document) => document.holds !== 'other');
  for (const document of documents) readDocument(document, objects, found);
  const { resources, comments, gaveUp } = found;
  const filters = filtersIn(masked.words, file);
  return {
    ...new UnitBuilder(file, 'kubernetes').build(),
    ...filters,
    sites: [...seamsIn(masked, file, text), ...filters.sites],
    embedded: [...(objects ? [] : [wholeOf(masked, file)]), ...blockScalars(masked), ...quotedTexts(masked)],
    resources: objects ? resources : unnamedObjects(masked, file),
    comments,
    gaveUp,
  };
}

function wholeOf({ blocks, holes }: Masked, file: string): Embedded {
  return { name: lastPart(file), text: blocks, start: 0, holes, certain: true };
}

function readDocument(document: DocumentRange, objects: boolean, found: Found): void {
  const { start, end, holds } = document;
  const whole: Span = { file: found.file, start, end };
  if (holds === 'definition') {
    found.resources.push(...addressSchemas(found.masked.blocks, whole));
    return;
  }
  if (end - start > largestDocument) {
    if (holds === 'objects') found.gaveUp.push({ why: 'the document is larger than 2 MB', span: whole });
    return;
  }
  const source = found.masked.blocks.slice(start, end);
  try {
    if (holds === 'other') commentsOf(source, whole, objects, found);
    else readObjects(source, whole, found);
  } catch (error) {
    // The parser recurses: thousands of open brackets exhaust the stack.
    found.gaveUp.push({ why: error instanceof RangeError ? tooDeep : String(error), span: whole });
  }
}

/** Beside objects, and where someone has something to say to only6, the comments of any document count. */
function commentsOf(source: string, whole: Span, objects: boolean, found: Found): void {
  if (objects || source.includes('only6-ignore')) for (const _ of lexemesOf(source, whole, found.comments));
}

function readObjects(written: string, whole: Span, found: Found): void {
  const { holes, templated } = found.masked;
  const parse = (text: string, comments: Comment[]) =>
    withoutStacks(() => compose(lexemesOf(text, whole, comments), text.length));
  let source = written;
  let comments: Comment[] = [];
  let documents = parse(source, comments);
  const mended = withWholeQuotes(written, documents, (text) => parse(text, []));
  if (mended !== undefined) {
    source = mended;
    comments = [];
    documents = parse(source, comments);
  }
  found.comments.push(...comments);
  for (const document of documents) {
    if (document.contents === null) continue;
    const [error] = document.errors;
    // What a template gives is YAML, the template itself need not be: what could be read of it still counts.
    if (error && !templated) {
      found.gaveUp.push(broken(whole, error));
      continue;
    }
    const read = readNodes(document.contents, { file: whole.file, text: source, offset: whole.start, holes });
    if (read.is === 'refused') found.gaveUp.push({ why: read.why, span: read.span });
    else
      found.resources.push(
        ...resourcesOf(read.expr).map((one) => inArms(withInnerYaml(one, found.masked), found.masked.arms)),
      );
  }
}

function inArms(resource: Resource, arms: readonly Arm[]): Resource {
  const { start, end } = resource.span;
  const inside = arms.filter((arm) => arm.start < end && arm.end > start);
  return inside.length === 0 ? resource : { ...resource, arms: inside };
}

function broken(whole: Span, error: Document.Parsed['errors'][number]): GaveUp {
  const [start, end] = error.pos;
  if (error.code === 'TAB_AS_INDENT') return { why: 'a tab is used for indentation', span: at(whole, start, end) };
  if (error.message.startsWith('Maximum call stack')) return { why: tooDeep, span: at(whole, start, end) };
  return { why: `it is not valid YAML: ${firstLine(error.message)}`, span: at(whole, start, end) };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

function at(whole: Span, start: number, end: number): Span {
  const last = whole.end - whole.start;
  return { file: whole.file, start: whole.start + Math.min(start, last), end: whole.start + Math.min(end, last) };
}
