import { readFileSync } from 'node:fs';
import { generated } from '../../scripts/docs/generated';
import { catalogue } from '../../src/cli/check/catalogue';

describe('what is generated from the code is up to date (npm run docs)', () => {
  it.each(Object.entries(generated))('%s', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text());
  });

  it('explains every code', () => {
    const page = readFileSync('docs/diagnostics.md', 'utf8');
    for (const { code, title } of catalogue) expect(page).toContain(`### ${code}: ${title}`);
  });
});
