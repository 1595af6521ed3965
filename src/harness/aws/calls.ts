import { SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import {
  DescribePhoneNumbersCommand,
  DescribeSpendLimitsCommand,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Clients, Credentials, StaticCredentials } from './clients';
import { type Outcome, toCallError } from './errors';
import type { CallOf } from './types';

/** One call, its error as data. */
export async function outcomeOf(call: () => Promise<Extract<Outcome, { ok: true }>>): Promise<Outcome> {
  try {
    return await call();
  } catch (thrown) {
    return { ok: false, error: toCallError(thrown) };
  }
}

export interface Session {
  arn: string;
  credentials: StaticCredentials;
  requestId?: string;
}

/** One hour, the most that role chaining allows (API reference of AssumeRole). */
const SESSION_SECONDS = 3600;

export async function assumeRole(
  clients: Clients,
  by: Credentials,
  region: string,
  sessionName: string,
  {
    roleArn,
    externalId,
    sessionContext = [],
  }: Pick<CallOf<'assume'>, 'roleArn' | 'externalId' | 'sessionContext'>,
): Promise<Session> {
  const answer = await clients.get('sts', by, region).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: SESSION_SECONDS,
      ExternalId: externalId,
      ...(sessionContext.includes('tags') && { Tags: [{ Key: 'tendlc-verify', Value: sessionName }] }),
      ...(sessionContext.includes('sourceIdentity') && { SourceIdentity: 'tendlc-verify' }),
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials!;
  return {
    arn: answer.AssumedRoleUser?.Arn ?? roleArn,
    credentials: {
      accessKeyId: AccessKeyId!,
      secretAccessKey: SecretAccessKey!,
      sessionToken: SessionToken,
      expiration: Expiration,
    },
    requestId: answer.$metadata.requestId,
  };
}

/** A dry run has no message ID, whatever AWS answers. */
export async function send(clients: Clients, by: Credentials, call: CallOf<'send'>): Promise<Outcome> {
  return outcomeOf(async () => {
    const answer = await clients.get('sms', by, call.region, call.dryRun ? 'again' : 'once').send(
      new SendTextMessageCommand({
        DestinationPhoneNumber: call.destination,
        OriginationIdentity: call.origination,
        MessageBody: call.body,
        MessageType: call.messageType,
        ConfigurationSetName: call.configurationSet,
        MaxPrice: call.maxPrice,
        Context: call.context,
        ...(call.dryRun && { DryRun: true }),
      }),
    );
    const { requestId } = answer.$metadata;
    return { ok: true, messageId: call.dryRun ? undefined : answer.MessageId, requestId };
  });
}

/** SendMessages answers 200 also if a recipient failed: Result says so (API reference, MessageResult). */
export async function sendByPinpoint(
  clients: Clients,
  by: Credentials,
  call: CallOf<'pinpoint'>,
): Promise<Outcome> {
  return outcomeOf(async () => {
    const answer = await clients.get('pinpoint', by, call.region, 'once').send(
      new SendMessagesCommand({
        ApplicationId: call.applicationId,
        MessageRequest: {
          Addresses: { [call.destination]: { ChannelType: 'SMS' } },
          MessageConfiguration: {
            SMSMessage: {
              Body: call.body,
              MessageType: call.messageType,
              OriginationNumber: call.origination,
            },
          },
        },
      }),
    );
    const result = answer.MessageResponse?.Result?.[call.destination];
    if (result?.DeliveryStatus === 'SUCCESSFUL')
      return { ok: true, messageId: result.MessageId, requestId: answer.$metadata.requestId };
    throw Object.assign(
      new Error(result?.StatusMessage ?? 'SendMessages gave no result for the destination'),
      {
        name: result?.DeliveryStatus ?? 'NoResult',
        Reason: result?.StatusCode === undefined ? '' : String(result.StatusCode),
        $metadata: answer.$metadata,
      },
    );
  });
}

export async function describeSpendLimits(
  clients: Clients,
  by: Credentials,
  { region }: CallOf<'describe-spend-limits'>,
): Promise<Outcome> {
  return outcomeOf(async () => {
    const answer = await clients.get('sms', by, region).send(new DescribeSpendLimitsCommand({}));
    return { ok: true, requestId: answer.$metadata.requestId };
  });
}

export async function describePhoneNumber(
  clients: Clients,
  by: Credentials,
  { region, arn }: CallOf<'describe-phone-number'>,
): Promise<Outcome> {
  return outcomeOf(async () => {
    const command = new DescribePhoneNumbersCommand({ PhoneNumberIds: [arn] });
    const answer = await clients.get('sms', by, region).send(command);
    return { ok: true, requestId: answer.$metadata.requestId };
  });
}
