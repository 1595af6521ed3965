import { anyCallCauses } from './any-call';
import { assumeCauses } from './assume';
import { becomeCauses } from './become';
import { otherActionCauses } from './other-action';
import { pinpointCauses } from './pinpoint';
import { sendCauses } from './send';
import { simulateCauses } from './simulate';
import type { Cause, ErrorFacts, FailedCall } from './types';

/** The rows that may explain a call's failure. Their order does not matter: of two that fit, one is the narrower. */
export const CAUSES: Readonly<Record<FailedCall, readonly Cause[]>> = {
  become: [...becomeCauses, ...anyCallCauses],
  assume: [...assumeCauses, ...anyCallCauses],
  send: [...sendCauses, ...anyCallCauses],
  pinpoint: [...pinpointCauses, ...anyCallCauses],
  simulate: [...simulateCauses, ...anyCallCauses],
  'other-action': [...otherActionCauses, ...anyCallCauses],
};

/** The narrowest row that fits; undefined if none does. */
export function causeOf(facts: ErrorFacts, call: FailedCall): Cause | undefined {
  const fitting = CAUSES[call].filter((row) => fits(row, facts));
  return fitting.find((row) => fitting.every((other) => row === other || isNarrower(row, other)));
}

type Fact = keyof ErrorFacts;
type Values = readonly ErrorFacts[Fact][];

function valuesOf({ when }: Cause): [Fact, Values][] {
  return Object.entries(when) as [Fact, Values][];
}

function fits(row: Cause, facts: ErrorFacts): boolean {
  return valuesOf(row).every(([fact, values]) => values.includes(facts[fact]));
}

/** Everything that fits `row` fits `other` too, and not the other way round. */
export function isNarrower(row: Cause, other: Cause): boolean {
  return isCovered(row, other) && !isCovered(other, row);
}

function isCovered(row: Cause, other: Cause): boolean {
  return valuesOf(other).every(([fact, values]) => {
    const own = row.when[fact] as Values | undefined;
    return own?.every((value) => values.includes(value)) === true;
  });
}

/** Some failure fits both rows. */
export function overlap(row: Cause, other: Cause): boolean {
  return valuesOf(row).every(([fact, values]) => {
    const others = other.when[fact] as Values | undefined;
    return others === undefined || values.some((value) => others.includes(value));
  });
}
