import { stringify } from 'yaml';
import { type JsonSchema, jsonSchema } from './json-schema';

/** Renders docs/manifest.md from the schema: one table for each map. */
export function manifestReference(): string {
  const schema = jsonSchema();
  const sections = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => section(key, value));
  return `${[introduction, '## The file', propertyTable(schema, ''), ...sections, merging].join('\n\n')}\n`;
}

const introduction = `# The manifest

<!-- Generated from src/manifest/schema by \`npm run docs\`; edit the schema, not this file. -->

One YAML file says which accounts may send with which 10DLC numbers. Its path is \`--manifest FILE\`, else the variable
\`TENDLC_MANIFEST\`, else \`config/accounts.yaml\`. \`npx tendlc check\` validates it; [diagnostics.md](diagnostics.md)
lists its findings.

With the first line \`# yaml-language-server: $schema=./accounts.schema.json\` an editor completes keys and shows this
page on hover. In a repository of your own, use
\`$schema=../node_modules/tendlc-cross-account/config/accounts.schema.json\`.

Quote account IDs and phone numbers. \`\${\` and \`%{\` are errors in any string, except in the document of a permissions
boundary, because Terraform would evaluate them. Unknown keys are errors.`;

const merging = `## How defaults are merged

1. A secondary takes every key of \`defaults\` that it does not set. Maps merge key by key. Lists and scalars replace.
   \`deploy\` and \`testAs\` replace as a whole, because a mix of two would describe neither.
2. Then \`{account}\` (the secondary's key) and \`{accountId}\` are replaced in every string of the secondary.
3. \`check\` reports a mistake in \`defaults\` at its position there, with the secondaries that it affects.`;

/** The section of a map, followed by the sections of the maps inside it. */
function section(path: string, schema: JsonSchema): string[] {
  const map = mapOf(schema);
  const inner = map?.additionalProperties;
  if (inner && typeof inner === 'object' && inner.properties)
    return section(`${path}.NAME`, { ...inner, names: map });
  if (!map?.properties) return [];
  const nested = Object.entries(map.properties).flatMap(([key, value]) =>
    path === 'defaults' ? [] : section(`${path}.${key}`, value),
  );
  const body =
    path === 'defaults'
      ? ['The keys are those of `secondaries.NAME`, except `accountId`.']
      : [propertyTable(map, path)];
  return [[`## ${path}`, describe(map), ...example(map), ...body].filter(Boolean).join('\n\n'), ...nested];
}

/** The map of a schema, even if it is one of several forms (\`externalId\`, \`assumePolicy\`). */
function mapOf(schema: JsonSchema): JsonSchema | undefined {
  if (schema.properties || (typeof schema.additionalProperties === 'object' && schema.type === 'object'))
    return schema;
  const branch = schema.anyOf?.find((one) => one.properties);
  return branch && { ...branch, description: schema.description, examples: schema.examples };
}

function describe({ description = '' }: JsonSchema): string {
  return cell(description);
}

function example({ examples = [] }: JsonSchema): string[] {
  const [first] = examples.filter((one) => typeof one === 'object' && !Array.isArray(one));
  return first ? [`\`\`\`yaml\n${stringify(first, { lineWidth: 0 })}\`\`\``] : [];
}

function propertyTable(schema: JsonSchema, path: string): string {
  const rows = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    const inner = `${path}${path && '.'}${key}`;
    const name = section(inner, value).length > 0 ? `[\`${key}\`](#${anchor(inner, value)})` : `\`${key}\``;
    const required = schema.required?.includes(key) ? ' (required)' : '';
    return `| ${name}${required} | ${form(value)} | ${cell(value.description ?? '')} | ${inline(value.examples?.[0])} |`;
  });
  return ['| key | form | what it is | example |', '|---|---|---|---|', ...rows].join('\n');
}

function anchor(path: string, schema: JsonSchema): string {
  const inner = mapOf(schema)?.additionalProperties;
  const full = typeof inner === 'object' && inner.properties ? `${path}.NAME` : path;
  return full.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Describes the accepted values in a few words. */
function form(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(form).join(', or ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.items) return `list of ${plural(form(schema.items))}`;
  if (schema.type === 'object')
    return schema.additionalProperties && !schema.properties ? 'map of names' : 'map';
  if (schema.type === 'integer' || schema.type === 'number') return range(schema);
  return schema.type === 'string' ? 'text' : (schema.type ?? 'any');
}

const plural = (text: string) => (text === 'text' ? 'texts' : text);

function range({ type, minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const name = type === 'integer' ? 'whole number' : 'number';
  const from = exclusiveMinimum === undefined ? minimum : `above ${exclusiveMinimum}`;
  return from === undefined ? name : `${name}, ${from} to ${maximum}`;
}

function inline(value: unknown): string {
  return value === undefined ? '' : `\`${cell(JSON.stringify(value))}\``;
}

const cell = (text: string) => text.replaceAll('|', '\\|');
