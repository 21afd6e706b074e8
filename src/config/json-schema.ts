import type { Fields, Shape } from './shape.ts';

/** A JSON schema, as far as it is used here. */
export type JsonSchema = { readonly [key: string]: JsonValue };
type JsonValue = string | boolean | JsonSchema | readonly (string | JsonSchema)[];

/** The JSON schema of a shape, for editors and other checkers. */
export function jsonSchemaOf(shape: Shape, id: string, title: string): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id: id, title, ...schemaOf(shape) };
}

function schemaOf(shape: Shape): JsonSchema {
  const described = { description: shape.about };
  switch (shape.is) {
    case 'text':
      return { ...described, type: 'string' };
    case 'choice':
      return { ...described, enum: shape.options };
    case 'list':
      return { ...described, anyOf: [{ type: 'array', items: schemaOf(shape.of) }, schemaOf(shape.of)] };
    case 'map': {
      const known = shape.keys?.known;
      const each = schemaOf(shape.of);
      if (known === undefined) return { ...described, type: 'object', additionalProperties: each };
      const properties = Object.fromEntries(known.map((key) => [key, each]));
      return { ...described, type: 'object', properties, additionalProperties: false };
    }
    case 'record':
      return {
        ...described,
        type: 'object',
        properties: { ...propertiesOf(shape.must), ...propertiesOf(shape.may) },
        required: Object.keys(shape.must),
        additionalProperties: shape.open,
      };
  }
}

function propertiesOf(fields: Fields): JsonSchema {
  return Object.fromEntries(Object.entries(fields).map(([key, shape]) => [key, schemaOf(shape)]));
}
