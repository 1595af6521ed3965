import {
  SendTextMessage$,
  type SendTextMessageRequest,
  type SendTextMessageResult,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { demand } from '../../auth/authorize';
import type { Input } from '../../protocols/types';
import { accept } from '../../sms/accept';
import { e164 } from '../../sms/destinations';
import { identityResource, type Origination, resolveIdentity } from '../../sms/identity';
import { takeRates } from '../../sms/rates';
import type { SmsConfigurationSet, SmsRegion } from '../../sms/types';
import { parseArn } from '../../world/arn';
import { smsRegion } from '../../world/world';
import { type Call, type Operation, operation } from '../types';
import { violations } from '../validate';
import { checkSend } from './checks';
import { sendTextMessageConstraints } from './constraints';
import { accountDenied, fieldViolations, notFound, throttled, validation } from './errors';

/** Authorization first, as the resource is in the request; then the fields; then what the account has. */
export const sendTextMessage: Operation = operation<SendTextMessageRequest, SendTextMessageResult>(
  SendTextMessage$,
  (call, input) => {
    authorizeSend(call, input);
    const found = violations(sendTextMessage.shape, input as unknown as Input, sendTextMessageConstraints);
    if (found.length > 0) throw fieldViolations(found);
    if (input.MessageBody === undefined) {
      throw validation('MISSING_PARAMETER', 'A message needs a MessageBody.', [
        { Name: 'MessageBody', Message: 'Member must not be null' },
      ]);
    }
    const sms = smsRegion(call.world.accounts.get(call.caller.accountId)!, call.scope.region);
    if (sms.accountStatus) throw accountDenied(sms.accountStatus);
    const origination = originationOf(sms, input.OriginationIdentity);
    const configurationSet = configurationSetOf(sms, input.ConfigurationSetName);
    if (input.ProtectConfigurationId) throw notFound('protect-configuration', input.ProtectConfigurationId);
    const destination = e164(input.DestinationPhoneNumber!);
    const draft = checkSend(call, sms, { ...input, destination, origination, configurationSet });
    if (!takeRates(call, sms, draft.number, destination, input.DryRun === true)) throw throttled();
    const record = accept(call, sms, {
      ...draft,
      api: 'sms-voice',
      originationIdentity: input.OriginationIdentity ?? '',
      destination,
      body: input.MessageBody,
      configurationSet: configurationSet?.name,
      context: input.Context ?? {},
      dryRun: input.DryRun === true,
    });
    return { MessageId: record.messageId };
  },
);

function authorizeSend(call: Call, input: SendTextMessageRequest): void {
  const home = homeOf(call);
  const resources = [identityResource(input.OriginationIdentity, home, call.sms)];
  if (input.ConfigurationSetName && call.sms.authorizeConfigurationSet) {
    resources.push(arnOf(home, 'configuration-set', input.ConfigurationSetName));
  }
  if (input.ProtectConfigurationId) {
    resources.push(arnOf(home, 'protect-configuration', input.ProtectConfigurationId));
  }
  for (const resource of resources) {
    const resourceAccountId = parseArn(resource)?.accountId || home.accountId;
    demand(
      call,
      { action: 'sms-voice:SendTextMessage', resource, resourceAccountId },
      'AccessDeniedException',
      400,
    );
  }
}

export function homeOf(call: Call) {
  const { accountId } = call.caller;
  return { accountId, region: call.scope.region, partition: call.world.accounts.get(accountId)!.partition };
}

export function arnOf(home: ReturnType<typeof homeOf>, kind: string, nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  return `arn:${home.partition}:sms-voice:${home.region}:${home.accountId}:${kind}/${nameOrArn}`;
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
  const name = nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1) : nameOrArn;
  const set = sms.configurationSets.get(name);
  if (!set || (nameOrArn.startsWith('arn:') && set.arn !== nameOrArn))
    throw notFound('configuration-set', name);
  return set;
}
