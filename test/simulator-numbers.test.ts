import * as sandbox from '../src/sandbox/sms/destinations';
import { isSimulator, SIMULATOR_FAILURE, SIMULATOR_SUCCESS } from '../src/simulator-numbers';

it.each([SIMULATOR_SUCCESS, SIMULATOR_FAILURE, '+12065550100', '+14254147756'])(
  'the sandbox has the same simulator numbers (%s)',
  (number) => {
    expect(sandbox.isSimulator(number)).toBe(isSimulator(number));
    expect(sandbox.SIMULATOR_FAILURE).toBe(SIMULATOR_FAILURE);
  },
);
