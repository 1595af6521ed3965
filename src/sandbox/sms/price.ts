/**
 * USD for one part to a US number over 10DLC: AWS's list price and a carrier fee. Carriers and prices differ and
 * change. This one stands for all of them (docs/sandbox.md).
 */
export const PART_PRICE = 0.00883;
export const CARRIER_FEE = 0.003;

/** Rounded to the five decimals that MaxPrice has. */
export function messagePrice(parts: number): number {
  return Math.round((PART_PRICE + CARRIER_FEE) * parts * 1e5) / 1e5;
}

/** USD for a media message and for a minute of a call. One price stands for all carriers. */
export const MEDIA_PRICE = 0.02;
export const VOICE_PRICE = 0.013;
