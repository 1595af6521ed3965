import { parseArn } from '../../arns';

/** Kinds of policy that AWS names in a denial (IAM user guide, "Troubleshoot access denied error messages"). */
const POLICY_TYPES = [
  'service control policy',
  'resource control policy',
  'permissions boundary',
  'session policy',
  'VPC endpoint policy',
  'role trust policy',
  'resource-based policy',
  'identity-based policy',
] as const;
export type PolicyType = (typeof POLICY_TYPES)[number];

/** What AWS's message names of a denial; each is empty if it names none, as often across accounts. */
export interface Denial {
  action: string;
  /** As AWS writes it: an ARN, `*`, or a number in E.164. */
  resource: string;
  policyType: PolicyType | '';
  /** A Deny statement, not a missing Allow. */
  explicit: boolean;
}

/** `User: ARN is not authorized to perform: ACTION on resource: ARN because …` or `with an explicit deny in …`. */
export function denialIn(message: string): Denial {
  const lower = message.toLowerCase();
  return {
    action: /not authorized to perform: ?([\w-]+:\w+)/i.exec(message)?.[1] ?? '',
    resource: /on resource: ?(\S+)/i.exec(message)?.[1]?.replace(/[.,;]$/, '') ?? '',
    policyType: POLICY_TYPES.find((type) => lower.includes(type.toLowerCase())) ?? '',
    explicit: lower.includes('explicit deny'),
  };
}

/** Kinds of resources that a send involves. */
const RESOURCE_TYPES = [
  'phone-number',
  'pool',
  'configuration-set',
  'protect-configuration',
  'opt-out-list',
  'sender-id',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number] | 'e164';

/** The kind of resource that an ARN names; `e164` for a number without its ARN or ID. */
export function resourceTypeOf(resource: string): ResourceType | '' {
  const name = parseArn(resource)?.resource ?? resource;
  if (/^(phone-number\/)?\+?\d{5,15}$/.test(name)) return 'e164';
  return RESOURCE_TYPES.find((type) => name.startsWith(`${type}/`)) ?? '';
}
