import { parseArn } from '../../arns';
import type { Manifest } from '../../manifest/types';
import type { Assumption, ChangedCaller, Condition, OriginationRef, Variant } from '../model';

/** Words for the facts of `model.ts`. Nothing parses them. */

const variants = {
  'only-attached-policies': 'with only the policies that Terraform attaches',
  'unlisted-principal': 'a principal that is not listed',
  'no-external-id': 'without an external ID',
  'wrong-external-id': 'with a wrong external ID',
  'external-id-in-other-case': 'with the external ID in other case',
  'outside-organization': 'from outside the organization',
  'other-organization': 'from another organization',
  'main-account': 'from the main account',
  'unlisted-account': 'from an account that is not listed',
  'session-tags': 'with session tags',
  'source-identity': 'with a source identity',
  'open-session': 'a session opened before the suspension',
  'trusted-by-manifest': 'trusted by the manifest',
  'named-by-trust-policy': 'named by the trust policy',
  'named-by-policy': 'named by one of its policies',
  'policy-not-implied': 'has a policy that the manifest does not imply',
  'role-not-implied': 'through a role that the manifest does not imply',
  'no-origination-identity': 'without an origination identity',
  'pool-members-unknown': 'the pool decides which numbers it holds',
} satisfies Record<Variant, string>;

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'variant':
      return variants[condition.variant];
    case 'fromAccount':
      return `from ${condition.key}`;
    case 'externalId':
      return `${condition.status === 'previous' ? 'previous external ID' : 'external ID'} ${condition.value}`;
    case 'organization':
      return `organization ${condition.id}`;
    case 'contextKey':
      return `${condition.key} ${condition.value}`;
    case 'originationForm':
      return `origination identity given as ${condition.text}, not as ARN`;
    case 'assumed':
      return assumptionText(condition.assumption);
  }
}

export function conditionsText(conditions: readonly Condition[]): string {
  return conditions.map(conditionText).join('; ');
}

const assumePolicyTexts = {
  adminsAttach: "assumed: the account's admins attach the assume policy",
  permissionSetRefers: 'assumed: the permission set refers to the assume policy',
  notManaged: 'assumed: the account has an assume policy (Terraform creates none; tendlc connect prints it)',
};

function assumptionText(assumption: Assumption): string {
  switch (assumption.of) {
    case 'assumePolicy':
      return assumePolicyTexts[assumption.because];
    case 'groupMember':
      return `as a member of group ${assumption.group}`;
    case 'boundary':
      return `assumed: boundary ${assumption.arn} allows it`;
  }
}

/** `number` in JSON: a name of the manifest, `pool/NAME`, `configuration-set/NAME`, `unlisted`, an ID, or empty. */
export function numberName(ref: OriginationRef, resource: string): string {
  switch (ref.kind) {
    case 'number':
      return ref.name;
    case 'pool':
    case 'configuration-set':
      return `${ref.kind}/${ref.name}`;
    case 'other':
      return (parseArn(resource)?.resource ?? '').replace(/^phone-number\//, '') || resource;
    case 'unlisted':
      return 'unlisted';
    case 'none':
      return '';
  }
}

export const UNLISTED_NUMBERS = 'numbers that the manifest does not name';

/** The manifests' names of numbers, with the phone number; a name that stands for two IDs also shows the ID. */
export class NumberLabels {
  private readonly labels = new Map<string, string>();

  constructor(...manifests: Manifest[]) {
    for (const { main } of manifests)
      for (const { name, arn, phoneNumber, phoneNumberId } of main.numbers) {
        const ids = manifests.map((manifest) => idOfName(manifest, name) ?? phoneNumberId);
        const replaced = ids.some((id) => id !== phoneNumberId);
        this.labels.set(arn, `${name} (${readable(phoneNumber)}${replaced ? `, ${phoneNumberId}` : ''})`);
        // Pinpoint requests name the application, not the number.
        if (!this.labels.has(name)) this.labels.set(name, `${name} (${readable(phoneNumber)})`);
      }
  }

  of(ref: OriginationRef, resource: string): string {
    switch (ref.kind) {
      case 'number':
        return this.labels.get(resource) ?? this.labels.get(ref.name) ?? ref.name;
      case 'pool':
        return `pool ${ref.name}`;
      case 'configuration-set':
        return `configuration set ${ref.name}`;
      case 'unlisted':
        return UNLISTED_NUMBERS;
      case 'none':
      case 'other':
        return resourceText(resource);
    }
  }
}

function idOfName({ main }: Manifest, wanted: string): string | undefined {
  return main.numbers.find(({ name }) => name === wanted)?.phoneNumberId;
}

function resourceText(resource: string): string {
  if (resource === '*') return 'every number and resource (*)';
  const application = /:apps\/([^/]+)\/messages$/.exec(resource)?.[1];
  if (application) return `every number that Pinpoint application ${application} reaches`;
  if (/:phone-number\/phone-0{32}$/.test(resource)) return UNLISTED_NUMBERS;
  return (parseArn(resource)?.resource ?? '').replace(/^phone-number\//, '') || resource;
}

/** +12065550100 as +1 206 555 0100. */
function readable(phoneNumber: string): string {
  return phoneNumber.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
}

const verbs: Record<string, string> = {
  'sms-voice:SendTextMessage': 'send from',
  'sms-voice:SendMediaMessage': 'send MMS from',
  'sms-voice:SendVoiceMessage': 'send voice from',
  'mobiletargeting:SendMessages': 'send by the Pinpoint API from',
};

export function verbOf(action: string): string {
  return verbs[action] ?? `call ${action} on`;
}

/** How an API is named beside a list of numbers; empty for SendTextMessage. */
export function apiText(api: string): string {
  if (api === 'sms-voice') return '';
  return api === 'pinpoint' ? 'by the Pinpoint API' : `by ${api}`;
}

export function callerText(caller: ChangedCaller, accountId: string): string {
  switch (caller.kind) {
    case 'principal':
      return caller.label;
    case 'account':
      return `any principal of ${accountId}`;
    case 'anyone':
      return 'anyone';
    case 'callers':
      return '';
    case 'statement':
      return caller.principals.join(', ');
    case 'holder':
      return caller.of.startsWith('arn:') ? caller.of : caller.of.replace(/^\d{12}:/, '');
  }
}
