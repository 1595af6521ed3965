import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeConfigurationSetsCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { Clients, Credentials } from '../aws/clients';

/** The last event of a message (user guide, "Event format": messageId, isFinal, messageStatus). */
export interface FinalEvent {
  messageId: string;
  status: string;
  description: string;
}

/** By the ARN of each configuration set: the ARN of the log group that gets its events. */
export async function logGroupsOf(
  clients: Clients,
  credentials: Credentials,
  region: string,
): Promise<Map<string, string>> {
  const groups = new Map<string, string>();
  let NextToken: string | undefined;
  do {
    const page = await clients
      .get('sms', credentials, region)
      .send(new DescribeConfigurationSetsCommand({ NextToken }));
    for (const { ConfigurationSetArn, EventDestinations = [] } of page.ConfigurationSets ?? []) {
      const logs = EventDestinations.find(
        ({ Enabled, CloudWatchLogsDestination }) => Enabled && CloudWatchLogsDestination,
      );
      const arn = logs?.CloudWatchLogsDestination?.LogGroupArn;
      if (ConfigurationSetArn && arn) groups.set(ConfigurationSetArn, arn.replace(/:\*$/, ''));
    }
    NextToken = page.NextToken;
  } while (NextToken);
  return groups;
}

/** Final events of a run: every send carries the run ID as context, which AWS copies into its events. */
export async function finalEvents(
  clients: Clients,
  credentials: Credentials,
  { logGroup, region, runId, since }: { logGroup: string; region: string; runId: string; since: number },
): Promise<FinalEvent[]> {
  const events: FinalEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await clients.get('logs', credentials, region).send(
      new FilterLogEventsCommand({
        logGroupIdentifier: logGroup,
        filterPattern: `{ $.context.tendlcRun = "${runId}" }`,
        startTime: since,
        nextToken,
      }),
    );
    events.push(...(page.events ?? []).flatMap(({ message }) => parse(message)));
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
}

function parse(message = ''): FinalEvent[] {
  try {
    const { isFinal, messageId, messageStatus, messageStatusDescription } = JSON.parse(message);
    return isFinal ? [{ messageId, status: messageStatus, description: messageStatusDescription ?? '' }] : [];
  } catch {
    return [];
  }
}
