import { count, createJournal, keep } from '../../src/sandbox/journal';

it('forgets the older half when it is full', () => {
  const list: number[] = [];
  for (let item = 1; item <= 11; item += 1) keep(list, item, 10);
  expect(list).toEqual([6, 7, 8, 9, 10, 11]);
});

it('counts calls and errors of each operation by account', () => {
  const journal = createJournal();
  for (const failed of [false, true, true]) count(journal, '111122223333', 'sts', 'AssumeRole', failed);
  count(journal, '222233334444', 'sts', 'AssumeRole', false);
  expect([...journal.usage.values()]).toEqual([
    { accountId: '111122223333', service: 'sts', operation: 'AssumeRole', calls: 3, errors: 2 },
    { accountId: '222233334444', service: 'sts', operation: 'AssumeRole', calls: 1, errors: 0 },
  ]);
});
