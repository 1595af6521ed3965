/**
 * Parts of a text message (SMS user guide, sms-limitations-character; 3GPP TS 23.038): 160 GSM-7 characters or 70
 * UTF-16 units fit one part, 153 and 67 each part of several. The extension table's characters take two.
 */
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM_EXTENSION = new Set('\f^{}\\[~]|€');

export interface Parts {
  encoding: 'GSM' | 'Unicode';
  parts: number;
}

export function countParts(body: string): Parts {
  const characters = [...body];
  if (characters.every((character) => GSM_BASIC.has(character) || GSM_EXTENSION.has(character))) {
    const widths = characters.map((character) => (GSM_EXTENSION.has(character) ? 2 : 1));
    return { encoding: 'GSM', parts: fill(widths, 160, 153) };
  }
  return {
    encoding: 'Unicode',
    parts: fill(
      characters.map((character) => character.length),
      70,
      67,
    ),
  };
}

/** A character of two units is never split between parts. */
function fill(widths: number[], single: number, several: number): number {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= single) return 1;
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > several) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}
