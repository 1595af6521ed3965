import { UserError } from '../../errors';
import { usNumberProblem } from '../../manifest/facts/us-numbers';
import type { Manifest } from '../../manifest/types';
import { isSimulator, SIMULATOR_SUCCESS } from '../../simulator-numbers';
import type { VerifyOptions } from '../commands/verify';

/** Where the messages are sent. Throws, before the first call, if that cannot work or would text a phone unasked. */
export function destinationOf(manifest: Manifest, { mode, destination: asked }: VerifyOptions): string {
  if (asked !== undefined) checkReach(asked);
  const destination = asked ?? manifest.verify.destination;
  const simulated = isSimulator(destination);
  if (mode === 'live') {
    if (!simulated) return destination;
    throw new UserError(
      'live mode texts a real phone: give its number by --destination +1… (or verify.destination); ' +
        `${destination} is AWS's simulator, which --mode simulator uses`,
    );
  }
  if (mode === 'simulator' && asked !== undefined && !simulated) {
    throw new UserError(
      `--destination ${asked} is a real phone: add --mode live to text it, or --mode dry-run`,
    );
  }
  return mode === 'dry-run' || simulated ? destination : SIMULATOR_SUCCESS;
}

function checkReach(number: string): void {
  if (!/^\+[1-9]\d{1,14}$/.test(number)) {
    throw new UserError(`--destination ${number} is not E.164: +1 and ten digits, without spaces`);
  }
  const problem = usNumberProblem(number);
  if (problem === undefined) return;
  throw new UserError(
    `--destination ${number} cannot be reached by 10DLC: it is ${problem.reason}. 10DLC sends to the ` +
      'United States, Puerto Rico, the US Virgin Islands, Guam and American Samoa only',
  );
}
