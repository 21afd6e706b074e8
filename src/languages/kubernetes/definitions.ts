import type { Span } from '../../model/span.ts';
import type { Resource } from '../language.ts';
import { addressSchema } from './address-schema.ts';
import { readYaml } from './yaml.ts';

/** Keys of a schema that are no names of properties. */
const schemaKeys: ReadonlySet<string> = new Set(['items', 'anyOf', 'oneOf', 'allOf', 'not', 'additionalProperties']);

const line = /^([ \t]*)((?:- )*)["']?([\w$./-]+)["']?:/;
/** More of them in one definition are not followed. */
const most = 200;

/**
 * The properties of a definition that may be for IPv4 addresses, each as an object of its own. The whole is not parsed:
 * definitions have megabytes of descriptions.
 */
export function addressSchemas(text: string, { file, start, end }: Span): readonly Resource[] {
  const seen = new Set<number>();
  const found: Resource[] = [];
  for (const { index } of text.slice(start, end).matchAll(new RegExp(addressSchema, 'gm'))) {
    if (seen.size >= most) break;
    const property = propertyAround(text, start + index, start);
    if (!property || seen.has(property.start)) continue;
    seen.add(property.start);
    if (property.within.some((name) => /v4/i.test(name))) continue;
    const block = text.slice(property.start, Math.min(blockEnd(text, property), end));
    const [root] = readYaml({ text: block, start: property.start, holes: [] }, file);
    if (root?.is !== 'record') continue;
    const { name } = property;
    found.push({
      apiVersion: 'apiextensions.k8s.io',
      kind: 'AddressSchema',
      name,
      namespace: '',
      root,
      span: root.span,
    });
  }
  return found;
}

interface Property {
  readonly name: string;
  /** Its name and those of the properties around it. */
  readonly within: readonly string[];
  /** Where the lines of its schema begin. */
  readonly start: number;
  readonly indent: number;
}

/** The nearest line above that is indented less and names a property, and those around it. */
function propertyAround(text: string, at: number, first: number): Property | undefined {
  let indent = indentOf(lineAt(text, at));
  let found: Omit<Property, 'within'> | undefined;
  const within: string[] = [];
  for (let end = at - 1; end >= first; ) {
    const from = text.lastIndexOf('\n', end - 1) + 1;
    const [, blank = '', item = '', key] = line.exec(text.slice(from, end)) ?? [];
    const own = blank.length + item.length;
    if (key !== undefined && own < indent) {
      indent = item === '' ? own : blank.length;
      if (item === '' && !schemaKeys.has(key)) {
        found ??= { name: key, start: end + 1, indent: own };
        within.push(key);
      }
    }
    if (from === 0 || (key !== undefined && own === 0)) break;
    end = from - 1;
  }
  return found && { ...found, within };
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end < 0 ? text.length : end);
}

function indentOf(written: string): number {
  const [, blank = '', item = ''] = line.exec(written) ?? [];
  return blank.length + item.length;
}

function blockEnd(text: string, { start, indent }: Property): number {
  for (let at = start; at < text.length; ) {
    const written = lineAt(text, at);
    if (written.trim() !== '' && written.length - written.trimStart().length <= indent) return at;
    at += written.length + 1;
  }
  return text.length;
}
