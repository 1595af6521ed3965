/**
 * AWS's simulator destinations in the United States: a message to them is accepted and billed, and texts no phone
 * (End User Messaging SMS user guide, "Simulator phone numbers").
 */
export const SIMULATOR_SUCCESS = '+14254147755';
/** Every message to this one is accepted and then reported as not delivered. */
export const SIMULATOR_FAILURE = '+14254147167';

export function isSimulator(destination: string): boolean {
  return destination === SIMULATOR_SUCCESS || destination === SIMULATOR_FAILURE;
}
