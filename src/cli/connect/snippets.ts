import type { OriginationIdentity } from '../../delegation/types';
import { shellWord } from '../../encode/shell';
import { sourceString } from '../../encode/source-string';

/** What the calls of a first message need. */
export interface SendCall {
  profile: string;
  roleArn: string;
  externalId?: string;
  region: string;
  origination: string;
  messageType?: string;
  configurationSet?: string;
  destination: string;
  maxPrice: string;
}

const body = 'A first message';

export function awsCommand(call: SendCall): string {
  return [
    `aws pinpoint-sms-voice-v2 send-text-message --profile ${shellWord(call.profile)} --region ${shellWord(call.region)}`,
    `--destination-phone-number ${shellWord(call.destination)}`,
    `--origination-identity ${shellWord(call.origination)}`,
    ...(call.messageType ? [`--message-type ${shellWord(call.messageType)}`] : []),
    ...(call.configurationSet ? [`--configuration-set-name ${shellWord(call.configurationSet)}`] : []),
    `--max-price ${shellWord(call.maxPrice)}`,
    `--message-body ${shellWord(body)}`,
  ].join(' \\\n  ');
}

/** Pinpoint takes the number in E.164, and allows every number of the application. */
export function pinpointCommand(
  call: SendCall,
  { applicationId, region }: { applicationId: string; region: string },
  { phoneNumber, messageType }: Pick<OriginationIdentity, 'phoneNumber' | 'messageType'>,
): string {
  const request = {
    Addresses: { [call.destination]: { ChannelType: 'SMS' } },
    MessageConfiguration: {
      SMSMessage: { Body: body, MessageType: messageType, OriginationNumber: phoneNumber },
    },
  };
  return [
    `aws pinpoint send-messages --profile ${shellWord(call.profile)} --region ${shellWord(region)}`,
    `--application-id ${shellWord(applicationId)}`,
    `--message-request ${shellWord(JSON.stringify(request))}`,
  ].join(' \\\n  ');
}

export function javascript(call: SendCall): string {
  const text = (value: string) => sourceString(value, "'");
  const member = (name: string, value: string | undefined) =>
    value === undefined ? '' : `\n    ${name}: ${text(value)},`;
  const externalId = call.externalId === undefined ? '' : `, ExternalId: ${text(call.externalId)}`;
  return `import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

const sms = new PinpointSMSVoiceV2Client({
  region: ${text(call.region)},
  credentials: fromTemporaryCredentials({
    params: { RoleArn: ${text(call.roleArn)}, RoleSessionName: ${text(call.profile)}${externalId} },
    clientConfig: { region: ${text(call.region)} },
  }),
});
const { MessageId } = await sms.send(
  new SendTextMessageCommand({
    DestinationPhoneNumber: ${text(call.destination)},
    OriginationIdentity: ${text(call.origination)},${member('MessageType', call.messageType)}${member('ConfigurationSetName', call.configurationSet)}
    MaxPrice: ${text(call.maxPrice)},
    MessageBody: ${text(body)},
  }),
);
console.log(MessageId);`;
}

export function python(call: SendCall): string {
  const text = (value: string) => sourceString(value, '"');
  const member = (name: string, value: string | undefined) =>
    value === undefined ? '' : `    ${name}=${text(value)},\n`;
  const externalId = call.externalId === undefined ? '' : `, ExternalId=${text(call.externalId)}`;
  return `import boto3

# A session lasts one hour: assume the role again before that, or use a session of the profile, which renews itself:
# boto3.Session(profile_name=${text(call.profile)})
session = boto3.client("sts", region_name=${text(call.region)}).assume_role(
    RoleArn=${text(call.roleArn)}, RoleSessionName=${text(call.profile)}${externalId}
)["Credentials"]
sms = boto3.client(
    "pinpoint-sms-voice-v2",
    region_name=${text(call.region)},
    aws_access_key_id=session["AccessKeyId"],
    aws_secret_access_key=session["SecretAccessKey"],
    aws_session_token=session["SessionToken"],
)
message = sms.send_text_message(
    DestinationPhoneNumber=${text(call.destination)},
    OriginationIdentity=${text(call.origination)},
${member('MessageType', call.messageType)}${member('ConfigurationSetName', call.configurationSet)}    MaxPrice=${text(call.maxPrice)},
    MessageBody=${text(body)},
)
print(message["MessageId"])`;
}
