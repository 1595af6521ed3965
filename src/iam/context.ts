import { type AccessRequest, type Call, type KeyValue, type Principal, UNKNOWN } from './types';

const PRINCIPAL_TYPES: Record<Principal['kind'], string | undefined> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  service: undefined,
  anonymous: 'Anonymous',
};

function principalArn({ kind, arn, roleArn }: Principal): KeyValue {
  // The role's ARN contains the path. The session's ARN does not.
  if (kind === 'session') return roleArn ?? UNKNOWN;
  return kind === 'service' || kind === 'anonymous' ? undefined : arn;
}

function userId({ kind, accountId }: Principal): KeyValue {
  if (kind === 'root') return accountId;
  if (kind === 'anonymous') return 'anonymous';
  // A unique ID that is not part of an ARN.
  return kind === 'service' ? undefined : UNKNOWN;
}

/**
 * Keys whose values follow from the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
const DERIVED: ReadonlyMap<string, (principal: Principal) => KeyValue> = new Map([
  ['aws:principalarn', principalArn],
  [
    'aws:principalaccount',
    ({ kind, accountId }) => {
      if (kind === 'anonymous') return 'anonymous';
      return kind === 'service' ? undefined : accountId;
    },
  ],
  ['aws:principaltype', ({ kind }) => PRINCIPAL_TYPES[kind]],
  [
    'aws:principalisawsservice',
    ({ kind }) => (kind === 'anonymous' ? undefined : String(kind === 'service')),
  ],
  ['aws:principalservicename', ({ kind, arn }) => (kind === 'service' ? arn : undefined)],
  ['aws:username', ({ kind, arn }) => (kind === 'user' ? arn.slice(arn.lastIndexOf('/') + 1) : undefined)],
  ['aws:userid', userId],
] satisfies [string, (principal: Principal) => KeyValue][]);

export class PreparedCall implements Call {
  readonly action: string;
  readonly resource: string;
  readonly principal: Principal;

  constructor(
    readonly request: AccessRequest,
    readonly bounded: boolean,
  ) {
    this.action = request.action.toLowerCase();
    this.resource = request.resource;
    this.principal = request.principal;
  }

  /** Key names are not case-sensitive. An empty list is an absent key. */
  lookup(key: string, lower: string): KeyValue {
    const value = this.inContext(key, lower);
    if (value !== undefined) return value.length === 0 && typeof value !== 'string' ? undefined : value;
    const derive = DERIVED.get(lower);
    if (derive !== undefined) return derive(this.principal);
    const { absentKeys } = this.request;
    const isAbsent =
      absentKeys === undefined ||
      absentKeys.some((absent) => absent === key || absent.toLowerCase() === lower);
    return isAbsent ? undefined : UNKNOWN;
  }

  private inContext(key: string, lower: string): string | readonly string[] | undefined {
    const { context } = this.request;
    for (const name in context) {
      if (name === key || (name.length === key.length && name.toLowerCase() === lower)) return context[name];
    }
    return undefined;
  }
}
