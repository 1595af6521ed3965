import { UserError } from '../../errors';
import type { Manifest } from '../../manifest/types';
import type { VerifyOptions } from './options';

/** AWS's simulator destinations in the United States (user guide, "Simulator phone numbers"). */
const simulators: readonly string[] = ['+14254147755', '+14254147167'];

/** Area codes of the North American plan outside the United States and the territories that 10DLC reaches. */
const abroad = new Set(
  (
    '204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 460 468 474 506 514 ' +
    '519 537 548 568 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 ' +
    '905 942 242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876'
  ).split(' '),
);

/** Where the messages go; refuses, before the first call, what cannot work or would text somebody unasked. */
export function destinationOf(manifest: Manifest, { mode, destination: asked }: VerifyOptions): string {
  if (asked !== undefined) checkReach(asked);
  const given = asked ?? manifest.verify.destination;
  const simulated = simulators.includes(given);
  if (mode === 'live') {
    if (!simulated) return given;
    throw new UserError(
      'live mode texts a real phone: give its number by --destination +1… (or verify.destination); ' +
        `${given} is AWS's simulator, which --mode simulator uses`,
    );
  }
  if (mode === 'simulator' && asked !== undefined && !simulated) {
    throw new UserError(
      `--destination ${asked} is a real phone: add --mode live to text it, or --mode dry-run`,
    );
  }
  return mode === 'dry-run' || simulated ? given : simulators[0]!;
}

function checkReach(number: string): void {
  if (!/^\+[1-9]\d{1,14}$/.test(number)) {
    throw new UserError(`--destination ${number} is not E.164: +1 and ten digits, without spaces`);
  }
  const [, area] = /^\+1([2-9]\d{2})[2-9]\d{6}$/.exec(number) ?? [];
  if (area !== undefined && !abroad.has(area)) return;
  throw new UserError(
    `--destination ${number} cannot be reached by 10DLC: it sends to the United States, Puerto Rico, ` +
      'the US Virgin Islands, Guam and American Samoa only',
  );
}
