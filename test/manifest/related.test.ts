import { parseManifest } from '../../src/manifest';
import type { Diagnostic } from '../../src/manifest/types';

const main = `version: 1
main:
  name: production
  accountId: "111122223333"
  region: us-east-1
  numbers:
    alerts: {phoneNumber: "+12065550100", phoneNumberId: phone-0123456789abcdef0123456789abcdef}
`;

const entry = (key: string, id: number, rest: string) =>
  `  ${key}: {accountId: "22223333444${id}", ${rest}}\n`;

function related(text: string, code: string): string[] {
  const found = parseManifest(text, 'accounts.yaml').diagnostics.filter((one) => one.code === code);
  expect(found).toHaveLength(1);
  return (found[0] as Diagnostic).related.map(
    ({ range, message }) => `${range.start.line}:${range.start.column} ${message}`,
  );
}

describe('where else to look', () => {
  it('a duplicate points to the first', () => {
    const text = `${main}secondaries:\n${entry('a', 1, 'numbers: [alerts], principals: account')}${entry('b', 1, 'numbers: [alerts], principals: account')}`;
    expect(related(text, 'TD301')).toEqual(['9:18 first used here']);
  });

  it('a mistake in defaults is one finding, with the secondaries that it applies to', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const text = `${main}defaults: {numbers: [alrts]}\nsecondaries:\n${keys.map((key, index) => entry(key, index, 'principals: account')).join('')}`;
    expect(related(text, 'TD303')).toEqual(
      keys.slice(0, 5).map((key, index) => `${10 + index}:3 applies to secondary "${key}"`),
    );
  });

  it('a secondary that has its own value is not among them', () => {
    const text = `${main}defaults: {numbers: [alrts]}\nsecondaries:\n${entry('a', 1, 'numbers: [alerts], principals: account')}${entry('b', 2, 'principals: account')}`;
    expect(related(text, 'TD303')).toEqual(['11:3 applies to secondary "b"']);
  });

  it('a mistake behind an anchor is one finding there, with every use of the alias', () => {
    const text = `${main}secondaries:\n${entry('a', 1, 'numbers: &used [alrts], principals: account')}${entry('b', 2, 'numbers: *used, principals: account')}${entry('c', 3, 'numbers: *used, principals: account')}`;
    expect(related(text, 'TD303')).toEqual(['10:43 *used is used here', '11:43 *used is used here']);
  });

  it('a merged map points to its merge', () => {
    const text = `${main}secondaries:\n  a: &a {accountId: "222233334441", numbers: [alrts], principals: account}\n  b:\n    <<: *a\n    accountId: "222233334442"\n`;
    expect(related(text, 'TD303')).toEqual(['11:9 *a is used here']);
  });
});

describe('many of one code', () => {
  it('stop at a thousand, and the last says so', () => {
    const entries = Array.from({ length: 1200 }, (_, index) =>
      entry(`a${index}`, 1, 'numbers: [alrts], principals: account'),
    );
    const { diagnostics } = parseManifest(`${main}secondaries:\n${entries.join('')}`, 'accounts.yaml');
    const found = diagnostics.filter(({ code }) => code === 'TD303');
    expect(found).toHaveLength(1000);
    expect(found.filter(({ message }) => message.includes('more'))).toEqual([found.at(-1)]);
  });
});
