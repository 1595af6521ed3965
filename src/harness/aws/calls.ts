import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { SendMessagesCommand } from '@aws-sdk/client-pinpoint';
import {
  DescribePhoneNumbersCommand,
  DescribeSpendLimitsCommand,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Step } from '../plan/types';
import type { Clients, Credentials, StaticCredentials } from './clients';
import { type Outcome, toCallError } from './errors';

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

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
}

/** An hour, the most that role chaining allows (API reference of AssumeRole). */
const sessionSeconds = 3600;

export async function assumeRole(
  clients: Clients,
  by: Credentials,
  region: string,
  sessionName: string,
  {
    roleArn,
    externalId,
    sessionContext = [],
  }: Pick<StepOf<'assume'>, 'roleArn' | 'externalId' | 'sessionContext'>,
): Promise<Session> {
  const answer = await clients.get('sts', by, region).send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: sessionSeconds,
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
  };
}

/** A dry run has no message, whatever AWS answers. */
export async function send(clients: Clients, by: Credentials, step: StepOf<'send'>): Promise<Outcome> {
  return outcomeOf(async () => {
    const answer = await clients.get('sms', by, step.region, step.dryRun ? 'again' : 'once').send(
      new SendTextMessageCommand({
        DestinationPhoneNumber: step.destination,
        OriginationIdentity: step.origination,
        MessageBody: step.body,
        MessageType: step.messageType,
        ConfigurationSetName: step.configurationSet,
        MaxPrice: step.maxPrice,
        Context: step.context,
        ...(step.dryRun && { DryRun: true }),
      }),
    );
    return { ok: true, messageId: step.dryRun ? undefined : answer.MessageId };
  });
}

/** SendMessages answers 200 even where a recipient failed: the verdict is in Result (API reference, MessageResult). */
export async function sendByPinpoint(
  clients: Clients,
  by: Credentials,
  step: StepOf<'pinpoint'>,
): Promise<Outcome> {
  const outcome = await outcomeOf(async () => {
    const answer = await clients.get('pinpoint', by, step.region, 'once').send(
      new SendMessagesCommand({
        ApplicationId: step.applicationId,
        MessageRequest: {
          Addresses: { [step.destination]: { ChannelType: 'SMS' } },
          MessageConfiguration: {
            SMSMessage: {
              Body: step.body,
              MessageType: step.messageType,
              OriginationNumber: step.origination,
            },
          },
        },
      }),
    );
    const result = answer.MessageResponse?.Result?.[step.destination];
    if (result?.DeliveryStatus === 'SUCCESSFUL') return { ok: true, messageId: result.MessageId };
    throw Object.assign(
      new Error(result?.StatusMessage ?? 'SendMessages gave no result for the destination'),
      {
        name: result?.DeliveryStatus ?? 'NoResult',
        Reason: result?.StatusCode === undefined ? '' : String(result.StatusCode),
        $metadata: answer.$metadata,
      },
    );
  });
  return outcome;
}

export async function describeSpendLimits(
  clients: Clients,
  by: Credentials,
  { region }: StepOf<'describe-spend-limits'>,
): Promise<Outcome> {
  return outcomeOf(async () => {
    await clients.get('sms', by, region).send(new DescribeSpendLimitsCommand({}));
    return { ok: true };
  });
}

export async function describePhoneNumber(
  clients: Clients,
  by: Credentials,
  { region, arn }: StepOf<'describe-phone-number'>,
): Promise<Outcome> {
  return outcomeOf(async () => {
    await clients.get('sms', by, region).send(new DescribePhoneNumbersCommand({ PhoneNumberIds: [arn] }));
    return { ok: true };
  });
}

export async function simulate(
  clients: Clients,
  by: Credentials,
  region: string,
  { principalArn, action, resource }: StepOf<'simulate'>,
): Promise<Outcome> {
  return outcomeOf(async () => {
    const answer = await clients.get('iam', by, region).send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principalArn,
        ActionNames: [action],
        ResourceArns: [resource],
      }),
    );
    const result = answer.EvaluationResults?.[0];
    // The role is another account's and no trust was handed over, so only the caller's own policies can have allowed
    // (IAM API Reference, EvaluationResult: the details are given for cross-account simulations).
    const details = Object.values(result?.EvalDecisionDetails ?? {});
    const ownAllow = result?.EvalDecision === 'implicitDeny' && details.includes('allowed');
    if (result?.EvalDecision === 'allowed' || ownAllow) return { ok: true };
    throw Object.assign(new Error(`${principalArn} may not call ${action} on ${resource}`), {
      name: result?.EvalDecision ?? 'NoResult',
      $metadata: answer.$metadata,
    });
  });
}
