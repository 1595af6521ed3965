import { inSandbox } from '../src/in-sandbox';

const before = process.env.TENDLC_SANDBOX;
afterEach(() => {
  if (before === undefined) delete process.env.TENDLC_SANDBOX;
  else process.env.TENDLC_SANDBOX = before;
});

it.each([
  ['1', true],
  ['true', true],
  ['0', false],
  ['', false],
])('TENDLC_SANDBOX=%j means %s', (value, expected) => {
  process.env.TENDLC_SANDBOX = value;
  expect(inSandbox()).toBe(expected);
});

it('is false if TENDLC_SANDBOX is not set', () => {
  delete process.env.TENDLC_SANDBOX;
  expect(inSandbox()).toBe(false);
});
