import { Clients } from './aws/clients';
import { type CallError, toCallError } from './aws/errors';
import { Identities } from './aws/identities';
import { matching } from './causes/explain';
import type { Caller } from './plan/types';

/** The ambient credentials' identity, by GetCallerIdentity, or why there is none. */
export async function whoAmI(region: string): Promise<Caller | (CallError & { cause: string; fix: string })> {
  const clients = new Clients();
  const identities = new Identities(clients, region, (label) => label);
  try {
    return await identities.callerOf(identities.source());
  } catch (thrown) {
    const error = toCallError(thrown);
    const row = matching(error, 'become');
    const fill = (text: string) => text.replaceAll('{region}', region);
    return {
      ...error,
      cause: fill(row?.cause ?? 'GetCallerIdentity failed'),
      fix: fill(row?.fix ?? 'try: aws sts get-caller-identity'),
    };
  } finally {
    clients.destroy();
  }
}
