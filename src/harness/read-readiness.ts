import { DescribeAccountAttributesCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { MainAccount } from '../manifest/types';
import { Clients } from './aws/clients';
import { toCallError } from './aws/errors';
import { Identities } from './aws/identities';
import { type Readiness, type SmsTier, sendingRegions, tierReadiness } from './readiness';

/** With credentials of the main account: of a profile, or the run's own. */
export async function readReadiness(main: MainAccount, profile?: string): Promise<Readiness[]> {
  const clients = new Clients();
  const credentials = new Identities(clients, main.region, (label) => label).source(profile);
  const tierOf = async (region: string): Promise<SmsTier> => {
    try {
      const answer = await clients
        .get('sms', credentials, region)
        .send(new DescribeAccountAttributesCommand({}));
      const tier = answer.AccountAttributes?.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
      return tier === undefined ? { unknown: 'AWS gives no ACCOUNT_TIER' } : { tier };
    } catch (thrown) {
      const { code, message } = toCallError(thrown);
      return { unknown: `${code}: ${message}` };
    }
  };
  try {
    const found: Readiness[] = [];
    for (const region of sendingRegions(main))
      found.push(tierReadiness(region, await tierOf(region), main.smsTier));
    return found;
  } finally {
    clients.destroy();
  }
}
