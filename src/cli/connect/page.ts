import { awsProfile } from '../../delegation/aws-profile';
import type { Delegation, SecondaryDelegation } from '../../delegation/types';
import { markdownBlock, markdownCode, markdownText } from '../../encode/markdown';
import type { Manifest, Secondary } from '../../manifest/types';
import { profileName } from '../../names';
import { SIMULATOR_SUCCESS } from '../../simulator-numbers';
import { attachment } from './attachment';
import { endSessionsCommand, suspendCommand } from './emergency';
import { awsCommand, javascript, pinpointCommand, python, type SendCall } from './snippets';

/** What developers and admins of the secondary need to send, as Markdown. */
export function connectPage(manifest: Manifest, delegation: Delegation, secondary: Secondary): string {
  const granted = delegation.secondaries.find(({ key }) => key === secondary.key)!;
  const call = sendCall(manifest, granted);
  return [
    `# Send with the 10DLC numbers of ${markdownText(manifest.main.name)}, from ${markdownText(secondary.title)} (${secondary.accountId})`,
    ...statusNote(secondary),
    '## Who gets access, and how',
    attachment(manifest, secondary, granted),
    ...(call ? developers(secondary, granted, call) : []),
    // A removed secondary has no role to use or suspend.
    ...(secondary.status === 'removed'
      ? []
      : [
          '## Good to know',
          notes(manifest, secondary, granted),
          '## Emergency: suspend this account now',
          emergency(manifest, secondary),
        ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function statusNote({ status }: Secondary): string[] {
  if (status === 'active') return [];
  return [`> **${status}** in the manifest: nothing below works until \`status: active\` is applied.`];
}

function sendCall(manifest: Manifest, granted: SecondaryDelegation): SendCall | undefined {
  const identity = granted.originationIdentities.find(({ kind }) => kind !== 'configuration-set');
  if (!identity) return undefined;
  const set = granted.originationIdentities.find(
    ({ kind, region }) => kind === 'configuration-set' && region === identity.region,
  );
  return {
    profile: profileName(granted.key),
    roleArn: granted.senderRoleArn,
    externalId: granted.externalId?.current,
    region: identity.region,
    origination: identity.arn,
    messageType: identity.messageType,
    configurationSet: set?.arn,
    // A first message reaches no phone.
    destination: SIMULATOR_SUCCESS,
    maxPrice: manifest.verify.maxPrice,
  };
}

function developers({ apis }: Secondary, granted: SecondaryDelegation, call: SendCall): string[] {
  const identities = granted.originationIdentities.map(
    ({ number, arn, phoneNumber, messageType }) =>
      `- ${markdownCode(number)}${phoneNumber ? ` ${phoneNumber}, ${messageType}` : ''}: ${markdownCode(arn)}`,
  );
  const { pinpoint } = granted;
  const number = granted.originationIdentities.find(
    ({ phoneNumber, region }) => phoneNumber && region === pinpoint?.region,
  );
  return [
    '## Origination identities',
    identities.join('\n'),
    '## AWS profile',
    'For `~/.aws/config`. Put your own profile, of one of the principals above, at `source_profile`:',
    markdownBlock('ini', awsProfile(granted, call.region)),
    '## AWS CLI',
    ...(apis.includes('sms-voice')
      ? ["This sends to AWS's simulator, not to a phone:", markdownBlock('sh', awsCommand(call))]
      : []),
    ...(pinpoint && number
      ? [
          "Through the Pinpoint API, also to AWS's simulator:",
          markdownBlock('sh', pinpointCommand(call, pinpoint, number)),
        ]
      : []),
    ...(apis.includes('sms-voice') ? sdkSnippets(call) : []),
  ];
}

function sdkSnippets(call: SendCall): string[] {
  return [
    '## JavaScript',
    '`npm install @aws-sdk/client-pinpoint-sms-voice-v2 @aws-sdk/credential-providers`. The SDK renews the session:',
    markdownBlock('js', javascript(call)),
    '## Python',
    markdownBlock('python', python(call)),
  ];
}

function notes({ main }: Manifest, secondary: Secondary, granted: SecondaryDelegation): string {
  const regions = new Set(granted.originationIdentities.map(({ region }) => region));
  const { externalId, apis } = secondary;
  const lines = [
    ...(apis.includes('sms-voice')
      ? [
          'Pass the **ARN** as the origination identity. The policy lists ARNs: AWS denies a number in E.164 with AccessDeniedException, and does not document whether a bare `phone-…` ID matches.',
        ]
      : [
          'The role allows **the Pinpoint API only**, not SendTextMessage. Pinpoint takes the number in E.164, in `OriginationNumber`.',
        ]),
    ...(regions.size > 1 ? ['Call the Region of the ARN: a number exists in one Region only.'] : []),
    'If your own credentials are a role, this is **role chaining**: a session lasts one hour at most. Let the SDK or the profile renew it.',
    `Messages count as sent by **${markdownText(main.name)} (${main.accountId})**: its quotas, spend limit, opt-out list and bill. The default quota is one SendTextMessage a second for all accounts together.`,
    'A `MessageId` means accepted, not delivered. Only the events of a configuration set report delivery.',
    '10DLC reaches the United States, Puerto Rico, the US Virgin Islands, Guam and American Samoa.',
    'Give the session a name that says who sends: the main account sees only that name in CloudTrail.',
  ];
  if (granted.externalId)
    lines.push(
      'Without the external ID, or with another one, AssumeRole fails with AccessDenied and no reason.',
    );
  if (externalId?.previous !== undefined)
    lines.push(
      `The external ID is being changed: move to ${markdownCode(externalId.current)} now. The previous one works only until the change is completed.`,
    );
  const { sessionContext } = secondary;
  if (sessionContext.length > 0) lines.push(`Sessions may carry ${sessionContext.join(' and ')}.`);
  return lines.map((line) => `- ${line}`).join('\n');
}

function emergency(manifest: Manifest, secondary: Secondary): string {
  const { accountId, name, role } = manifest.main;
  const shared = role.strategy === 'shared';
  return [
    `With administrator credentials of ${markdownText(name)} (${accountId}). ${shared ? 'No new session starts.' : 'Live sessions are denied within minutes.'}`,
    markdownBlock('sh', suspendCommand(manifest, secondary.key)),
    ...(shared ? openSessions(manifest, secondary) : []),
    `Then commit \`status: suspended\` for \`${secondary.key}\` **before the next apply**, which otherwise undoes this.`,
  ].join('\n\n');
}

/** A session of the shared role does not know its account, so only its age can end it. */
function openSessions(manifest: Manifest, secondary: Secondary): string[] {
  const hours = manifest.main.role.maxSessionDuration / 3600;
  return [
    `Live sessions last until they expire: one hour if the caller is a role, up to 12 hours if it is a user (\`main.role.maxSessionDuration\` is ${Number(hours.toFixed(1))} here). To end them now, deny every session that started earlier. Other accounts then assume the role again:`,
    markdownBlock('sh', endSessionsCommand(manifest, secondary.key)),
    'The next apply of the main account removes that policy, and sessions that have not expired work again. Wait with it until they have.',
  ];
}
