import { setTimeout as sleep } from 'node:timers/promises';
import { AwsError } from './aws-error';

export interface FaultOptions {
  /** Milliseconds before each answer. */
  latency?: number;
  /** Share of calls that fail with InternalFailure, 0 to 1. */
  errorRate?: number;
  /** Share of calls that are throttled, 0 to 1. */
  throttle?: number;
  /** The same seed gives the same faults for the same sequence of calls. */
  seed?: number;
}

export interface Faults {
  /** Waits, or throws the next fault. */
  before(service: string, operation: string): Promise<void> | void;
}

export function createFaults(options: FaultOptions = {}): Faults {
  const { latency = 0, errorRate = 0, throttle = 0 } = options;
  const random = randomNumbers(options.seed ?? 1);
  return {
    before(service) {
      if (errorRate > 0 && random() < errorRate) throw serverError(service);
      if (throttle > 0 && random() < throttle) throw throttled(service);
      // A stopped sandbox does not wait for late answers.
      return latency > 0 ? sleep(latency, undefined, { ref: false }) : undefined;
    },
  };
}

/** Each service has its own codes for these. */
function serverError(service: string): AwsError {
  const codes: Record<string, string> = {
    iam: 'ServiceFailure',
    'sms-voice': 'InternalServerException',
    mobiletargeting: 'InternalServerErrorException',
  };
  return new AwsError(codes[service] ?? 'InternalFailure', 'A fault on requireAllowed: --error-rate', 500);
}

function throttled(service: string): AwsError {
  if (service === 'mobiletargeting') return new AwsError('TooManyRequestsException', 'Rate exceeded', 429);
  const code = service === 'sts' || service === 'iam' ? 'Throttling' : 'ThrottlingException';
  return new AwsError(code, 'Rate exceeded', 400);
}

/** mulberry32: small, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
