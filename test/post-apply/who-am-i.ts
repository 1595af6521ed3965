import { execFileSync } from 'node:child_process';
import { type CallerIdentity, whoAmI } from '../../src/harness';

/** `whoAmI` without a promise: Jest needs to know its tests before anything can be awaited. */
export function whoAmINow(region: string): CallerIdentity {
  return JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', __filename, region], { encoding: 'utf8' }),
  );
}

if (require.main === module) {
  whoAmI(process.argv[2]!).then((caller) => {
    if ('accountId' in caller) process.stdout.write(JSON.stringify(caller));
    else throw new Error(`no AWS caller: ${caller.message} (${caller.cause}; ${caller.fix})`);
  });
}
