import { pinpointRegions, smsRegions } from '../../src/manifest/facts/regions';
import { usNumberProblem } from '../../src/manifest/facts/us-numbers';

describe('numbers that 10DLC can have or reach', () => {
  it.each(['+12065550100', '+14254147755', '+13405551234', '+17875551234', '+16715551234'])(
    '%s',
    (number) => {
      expect(usNumberProblem(number)).toBeUndefined();
    },
  );

  it.each([
    ['+18005550100', 'toll-free'],
    ['+18335550100', 'toll-free'],
    ['+447700900123', 'not-us'],
    ['+16045550100', 'not-us'],
    ['+18765550100', 'not-us'],
    ['+1206555010', 'malformed'],
    ['+120655501000', 'malformed'],
    ['+12061550100', 'malformed'],
    ['+10065550100', 'malformed'],
    ['+12115550100', 'malformed'],
    ['+19005550100', 'malformed'],
  ])('%s: %s', (number, problem) => {
    expect(usNumberProblem(number)?.problem).toBe(problem);
  });
});

describe('Regions', () => {
  it('of Pinpoint are Regions with SMS, and none stands twice', () => {
    expect(pinpointRegions.filter((region) => !smsRegions.includes(region))).toEqual([]);
    expect(new Set(smsRegions).size).toBe(smsRegions.length);
  });
});
