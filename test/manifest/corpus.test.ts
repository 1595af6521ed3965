import { catalogue } from '../../src/cli/check/catalogue';
import { broken, diagnose, found, good } from './corpus';

describe('good manifests', () => {
  it.each(good.map((item) => [item.name, item] as const))('%s', (_, item) => {
    expect(found(diagnose(item))).toEqual([]);
  });
});

describe('one mistake a file: code and position', () => {
  it.each(broken.map((item) => [item.name, item] as const))('%s', (_, item) => {
    expect(found(diagnose(item))).toEqual(item.diagnostics);
  });
});

describe('every code', () => {
  it('is in the catalogue once', () => {
    const codes = catalogue.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  const examples = new Map(
    catalogue.map(({ code }) => [
      code,
      broken.filter(
        (item) => item.name.startsWith(code) && item.diagnostics.some((one) => one.code === code),
      ),
    ]),
  );

  it.each(catalogue.map(({ code }) => code))('%s has an example, which is its own', (code) => {
    const [example] = examples.get(code) ?? [];
    expect(example?.diagnostics.map((one) => one.code)).toContain(code);
  });

  // The reverse of the tests above: they can fail, and it is this rule that they depend on.
  it.each(catalogue.map(({ code }) => code))('%s is missed where its rule is left out', (code) => {
    for (const example of examples.get(code) ?? []) {
      const codes = found(diagnose(example, code)).map((one) => one.code);
      expect(codes).not.toContain(code);
    }
    expect(examples.get(code)).not.toHaveLength(0);
  });
});
