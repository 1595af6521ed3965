import { count, createCallLog, keep } from '../../src/sandbox/call-log';

it('drops the older half when it is full', () => {
  const list: number[] = [];
  for (let item = 1; item <= 11; item += 1) keep(list, item, 10);
  expect(list).toEqual([6, 7, 8, 9, 10, 11]);
});

it('counts calls and errors of each operation by account', () => {
  const callLog = createCallLog();
  for (const failed of [false, true, true]) count(callLog, '111122223333', 'sts', 'AssumeRole', failed);
  count(callLog, '222233334444', 'sts', 'AssumeRole', false);
  expect([...callLog.usage.values()]).toEqual([
    { accountId: '111122223333', service: 'sts', operation: 'AssumeRole', calls: 3, errors: 2 },
    { accountId: '222233334444', service: 'sts', operation: 'AssumeRole', calls: 1, errors: 0 },
  ]);
});
