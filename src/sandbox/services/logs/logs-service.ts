import {
  FilterLogEvents$,
  type FilterLogEventsRequest,
  type FilterLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { requireAllowed } from '../../auth/authorization';
import { AwsError } from '../../aws-error';
import { awsJson } from '../../protocols/json';
import type { Input } from '../../protocols/protocol';
import { type LogEvent, logGroups } from '../../sms/events';
import { logGroupArn } from '../../world/aws-arns';
import { smsRegion } from '../../world/world';
import { defineService, homeOf, type Operation, operation } from '../operation';
import { page } from '../paging';
import { type Constraint, lowerFirst, violations, violationText } from '../validate';
import { compileFilter } from './filter-pattern';

const LIMIT = 10_000;
const GROUP: Constraint = { min: 1, max: 2048, pattern: /^[\w#+=/:,.@-]*$/ };

/** CloudWatch Logs API reference, FilterLogEvents. */
const constraints: Record<string, Constraint> = {
  logGroupName: { ...GROUP, max: 512 },
  logGroupIdentifier: GROUP,
  filterPattern: { min: 0, max: 1024 },
  limit: { min: 1, max: LIMIT },
  startTime: { min: 0 },
  endTime: { min: 0 },
};

const filterLogEvents: Operation = operation<FilterLogEventsRequest, FilterLogEventsResponse>(
  FilterLogEvents$,
  (call, input) => {
    const found = violations(filterLogEvents.shape, input as Input, constraints);
    if (found.length > 0) throw invalid(violationText(found, lowerFirst));
    const { logGroupIdentifier } = input;
    const name =
      input.logGroupName ?? logGroupIdentifier?.replace(/^arn:.*:log-group:/, '').replace(/:\*$/, '');
    if (!name) throw invalid('LogGroupName or LogGroupIdentifier is required');
    const home = homeOf(call);
    const resource = logGroupArn(home, name);
    requireAllowed(
      call,
      { action: 'logs:FilterLogEvents', resource, resourceAccountId: home.accountId },
      'AccessDeniedException',
      400,
    );
    const sms = smsRegion(call.world.accounts.get(home.accountId)!, home.region);
    const known = [...sms.configurationSets.values()].some(({ logGroup }) => logGroup === name);
    if (!known)
      throw new AwsError(
        'ResourceNotFoundException',
        'The specified log group does not exist.',
        400,
        modelled,
      );
    const matches = compileFilter(input.filterPattern ?? '');
    const now = call.world.now();
    const events = (logGroups(sms).get(name) ?? []).filter(
      ({ timestamp, message, logStreamName }) =>
        timestamp >= (input.startTime ?? 0) &&
        timestamp <= (input.endTime ?? Number.POSITIVE_INFINITY) &&
        timestamp <= now &&
        streamWanted(input, logStreamName) &&
        matches(message),
    );
    const { items, next } = page(events, input.limit ?? LIMIT, input.nextToken, () =>
      invalid('The specified nextToken is invalid.'),
    );
    return { events: items.map(shown), searchedLogStreams: [], nextToken: next };
  },
);

const modelled = { modelled: true };

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message, 400, modelled);
}

function streamWanted(input: FilterLogEventsRequest, stream: string): boolean {
  if (input.logStreamNames) return input.logStreamNames.includes(stream);
  return stream.startsWith(input.logStreamNamePrefix ?? '');
}

function shown({ eventId, logStreamName, timestamp, message }: LogEvent) {
  return { eventId, logStreamName, timestamp, ingestionTime: timestamp, message };
}

const protocol = awsJson({
  version: '1.1',
  target: 'Logs_20140328',
  namespace: 'com.amazonaws.cloudwatchlogs',
});

export const service = defineService('logs', protocol, [
  {
    title: 'CloudWatch Logs',
    operations: [filterLogEvents],
    note: 'on the log groups of the configuration sets (`/aws/sms-voice/NAME`)',
  },
]);
