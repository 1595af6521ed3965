import { readFileSync } from 'node:fs';
import { parseManifest } from '../../src/manifest';

const file = 'config/accounts.yaml';

describe('the example manifest', () => {
  const { manifest, diagnostics } = parseManifest(readFileSync(file), file);

  it('has no errors', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is resolved: secondaries by key, literal ARNs, defaults merged and expanded', () => {
    expect(manifest?.secondaries.map(({ key }) => key)).toEqual([
      'crm',
      'development',
      'legacy-shop',
      'old-partner',
      'staging',
    ]);
    expect(manifest?.main.numbers[0]?.arn).toBe(
      'arn:aws:sms-voice:us-east-1:111122223333:phone-number/phone-0123456789abcdef0123456789abcdef',
    );
    expect(manifest?.secondaries.map(({ externalId }) => externalId?.current)).toEqual([
      'crm-10dlc',
      'dev-10dlc',
      'legacy-shop-10dlc',
      'old-partner-10dlc',
      'staging-10dlc',
    ]);
    expect(manifest?.verify).toMatchObject({ roles: 'managed', sendRate: 0.5, maxPrice: '0.05' });
  });

  it('finds a value where it was written, also in defaults', () => {
    expect(manifest?.rangeOf(['secondaries', 'crm', 'numbers', 1]).start).toEqual({ line: 41, column: 23 });
    expect(manifest?.rangeOf(['secondaries', 'crm', 'externalId']).start).toEqual({ line: 23, column: 15 });
  });
});
