import { awsProfile } from '../../delegation/aws-profile';
import type { Delegation, SecondaryDelegation } from '../../delegation/types';
import type { Manifest, Secondary } from '../../manifest/types';
import { attachment } from './attachment';
import { suspendCommand } from './emergency';
import { awsCommand, javascript, pinpointCommand, python, type SendCall } from './snippets';

/** AWS's US simulator: a first try texts nobody. */
const simulator = '+14254147755';

/** Everything that the other side needs to send, as Markdown that can be handed over. */
export function connectPage(manifest: Manifest, delegation: Delegation, secondary: Secondary): string {
  const granted = delegation.secondaries.find(({ key }) => key === secondary.key)!;
  const call = sendCall(manifest, granted);
  return [
    `# Send with the 10DLC numbers of ${manifest.main.name}, from ${secondary.title} (${secondary.accountId})`,
    ...statusNote(secondary),
    '## Who gets access, and how',
    attachment(manifest, secondary, granted),
    ...(call ? developers(secondary, granted, call) : []),
    // Without a role there is nothing to know, and nothing to suspend.
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
  return [
    `> **${status}** in the manifest: nothing below works until it is \`status: active\` again and applied.`,
  ];
}

function sendCall(manifest: Manifest, granted: SecondaryDelegation): SendCall | undefined {
  const identity = granted.originationIdentities.find(({ kind }) => kind !== 'configuration-set');
  if (!identity) return undefined;
  const set = granted.originationIdentities.find(
    ({ kind, region }) => kind === 'configuration-set' && region === identity.region,
  );
  return {
    profile: `tendlc-${granted.key}`,
    roleArn: granted.senderRoleArn,
    externalId: granted.externalId?.current,
    region: identity.region,
    origination: identity.arn,
    messageType: identity.messageType,
    configurationSet: set?.arn,
    destination: simulator,
    maxPrice: manifest.verify.maxPrice,
  };
}

function developers({ apis }: Secondary, granted: SecondaryDelegation, call: SendCall): string[] {
  const identities = granted.originationIdentities.map(
    ({ number, arn, phoneNumber, messageType }) =>
      `- \`${number}\`${phoneNumber ? ` ${phoneNumber}, ${messageType}` : ''}: \`${arn}\``,
  );
  const { pinpoint } = granted;
  const number = granted.originationIdentities.find(
    ({ phoneNumber, region }) => phoneNumber && region === pinpoint?.region,
  );
  return [
    '## Origination identities',
    identities.join('\n'),
    '## AWS profile',
    'In `~/.aws/config`; `source_profile` is your own profile, of one of the principals above:',
    fence('ini', awsProfile(granted, call.region)),
    '## AWS CLI',
    ...(apis.includes('sms-voice')
      ? ["To AWS's simulator, so that nobody is texted:", fence('sh', awsCommand(call))]
      : []),
    ...(pinpoint && number
      ? [
          "By the Pinpoint API, to AWS's simulator as well:",
          fence('sh', pinpointCommand(call, pinpoint, number)),
        ]
      : []),
    ...(apis.includes('sms-voice') ? sdkSnippets(call) : []),
  ];
}

function sdkSnippets(call: SendCall): string[] {
  return [
    '## JavaScript',
    '`npm install @aws-sdk/client-pinpoint-sms-voice-v2 @aws-sdk/credential-providers`; renews its session by itself:',
    fence('js', javascript(call)),
    '## Python',
    fence('python', python(call)),
  ];
}

function notes({ main }: Manifest, secondary: Secondary, granted: SecondaryDelegation): string {
  const regions = new Set(granted.originationIdentities.map(({ region }) => region));
  const { externalId, apis } = secondary;
  const lines = [
    ...(apis.includes('sms-voice')
      ? [
          'Pass the **ARN** as the origination identity. The policy lists ARNs: `+1206…` or `phone-…` is refused with AccessDeniedException.',
        ]
      : [
          'The role grants **the Pinpoint API only**: SendTextMessage is refused. Pinpoint takes the number in E.164, in `OriginationNumber`.',
        ]),
    ...(regions.size > 1 ? ['Call the Region that is in the ARN: a number is known in its own only.'] : []),
    'Your credentials are usually a role already, so this is **role chaining**: a session lasts one hour at most, whatever is asked for. Let the SDK or the profile renew it.',
    `Messages count as sent by **${main.name} (${main.accountId})**: its quotas, its spend limit, its opt-out list, its bill. The default quota is one SendTextMessage a second for everybody together.`,
    'A `MessageId` means accepted, not delivered. Delivery is told by events of a configuration set only.',
    '10DLC reaches the United States, Puerto Rico, the US Virgin Islands, Guam and American Samoa.',
    'Give the session a name that says who sends: in CloudTrail of the main account it is the only trace of you.',
  ];
  if (granted.externalId)
    lines.push('Without the external ID, or with another, the role refuses with a plain AccessDenied.');
  if (externalId?.previous !== undefined)
    lines.push(
      `The external ID is being changed: move to \`${externalId.current}\` now; the one before is admitted only until the change is completed.`,
    );
  const { sessionContext } = secondary;
  if (sessionContext.length > 0) lines.push(`Sessions may carry ${sessionContext.join(' and ')}.`);
  return lines.map((line) => `- ${line}`).join('\n');
}

function emergency(manifest: Manifest, secondary: Secondary): string {
  const { accountId, name } = manifest.main;
  const shared = manifest.main.role.strategy === 'shared';
  return [
    `With administrator credentials of ${name} (${accountId}); ${shared ? 'no new session opens, live ones run out within the hour' : 'live sessions are denied within minutes'}:`,
    fence('sh', suspendCommand(manifest, secondary.key)),
    `Then commit \`status: suspended\` for \`${secondary.key}\` **before the next apply**, which would otherwise take this away again.`,
  ].join('\n\n');
}

export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
