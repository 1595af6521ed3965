import {
  type AddressConfiguration,
  type MessageResult,
  SendMessages$,
  type SendMessagesRequest,
  type SendMessagesResponse,
  type SMSMessage,
} from '@aws-sdk/client-pinpoint';
import { requireAllowed } from '../../auth/authorization';
import { AwsError } from '../../aws-error';
import { restJson } from '../../protocols/rest-json';
import { accept } from '../../sms/accept';
import { isUnitedStates } from '../../sms/area-codes';
import { e164, isSimulator } from '../../sms/destinations';
import { chooseNumber, resolveIdentity } from '../../sms/origination-identity';
import { countParts } from '../../sms/parts';
import { messagePrice } from '../../sms/price';
import type { SmsNumber, SmsRegion } from '../../sms/sms-model';
import { overSpendLimit } from '../../sms/spend';
import { pinpointMessagesArn } from '../../world/aws-arns';
import { smsRegion } from '../../world/world';
import { type Call, defineService, homeOf, operation } from '../operation';

const MAX_RECIPIENTS = 100;

/** Answers HTTP 200 even if a recipient failed: its Result says so (Pinpoint API reference, SendMessages). */
const sendMessages = operation<SendMessagesRequest, SendMessagesResponse>(SendMessages$, (call, input) => {
  const home = homeOf(call);
  const application = input.ApplicationId!;
  requireAllowed(
    call,
    {
      action: 'mobiletargeting:SendMessages',
      resource: pinpointMessagesArn(home, application),
      resourceAccountId: home.accountId,
    },
    'AccessDeniedException',
    403,
  );
  const sms = smsRegion(call.world.accounts.get(home.accountId)!, home.region);
  if (!sms.pinpointApplications.has(application)) {
    throw new AwsError('NotFoundException', `Resource not found: application ${application}`, 404);
  }
  const { message, addresses } = readRequest(input);
  const Result: Record<string, MessageResult> = {};
  for (const [address, configuration] of addresses) {
    Result[address] = sendOne(
      call,
      sms,
      message,
      address,
      configuration,
      input.MessageRequest?.Context ?? {},
    );
  }
  return { MessageResponse: { ApplicationId: application, RequestId: call.requestId, Result } };
});

function readRequest(input: SendMessagesRequest) {
  const request = input.MessageRequest;
  const addresses = Object.entries(request?.Addresses ?? {});
  if (!request?.MessageConfiguration) throw badRequest('MessageConfiguration must be provided.');
  if (request.Endpoints || request.TemplateConfiguration) {
    throw new AwsError(
      'NotImplemented',
      'The sandbox does not simulate endpoints and templates of SendMessages.',
      501,
    );
  }
  if (addresses.length === 0) throw badRequest('Addresses or Endpoints must be provided.');
  if (addresses.length > MAX_RECIPIENTS)
    throw badRequest(`At most ${MAX_RECIPIENTS} addresses can be sent to.`);
  const message = request.MessageConfiguration.SMSMessage;
  if (!message) throw badRequest('An SMSMessage must be provided for the SMS channel.');
  for (const [address, { ChannelType }] of addresses) {
    if (ChannelType !== 'SMS') throw badRequest(`Unsupported channel type ${ChannelType} for ${address}.`);
  }
  if (message.MessageType !== undefined && !['TRANSACTIONAL', 'PROMOTIONAL'].includes(message.MessageType)) {
    throw badRequest(`Invalid MessageType ${message.MessageType}.`);
  }
  return { message, addresses };
}

function sendOne(
  call: Call,
  sms: SmsRegion,
  message: SMSMessage,
  address: string,
  configuration: AddressConfiguration,
  context: Record<string, string>,
): MessageResult {
  const body = configuration.BodyOverride ?? message.Body ?? '';
  const destination = e164(address);
  const type = message.MessageType ?? 'TRANSACTIONAL';
  const number = originationOf(sms, message.OriginationNumber, type);
  const refused = refusal(call, sms, { number, destination, body, type });
  if (refused || !number)
    return { StatusCode: 400, DeliveryStatus: 'PERMANENT_FAILURE', StatusMessage: refused };
  const parts = countParts(body);
  const record = accept(call, sms, {
    api: 'pinpoint',
    channel: 'sms',
    number,
    originationIdentity: message.OriginationNumber ?? '',
    destination,
    messageType: type,
    body,
    ...parts,
    price: messagePrice(parts.parts),
    context: { ...context, ...configuration.Context },
    dryRun: false,
  });
  const { messageId } = record;
  return {
    DeliveryStatus: 'SUCCESSFUL',
    StatusCode: 200,
    StatusMessage: `MessageId: ${messageId}`,
    MessageId: messageId,
  };
}

/** Any number of the application's account: Pinpoint has no permission by number. */
function originationOf(sms: SmsRegion, wanted: string | undefined, type: string): SmsNumber | undefined {
  if (wanted === undefined) return chooseNumber(sms, { kind: 'none' }, type);
  const resolved = resolveIdentity(sms, wanted);
  return 'kind' in resolved && resolved.kind === 'number' ? resolved.number : undefined;
}

interface Attempt {
  number: SmsNumber | undefined;
  destination: string;
  body: string;
  type: string;
}

/** AWS does not document these messages. The words are the sandbox's. */
function refusal(
  call: Call,
  sms: SmsRegion,
  { number, destination, body, type }: Attempt,
): string | undefined {
  if (body.trim() === '') return 'The message has no body.';
  if (!number) return 'No origination number of the account can send this message.';
  if (number.status !== 'ACTIVE') return `The origination number is ${number.status}, not ACTIVE.`;
  if (number.messageType !== type) return `The origination number sends ${number.messageType} messages.`;
  if (!isUnitedStates(destination)) return 'The destination is not a US phone number.';
  if (sms.optOutLists.get(number.optOutList)?.has(destination)) return 'The destination has opted out.';
  const simulated = isSimulator(destination) && call.sms.tierReachesSimulator;
  if (sms.tier === 'SANDBOX' && !simulated && !sms.verifiedDestinations.has(destination)) {
    return 'The destination is not verified, and the account is in the SMS sandbox.';
  }
  const price = messagePrice(countParts(body).parts);
  return overSpendLimit(call.world, sms, price) ? 'The monthly spend limit is reached.' : undefined;
}

function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}

const protocol = restJson();

export const service = defineService('mobiletargeting', protocol, [
  { title: 'Pinpoint', operations: [sendMessages], note: 'to addresses, SMS channel' },
]);
