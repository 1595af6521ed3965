import type { StaticOperationSchema } from '@smithy/types';
import { requireAllowed } from '../../auth/authorization';
import type { Input } from '../../protocols/protocol';
import { accept, type DeliveryProblem } from '../../sms/accept';
import type { Channel } from '../../sms/channel';
import { e164 } from '../../sms/destinations';
import { identityResource, type Origination, resolveIdentity } from '../../sms/origination-identity';
import { takeRates } from '../../sms/rates';
import type { SmsConfigurationSet, SmsRegion } from '../../sms/sms-model';
import { accountOf, type Home, lastPart, smsVoiceArn } from '../../world/aws-arns';
import { smsRegion } from '../../world/world';
import { type Call, homeOf, type Operation, operation } from '../operation';
import { type Constraint, violations } from '../validate';
import { checkSend } from './send-checks';
import { accountDenied, fieldViolations, notFound, throttled, validation } from './sms-voice-errors';

/** What the inputs of the three send operations share. */
export interface SendInput {
  DestinationPhoneNumber?: string;
  OriginationIdentity?: string;
  MessageBody?: string;
  MessageType?: string;
  ConfigurationSetName?: string;
  ProtectConfigurationId?: string;
  MaxPrice?: string;
  MaxPricePerMinute?: string;
  Context?: Record<string, string>;
  DryRun?: boolean;
}

export interface SendKind<I> {
  schema: StaticOperationSchema;
  channel: Channel;
  constraints: Readonly<Record<string, Constraint>>;
  /** Checks that need more than one member. Throws AwsError. */
  checkFields(input: I): void;
  /** Why an accepted message is not delivered, besides its destination. */
  deliveryProblem?(call: Call, input: I): DeliveryProblem | undefined;
}

/**
 * SendTextMessage, SendMediaMessage or SendVoiceMessage. Authorization comes first, since the request names the
 * resource; then the fields; then what the account has.
 */
export function sendOperation<I extends SendInput>(kind: SendKind<I>): Operation {
  const { channel } = kind;
  const own: Operation = operation<I, { MessageId: string }>(kind.schema, (call, input) => {
    authorizeSend(call, input, `sms-voice:${channel.operation}`);
    const found = violations(own.shape, input as unknown as Input, kind.constraints);
    if (found.length > 0) throw fieldViolations(found);
    kind.checkFields(input);
    const home = homeOf(call);
    const sms = smsRegion(call.world.accounts.get(home.accountId)!, home.region);
    if (sms.accountStatus) throw accountDenied(sms.accountStatus);
    const origination = originationOf(sms, input.OriginationIdentity);
    const configurationSet = configurationSetOf(sms, input.ConfigurationSetName);
    if (input.ProtectConfigurationId) throw notFound('protect-configuration', input.ProtectConfigurationId);
    const destination = e164(input.DestinationPhoneNumber!);
    const dryRun = input.DryRun === true;
    const draft = checkSend(call, sms, {
      channel,
      body: input.MessageBody ?? '',
      messageType: input.MessageType,
      maxPrice: input[channel.maxPrice],
      dryRun,
      destination,
      origination,
      configurationSet,
    });
    if (!takeRates(call, sms, channel, draft.number, destination, dryRun)) throw throttled();
    const record = accept(
      call,
      sms,
      {
        ...draft,
        api: 'sms-voice',
        channel: channel.name,
        originationIdentity: input.OriginationIdentity ?? '',
        destination,
        body: input.MessageBody ?? '',
        configurationSet: configurationSet?.name,
        context: input.Context ?? {},
        dryRun,
      },
      kind.deliveryProblem?.(call, input),
    );
    return { MessageId: record.messageId };
  });
  return own;
}

export function missingBody(what: string): Error {
  return validation('MISSING_PARAMETER', `A message needs ${what}.`, [
    { Name: 'MessageBody', Message: 'Member must not be null' },
  ]);
}

function authorizeSend(call: Call, input: SendInput, action: string): void {
  const home = homeOf(call);
  const resources = [identityResource(input.OriginationIdentity, home, call.sms)];
  if (input.ConfigurationSetName && call.sms.authorizeConfigurationSet) {
    resources.push(arnOf(home, 'configuration-set', input.ConfigurationSetName));
  }
  if (input.ProtectConfigurationId) {
    resources.push(arnOf(home, 'protect-configuration', input.ProtectConfigurationId));
  }
  for (const resource of resources) {
    const resourceAccountId = accountOf(resource) || home.accountId;
    requireAllowed(call, { action, resource, resourceAccountId }, 'AccessDeniedException', 400);
  }
}

function arnOf(home: Home, kind: string, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : smsVoiceArn(home, `${kind}/${nameOrArn}`);
}

function originationOf(sms: SmsRegion, identity: string | undefined): Origination {
  const resolved = resolveIdentity(sms, identity);
  if (!('problem' in resolved)) return resolved;
  if (resolved.problem === 'missing') throw notFound(resolved.type, resolved.id);
  throw validation('INVALID_ARN', `The ARN ${identity} is not valid.`, [
    { Name: 'OriginationIdentity', Message: 'Not the ARN of an origination identity' },
  ]);
}

function configurationSetOf(sms: SmsRegion, nameOrArn: string | undefined): SmsConfigurationSet | undefined {
  if (nameOrArn === undefined) return undefined;
  const name = nameOrArn.startsWith('arn:') ? lastPart(nameOrArn) : nameOrArn;
  const set = sms.configurationSets.get(name);
  if (!set || (nameOrArn.startsWith('arn:') && set.arn !== nameOrArn))
    throw notFound('configuration-set', name);
  return set;
}
