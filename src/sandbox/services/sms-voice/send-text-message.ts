import {
  SendTextMessage$,
  type SendTextMessageRequest,
  type SendTextMessageResult,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { requireAllowed } from '../../auth/authorization';
import type { Input } from '../../protocols/protocol';
import { accept } from '../../sms/accept';
import { e164 } from '../../sms/destinations';
import { identityResource, type Origination, resolveIdentity } from '../../sms/origination-identity';
import { takeRates } from '../../sms/rates';
import type { SmsConfigurationSet, SmsRegion } from '../../sms/sms-model';
import { accountOf, type Home, lastPart, smsVoiceArn } from '../../world/aws-arns';
import { smsRegion } from '../../world/world';
import { type Call, homeOf, type Operation, operation } from '../operation';
import { violations } from '../validate';
import { checkSend } from './send-checks';
import { sendTextMessageConstraints } from './sms-voice-constraints';
import { accountDenied, fieldViolations, notFound, throttled, validation } from './sms-voice-errors';

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
    const resourceAccountId = accountOf(resource) || home.accountId;
    requireAllowed(
      call,
      { action: 'sms-voice:SendTextMessage', resource, resourceAccountId },
      'AccessDeniedException',
      400,
    );
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
