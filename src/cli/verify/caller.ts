import { UserError } from '../../errors';
import { type CallerIdentity, whoAmI } from '../../harness';
import type { Manifest } from '../../manifest/types';

/** Whose the run's own credentials are. Throws, before the first probe, if the run needs them and has none. */
export async function whoCalls(manifest: Manifest): Promise<CallerIdentity | undefined> {
  const needed = manifest.secondaries.some(({ testAs }) => !testAs?.profile);
  const answer = await whoAmI(manifest.main.region);
  if ('accountId' in answer) return answer;
  if (!needed && answer.kind === 'credentials') return undefined;
  throw new UserError(
    `GetCallerIdentity failed. AWS said: ${answer.code}: ${answer.message}\n${answer.cause}; ${answer.fix}. Without AWS: npx tendlc verify --sandbox`,
  );
}
