/** AWS's simulator destinations in the US (SMS user guide, test-phone-numbers). AWS delivers to no phone. */
const SIMULATOR_SUCCESS = '+14254147755';
export const SIMULATOR_FAILURE = '+14254147167';

export function isSimulator(destination: string): boolean {
  return destination === SIMULATOR_SUCCESS || destination === SIMULATOR_FAILURE;
}

export function e164(destination: string): string {
  return destination.startsWith('+') ? destination : `+${destination}`;
}
