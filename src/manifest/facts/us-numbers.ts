/** Area codes of the North American Numbering Plan (https://www.nanpa.com): +1 is more than the United States. */

const tollFree = new Set(['800', '822', '833', '844', '855', '866', '877', '888']);

const otherCountries = new Map<string, string>(
  (
    [
      [
        'Canada',
        '204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 506 514 519 537 548 568 579 581 584 587 600 604 613 622 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942',
      ],
      ['the Bahamas', '242'],
      ['Barbados', '246'],
      ['Anguilla', '264'],
      ['Antigua and Barbuda', '268'],
      ['the British Virgin Islands', '284'],
      ['the Cayman Islands', '345'],
      ['Bermuda', '441'],
      ['Grenada', '473'],
      ['Turks and Caicos', '649'],
      ['Jamaica', '658 876'],
      ['Montserrat', '664'],
      // A territory of the United States that AWS's page on 10DLC does not list.
      ['the Northern Mariana Islands', '670'],
      ['Sint Maarten', '721'],
      ['Saint Lucia', '758'],
      ['Dominica', '767'],
      ['Saint Vincent', '784'],
      ['the Dominican Republic', '809 829 849'],
      ['Trinidad and Tobago', '868'],
      ['Saint Kitts and Nevis', '869'],
    ] as const
  ).flatMap(([country, codes]) => codes.split(' ').map((code): [string, string] => [code, country])),
);

export type NumberProblem = 'toll-free' | 'not-us' | 'malformed';

export interface UsNumberFinding {
  problem: NumberProblem;
  /** Ends "… because it is". */
  reason: string;
}

/**
 * Why an E.164 number is not one that 10DLC can have or reach: 10DLC is for ten-digit numbers of the United States.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations-10dlc.html
 */
export function usNumberProblem(phoneNumber: string): UsNumberFinding | undefined {
  if (!phoneNumber.startsWith('+1'))
    return { problem: 'not-us', reason: 'outside +1, so not a number of the United States' };
  const area = phoneNumber.slice(2, 5);
  if (tollFree.has(area)) return { problem: 'toll-free', reason: `a toll-free number (${area})` };
  const country = otherCountries.get(area);
  if (country) return { problem: 'not-us', reason: `a number of ${country} (${area})` };
  // NPA-NXX-XXXX: https://www.nanpa.com/numbering, the area code and the exchange begin with 2 to 9.
  if (
    !/^\+1[2-9]\d{2}[2-9]\d{6}$/.test(phoneNumber) ||
    /^\+1(?:.11|900|700|5(?:00|33|44|66|77|88))/.test(phoneNumber)
  )
    return {
      problem: 'malformed',
      reason: 'not ten digits of an area code, an exchange and a line of the United States',
    };
  return undefined;
}
