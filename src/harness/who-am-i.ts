import { Clients } from './aws/clients';
import { type CallError, toCallError } from './aws/errors';
import { Identities } from './aws/identities';
import type { CallerIdentity } from './aws/types';
import { explainOwnCredentials } from './causes/explain';
import type { CauseText } from './probes/types';

/** Whose the run's own credentials are, by GetCallerIdentity; or why that is unknown. */
export async function whoAmI(region: string): Promise<CallerIdentity | (CallError & CauseText)> {
  const clients = new Clients();
  const identities = new Identities(clients, region, (label) => label);
  try {
    return await identities.callerOf(identities.source());
  } catch (thrown) {
    const error = toCallError(thrown);
    return { ...error, ...explainOwnCredentials(error, region) };
  } finally {
    clients.destroy();
  }
}
