/** AWS's simulator destinations in the US (SMS user guide, test-phone-numbers): nobody is texted. */
const SIMULATOR_SUCCESS = '+14254147755';
export const SIMULATOR_FAILURE = '+14254147167';

export function isSimulator(destination: string): boolean {
  return destination === SIMULATOR_SUCCESS || destination === SIMULATOR_FAILURE;
}

export function e164(destination: string): string {
  return destination.startsWith('+') ? destination : `+${destination}`;
}

/** 10DLC reaches US numbers; the sandbox takes the whole numbering plan for the US. */
export function isUnitedStates(destination: string): boolean {
  return /^\+1[2-9]\d{9}$/.test(destination);
}
