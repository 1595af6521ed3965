import { DescribePhoneNumbersCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { PhoneNumber } from '../manifest/types';
import { Clients } from './aws/clients';
import { Identities } from './aws/identities';

/** IDs that one DescribePhoneNumbers takes (API reference). */
const perCall = 5;

/**
 * Messages a second that AWS allows each number, where these credentials may ask: of the main account, by a profile
 * or the ambient ones. A number of an unvetted campaign may be slower than one a second. Empty where nobody may ask.
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
      for (let start = 0; start < ids.length; start += perCall) {
        const PhoneNumberIds = ids.slice(start, start + perCall);
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
