import { overSpendLimit, spend } from '../../src/sandbox/sms/spend';
import { addAccount, createWorld, smsRegion } from '../../src/sandbox/world/world';

it('fills a limit exactly, without rounding errors of binary fractions', () => {
  const world = createWorld({ now: () => 0 });
  const sms = smsRegion(addAccount(world, { id: '111122223333', title: 'main' }), 'us-east-1');
  sms.spendLimit = 0.10647;
  for (let message = 1; message <= 9; message += 1) {
    expect(overSpendLimit(world, sms, 0.01183)).toBe(false);
    spend(world, sms, 0.01183);
  }
  expect(sms.spent).toBe(0.10647);
  expect(overSpendLimit(world, sms, 0.00001)).toBe(true);
});
