import type { OriginationIdentity } from '../../delegation/types';
import { quote } from './shell';

/** What a first message takes. */
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
    `aws pinpoint-sms-voice-v2 send-text-message --profile ${call.profile} --region ${call.region}`,
    `--destination-phone-number ${quote(call.destination)}`,
    `--origination-identity ${call.origination}`,
    ...(call.messageType ? [`--message-type ${call.messageType}`] : []),
    ...(call.configurationSet ? [`--configuration-set-name ${call.configurationSet}`] : []),
    `--max-price ${call.maxPrice}`,
    `--message-body ${quote(body)}`,
  ].join(' \\\n  ');
}

/** This API has no ARNs: it takes the number in E.164, and any number of the application. */
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
    `aws pinpoint send-messages --profile ${call.profile} --region ${region}`,
    `--application-id ${applicationId}`,
    `--message-request ${quote(JSON.stringify(request))}`,
  ].join(' \\\n  ');
}

export function javascript(call: SendCall): string {
  const externalId = call.externalId === undefined ? '' : `, ExternalId: '${call.externalId}'`;
  return `import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

const sms = new PinpointSMSVoiceV2Client({
  region: '${call.region}',
  credentials: fromTemporaryCredentials({
    params: { RoleArn: '${call.roleArn}', RoleSessionName: '${call.profile}'${externalId} },
    clientConfig: { region: '${call.region}' },
  }),
});
const { MessageId } = await sms.send(
  new SendTextMessageCommand({
    DestinationPhoneNumber: '${call.destination}',
    OriginationIdentity: '${call.origination}',${member('    MessageType', call.messageType)}${member('    ConfigurationSetName', call.configurationSet)}
    MaxPrice: '${call.maxPrice}',
    MessageBody: '${body}',
  }),
);
console.log(MessageId);`;
}

export function python(call: SendCall): string {
  const externalId = call.externalId === undefined ? '' : `, ExternalId="${call.externalId}"`;
  const optional = [
    call.messageType && `    MessageType="${call.messageType}",\n`,
    call.configurationSet && `    ConfigurationSetName="${call.configurationSet}",\n`,
  ];
  return `import boto3

# One hour: assume again before it ends, or use boto3.Session(profile_name="${call.profile}"), which renews by itself.
session = boto3.client("sts", region_name="${call.region}").assume_role(
    RoleArn="${call.roleArn}", RoleSessionName="${call.profile}"${externalId}
)["Credentials"]
sms = boto3.client(
    "pinpoint-sms-voice-v2",
    region_name="${call.region}",
    aws_access_key_id=session["AccessKeyId"],
    aws_secret_access_key=session["SecretAccessKey"],
    aws_session_token=session["SessionToken"],
)
message = sms.send_text_message(
    DestinationPhoneNumber="${call.destination}",
    OriginationIdentity="${call.origination}",
${optional.filter(Boolean).join('')}    MaxPrice="${call.maxPrice}",
    MessageBody="${body}",
)
print(message["MessageId"])`;
}

function member(name: string, value: string | undefined): string {
  return value === undefined ? '' : `\n${name}: '${value}',`;
}
