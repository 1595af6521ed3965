/** Writes the generated files: the JSON Schema for editors and two reference pages (`npm run docs`). */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from './docs/generated';

for (const [path, text] of Object.entries(generated)) {
  writeFileSync(join(__dirname, '..', path), text());
  console.error(`wrote ${path}`);
}
