import { diagnosticsReference } from './diagnostics-reference';
import { jsonSchemaText } from './json-schema';
import { manifestReference } from './manifest-reference';

/** Files that are made from the code; a test fails where one differs from what the code gives. */
export const generated: Record<string, () => string> = {
  'config/accounts.schema.json': jsonSchemaText,
  'docs/manifest.md': manifestReference,
  'docs/diagnostics.md': diagnosticsReference,
};
