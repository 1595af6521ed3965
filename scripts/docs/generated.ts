import { diagnosticsReference } from './diagnostics-reference';
import { jsonSchemaText } from './json-schema';
import { manifestReference } from './manifest-reference';
import { sandboxPage } from './sandbox-operations';

/** Files that are generated from the code. A test fails if a file differs from its generated text. */
export const generated: Record<string, () => string> = {
  'config/accounts.schema.json': jsonSchemaText,
  'docs/manifest.md': manifestReference,
  'docs/sandbox.md': sandboxPage,
  'docs/diagnostics.md': diagnosticsReference,
};
