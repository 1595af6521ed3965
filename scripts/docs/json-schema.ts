import { z } from 'zod';
import { manifestSchema } from '../../src/manifest/schema';

/** The part of JSON Schema that the manifest's schema uses. */
export interface JsonSchema {
  type?: string;
  title?: string;
  description?: string;
  examples?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  [keyword: string]: unknown;
}

/** The manifest's structure for editors, as draft-07: YAML language servers support that draft best. */
export function jsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(manifestSchema, { target: 'draft-7', io: 'input' });
  return {
    $schema,
    title: 'tendlc manifest, version 1',
    description:
      'Says who may send SMS with the 10DLC numbers of the main account. docs/manifest.md is the reference.',
    ...schema,
  } as JsonSchema;
}

export function jsonSchemaText(): string {
  return `${JSON.stringify(jsonSchema(), null, 2)}\n`;
}
