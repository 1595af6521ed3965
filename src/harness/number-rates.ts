import { DescribePhoneNumbersCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { PhoneNumber } from '../manifest/types';
import { Clients } from './aws/clients';
import { Identities } from './aws/identities';

/** IDs that one DescribePhoneNumbers takes (API reference). */
const PER_CALL = 5;

/**
 * Messages a second that AWS allows for each number, with credentials of the main account: of a profile, or the run's
 * own. A number of an unvetted campaign may have less than one a second. Empty if the credentials may not ask.
 */
export async function numberRates(
  numbers: readonly PhoneNumber[],
  region: string,
  profile?: string,
): Promise<number[]> {
  const clients = new Clients();
  const rates: number[] = [];
  try {
    const credentials = new Identities(clients, region, (label) => label).source(profile);
    for (const at of new Set(numbers.map((number) => number.region))) {
      const ids = numbers.filter((number) => number.region === at).map(({ arn }) => arn);
      for (let start = 0; start < ids.length; start += PER_CALL) {
        const PhoneNumberIds = ids.slice(start, start + PER_CALL);
        const answer = await clients
          .get('sms', credentials, at)
          .send(new DescribePhoneNumbersCommand({ PhoneNumberIds }));
        for (const { MessagingLimits } of answer.PhoneNumbers ?? [])
          rates.push(MessagingLimits?.RateLimits?.SMS ?? 1);
      }
    }
    return rates;
  } catch {
    return rates;
  } finally {
    clients.destroy();
  }
}
